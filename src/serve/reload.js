"use strict";
// The preview's own script, on no built page: it reloads the page when it has changed, keeps the place that is read,
// and shows what is wrong.
(() => {
  const script = document.currentScript;
  const { language, mark, source } = script.dataset;
  const words = {
    lv: { source: "Avots", errors: "Kļūdas", warnings: "Brīdinājumi", close: "Aizvērt" },
    en: { source: "Source", errors: "Errors", warnings: "Warnings", close: "Close" },
  };
  const say = words[language];

  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  const style = element("link");
  style.rel = "stylesheet";
  style.href = new URL("reload.css", script.src).href;
  document.head.append(style);

  if (source) {
    const line = element("aside", "", "norade-source");
    line.setAttribute("aria-label", say.source);
    line.append(`${say.source}: `, element("code", source));
    document.body.append(line);
  }

  // The place that is read: the first text on the screen, found again by what it says or by its number.
  const KEPT = "norade-place";
  const texts = () => [...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6, p, li, dt, dd, th, td, pre)")];
  const folds = () => [...document.querySelectorAll("details")];

  const keep = () => {
    const all = texts();
    const at = all.findIndex((text) => {
      const box = text.getBoundingClientRect();
      return box.height > 0 && box.bottom > 0;
    });
    const text = all[at];
    sessionStorage.setItem(KEPT, JSON.stringify({
      page: location.pathname,
      x: scrollX,
      y: scrollY,
      at,
      says: text && text.textContent,
      top: text && text.getBoundingClientRect().top,
      open: folds().map((fold) => fold.open),
    }));
  };

  const restore = () => {
    const kept = JSON.parse(sessionStorage.getItem(KEPT));
    sessionStorage.removeItem(KEPT);
    if (!kept || kept.page !== location.pathname) return;
    if (kept.open.length === folds().length) folds().forEach((fold, index) => { fold.open = kept.open[index]; });
    const place = () => {
      const all = texts();
      const same = all.map((text, index) => ({ text, off: Math.abs(index - kept.at) }));
      const found = same.filter(({ text }) => text.textContent === kept.says).sort((a, b) => a.off - b.off)[0];
      const text = found ? found.text : all[Math.min(kept.at, all.length - 1)];
      const top = text && kept.y > 0 ? scrollY + text.getBoundingClientRect().top - kept.top : kept.y;
      scrollTo({ left: kept.x, top, behavior: "instant" });
    };
    place();
    // Pictures and styles that came late have moved it.
    if (document.readyState !== "complete") addEventListener("load", place, { once: true });
  };
  restore();
  // The browser's own memory of the place is of the page as it was; it is asked again when the page has come.
  addEventListener("load", () => setTimeout(() => { history.scrollRestoration = "auto"; }), { once: true });

  let faults;
  const show = ({ errors, warnings, diagnostics }) => {
    if (faults) faults.remove();
    faults = null;
    if (diagnostics.length === 0 || document.body.classList.contains("norade-report")) return;
    faults = element("section", "", `norade-faults ${errors ? "errors" : "warnings"}`);
    faults.setAttribute("role", errors ? "alert" : "status");
    const counts = [[say.errors, errors], [say.warnings, warnings]].filter(([, count]) => count);
    faults.append(element("h2", counts.map(([name, count]) => `${name}: ${count}`).join(" · ")));
    const close = element("button", say.close);
    close.type = "button";
    close.addEventListener("click", () => faults.remove());
    const list = element("ol");
    for (const { severity, file, line, column, message, label, hint } of diagnostics) {
      const item = element("li", "", severity);
      const place = [file, line, column].filter((part) => part !== undefined).join(":");
      if (place) item.append(element("code", place), " ");
      item.append(message);
      if (label) item.append("\n", element("small", label));
      if (hint) item.append("\n", element("small", hint));
      list.append(item);
    }
    faults.append(close, list);
    document.body.append(faults);
  };

  // A browser keeps few connections to one server: pages out of sight leave theirs.
  let news;
  const listen = () => {
    if (news) news.close();
    news = null;
    if (document.hidden) return;
    const asked = new URLSearchParams({ page: location.pathname, mark });
    news = new EventSource(`${new URL("events", script.src).href}?${asked}`);
    news.addEventListener("diagnostics", (event) => show(JSON.parse(event.data)));
    news.addEventListener("reload", () => {
      news.close();
      keep();
      history.scrollRestoration = "manual";
      location.reload();
    });
  };
  document.addEventListener("visibilitychange", listen);
  listen();
})();
