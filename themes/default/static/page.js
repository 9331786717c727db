"use strict";
(() => {
  // Paper shows what is folded.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const details of folded) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of folded) details.open = false;
    folded = [];
  });

  // The field of search: what it needs is loaded when it is first used, or when the address holds a query.
  const find = document.querySelector(".find");
  if (find) {
    const theme = new URL(".", document.currentScript.src);
    let wanted = true;
    // One after another; what did not come is asked for again.
    const load = (names) => {
      const [name, ...others] = names;
      if (!name) return;
      const script = document.createElement("script");
      script.src = new URL(name, theme);
      script.onload = () => load(others);
      script.onerror = () => {
        script.remove();
        wanted = true;
      };
      document.head.append(script);
    };
    const use = () => {
      if (wanted) load(["search.js", "search-page.js"]);
      wanted = false;
    };
    find.addEventListener("focusin", use);
    find.addEventListener("input", use);
    const page = find.closest(".searched");
    if (page) {
      page.previousElementSibling.hidden = true;
      page.hidden = false;
      addEventListener("hashchange", use);
      if (/[?#&]q=[^&]/.test(location.search + location.hash)) use();
    } else {
      find.action = find.dataset.action;
      find.addEventListener("focusin", () => {
        const style = document.createElement("link");
        style.rel = "stylesheet";
        style.href = new URL("search.css", theme);
        document.head.append(style);
      }, { once: true });
    }
  }

  // A reference to copy bears the address at which the page is read.
  const cite = document.querySelector(".cite");
  const status = cite && cite.querySelector("output");
  if (!status) return;
  const served = location.protocol.startsWith("http");
  for (const address of cite.querySelectorAll(".address")) {
    const [, anchor] = address.textContent.split("#");
    if (served) address.textContent = location.href.split("#")[0] + (anchor ? "#" + anchor : "");
  }
  const copy = (text) => navigator.clipboard ? navigator.clipboard.writeText(text) : Promise.reject();
  for (const item of cite.querySelectorAll("li")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = status.dataset.copy;
    button.setAttribute("data-script", "");
    const text = item.firstElementChild;
    button.addEventListener("click", () => {
      copy(text.textContent.trim()).then(() => {
        status.textContent = status.dataset.done;
      }, () => getSelection().selectAllChildren(text));
    });
    item.append(button);
  }
})();
