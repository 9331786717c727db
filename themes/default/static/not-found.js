"use strict";
// What is nearest to an address at which there is no page: what search finds for its last part.
(() => {
  const place = document.querySelector(".nearest");
  const [asked] = location.pathname.split("/").filter(Boolean).slice(-1);
  if (!place || !asked || asked === "404.html") return;
  let text = asked;
  try {
    text = decodeURIComponent(asked);
  } catch {
    // What no server would take for a name is looked for as it is.
  }
  text = text.replace(/\.html?$/i, "").slice(0, 40);
  const link = (hit) => {
    const made = document.createElement("a");
    made.href = hit.url.split("#")[0];
    if (hit.code) {
      const code = document.createElement("b");
      code.className = "id";
      code.textContent = hit.code;
      made.append(code, " ");
    }
    const title = document.createElement("span");
    if (hit.lang) title.lang = hit.lang;
    title.append(hit.title);
    made.append(title);
    const item = document.createElement("li");
    item.append(made);
    return item;
  };
  const script = document.createElement("script");
  script.src = new URL("search.js", document.currentScript.src);
  script.onload = async () => {
    let hits = [];
    // Search takes no code for another one, but codes that begin alike are near each other.
    for (let code = true; hits.length === 0 && code && text.length > 1; text = text.slice(0, -1)) {
      code = /\d/.test(text);
      hits = await window.norade.search(text, { limit: 5 }).catch(() => []);
    }
    if (hits.length === 0) return;
    place.querySelector("ul").replaceChildren(...hits.map(link));
    place.hidden = false;
  };
  document.head.append(script);
})();
