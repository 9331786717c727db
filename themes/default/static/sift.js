/* Boxes that narrow what a page shows: an address that brings their state back, and how much is left, in
   words of the page. What a ticked box hides is said by the stylesheet beside the page. */
(() => {
  "use strict";
  const form = document.querySelector(".facets, .picks");
  if (!form || !CSS.supports("selector(:has(*))")) return;
  const boxes = [...form.querySelectorAll("input")];
  const share = document.querySelector(".share");
  const status = document.querySelector(".shown");

  /* The parts of a table that a list replaces on a narrow screen are not shown there, but not hidden either. */
  const seen = (element) =>
    [element, element.parentElement].every((part) => getComputedStyle(part).display !== "none");

  const written = () => {
    const parts = new Map();
    for (const box of boxes.filter((box) => box.checked)) {
      parts.set(box.name, [...(parts.get(box.name) ?? []), encodeURIComponent(box.value)]);
    }
    return [...parts].map(([name, values]) => `${encodeURIComponent(name)}=${values.join(",")}`).join("&");
  };

  const decoded = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return "";
    }
  };

  /* Ticks what the address names. */
  const restore = () => {
    const given = location.hash.slice(1);
    if (!given.includes("=")) return;
    const wanted = new Set();
    for (const part of given.split("&")) {
      const [name, values = ""] = part.split("=");
      for (const value of values.split(",")) wanted.add(`${decoded(name)}=${decoded(value)}`);
    }
    for (const box of boxes) box.checked = wanted.has(`${box.name}=${box.value}`);
  };

  const tell = () => {
    const count = Object.entries(status.dataset).filter(([name]) => name !== "text");
    status.textContent = count.reduce((text, [name, selector]) => {
      const all = [...document.querySelectorAll(selector)];
      const left = all.filter(seen).length;
      return text.replace(`{${name}}`, left).replace(`{all${name}}`, all.length);
    }, status.dataset.text);
  };

  const update = () => {
    const text = written();
    const page = location.href.split("#")[0];
    share.href = `#${text}`;
    share.hidden = false;
    if (text || location.hash.includes("=")) {
      try {
        history.replaceState(null, "", text ? `${page}#${text}` : page);
      } catch {
        /* Some browsers allow only so many changes of the address; the link has it still. */
      }
      tell();
    } else if (status.textContent) {
      tell();
    }
    form.dispatchEvent(new Event("sifted"));
  };

  form.addEventListener("change", update);
  form.addEventListener("reset", () => setTimeout(update));
  addEventListener("hashchange", () => {
    restore();
    update();
  });
  /* Browsers bring back what was ticked before they show a page again. */
  addEventListener("pageshow", () => {
    restore();
    update();
  });
})();
