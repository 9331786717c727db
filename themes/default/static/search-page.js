/* What is found, below the field of every page and on the page of search. Hits are text: nothing of the index
   or of a query is ever taken for HTML. */
"use strict";
(() => {
  const { norade } = window;
  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const inLanguage = (text, lang) => (lang ? element("span", { lang }, text) : text);
  const linked = (hit) => {
    const link = element("a", { href: hit.url });
    if (hit.stub) link.className = "stub";
    if (hit.code) link.append(element("b", { className: "id" }, hit.code), " ");
    link.append(inLanguage(hit.title, hit.lang));
    return link;
  };
  // Only the answer to the newest query is shown.
  let newest = 0;
  const ask = async (text, options, show, fail) => {
    const own = ++newest;
    try {
      const hits = await norade.search(text, options);
      if (own === newest) show(hits);
    } catch (fault) {
      if (own === newest) fail(fault);
    }
  };
  const later = (wait, act) => {
    let timer;
    const start = () => {
      clearTimeout(timer);
      timer = setTimeout(act, wait);
    };
    return { start, stop: () => clearTimeout(timer) };
  };

  // ── The field of every page ────────────────────────────────────────────────────────────────────
  const field = document.querySelector(".find[data-action] input");
  if (field) {
    const { all, none, failed } = field.form.dataset;
    const box = element("div", { className: "found", hidden: true });
    const status = element("output", { className: "vh" });
    for (const made of [box, status]) made.setAttribute("data-script", "");
    field.form.append(box, status);
    const links = () => [...box.querySelectorAll("a")];
    const close = () => {
      ++newest;
      typing.stop();
      box.hidden = true;
    };
    const say = (text) => {
      box.replaceChildren(element("p", {}, text));
      status.textContent = text;
      box.hidden = false;
    };
    const show = (hits) => {
      if (hits.total === 0) return say(none);
      const list = hits.map((hit) => element("li", {}, linked(hit), " ", element("span", { className: "of" }, inLanguage(hit.label, hit.labelLang))));
      const inside = box.contains(document.activeElement);
      const whole = `${all} (${hits.total})`;
      const address = field.form.action + "?q=" + encodeURIComponent(field.value);
      box.replaceChildren(element("ul", {}, ...list), element("p", {}, element("a", { href: address }, whole)));
      status.textContent = whole;
      box.hidden = false;
      if (inside) links()[0].focus();
    };
    const look = () => field.value.trim() ? ask(field.value, { limit: 6, thorough: false }, show, () => say(failed)) : close();
    const typing = later(80, look);
    field.addEventListener("input", typing.start);
    // A press inside the box leaves the focus, and so the box, where it is.
    box.addEventListener("mousedown", (event) => event.preventDefault());
    field.form.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape" && !box.hidden) {
        close();
        field.focus();
        event.preventDefault();
      } else if (event.key === "ArrowDown" && box.hidden) {
        look();
      } else if (step && !box.hidden) {
        const stops = [field, ...links()];
        const at = stops.indexOf(document.activeElement);
        stops[(at + step + stops.length) % stops.length].focus();
        event.preventDefault();
      }
    });
    field.form.addEventListener("focusout", (event) => {
      if (!field.form.contains(event.relatedTarget)) close();
    });
    norade.search.open().catch(() => {});
    if (field.value) look();
  }

  // ── The page of search ─────────────────────────────────────────────────────────────────────────
  const page = document.querySelector(".searched");
  if (!page) return;
  const words = page.dataset;
  const query = page.querySelector("input");
  const status = page.querySelector("output");
  const narrow = page.querySelector(".narrow");
  const place = page.querySelector(".hits");
  const plural = new Intl.PluralRules(document.documentElement.lang);
  const PAGE = 20, EACH = 4;
  const state = { kind: "", facets: {}, limit: PAGE };
  // Whether more hits were asked for, of which the first gets the focus.
  let further = false;

  const read = () => {
    const source = new URLSearchParams(location.hash.length > 1 ? location.hash.slice(1) : location.search);
    query.value = (source.get("q") || "").slice(0, 300);
    state.kind = source.get("kind") || "";
    state.facets = Object.fromEntries([...source].filter(([key]) => key !== "q" && key !== "kind"));
  };
  const asked = () => new URLSearchParams({ q: query.value, ...(state.kind && { kind: state.kind }), ...state.facets });
  const write = () => {
    const target = asked();
    try {
      history.replaceState(null, "", location.pathname.split("/").pop() + "#" + target);
    } catch {
      // A page opened from a disk has no history of its own; its address can still be changed.
      location.replace("#" + target);
    }
  };

  const hit = (found, grouped) => {
    const item = element("li", {}, linked(found));
    if (found.more > 0) item.append(" ", element("span", { className: "more" }, `${words.titles} ${found.more}`));
    const kind = [grouped ? "" : inLanguage(found.label || words.pages, found.labelLang), found.stub ? words.stub.toLowerCase() : ""].filter(Boolean);
    if (kind.length > 0) item.append(" ", element("span", { className: "of" }, ...kind.flatMap((part, at) => (at > 0 ? [" · ", part] : [part]))));
    if (found.snippet.length > 0) {
      const text = element("p", { className: "under", ...(found.textLang && { lang: found.textLang }) });
      if (found.heading) text.append(element("b", {}, found.heading), " – ");
      for (const [piece, marked] of found.snippet) text.append(marked ? element("mark", {}, piece) : piece);
      item.append(text);
    }
    return item;
  };
  const labelOf = (kind) => kind.plural || words.pages;
  const button = (text, key, pressed, act) => {
    const made = element("button", { type: "button", onclick: act }, text);
    made.dataset.key = key;
    made.setAttribute("aria-pressed", String(pressed));
    return made;
  };
  const choose = (kind) => {
    state.kind = kind;
    state.limit = PAGE;
    look();
  };

  const filters = (hits, facets) => {
    const sum = hits.kinds.reduce((all, kind) => all + kind.count, 0);
    const kinds = element("div", { className: "kinds" }, button(`${words.all} (${sum})`, "kind", state.kind === "", () => choose("")));
    for (const kind of hits.kinds) {
      const id = kind.id || "-";
      kinds.append(button(`${labelOf(kind)} (${kind.count})`, "kind " + id, state.kind === id, () => choose(id)));
    }
    const selects = facets.map((facet, at) => {
      const select = element("select", { id: "facet-" + at, onchange: () => {
        if (select.value) state.facets[facet.id] = select.value;
        else delete state.facets[facet.id];
        choose(state.kind);
      } }, element("option", { value: "" }, words.unset));
      for (const value of facet.values) {
        select.append(element("option", { value: value.id, selected: state.facets[facet.id] === value.id }, value.name));
      }
      select.dataset.key = "facet " + facet.id;
      return element("label", {}, facet.label, " ", select);
    });
    narrow.replaceChildren(...(hits.kinds.length > 1 || state.kind ? [kinds] : []), ...selects);
  };

  // What is made anew in the place of what had the focus gets it.
  const keepingFocus = (act) => {
    const key = document.activeElement.dataset.key;
    act();
    const again = key && [...page.querySelectorAll("[data-key]")].find((control) => control.dataset.key === key);
    if (again) again.focus();
  };

  const show = (hits) => {
    // A kind that has no hit, as an address may name, is not chosen.
    if (state.kind && !hits.kinds.some((kind) => (kind.id || "-") === state.kind)) {
      if (hits.kinds.length > 0) return choose("");
    }
    for (const id of Object.keys(state.facets)) if (!hits.facets.some((facet) => facet.id === id)) delete state.facets[id];
    const shown = place.querySelectorAll("a").length;
    const count = hits.total === 0 ? words.none
      : (plural.select(hits.total) === "one" ? words.foundOne : words.foundOther).replace("{n}", hits.total);
    const instead = hits.instead.map(([, others]) => others.slice(0, 3).join(", "));
    const notes = [instead.length > 0 ? `${words.instead}: ${instead.join("; ")}` : "", hits.partial ? words.partial : ""].filter(Boolean);
    status.textContent = notes.length > 0 ? `${count} (${notes.join("; ")})` : count;
    keepingFocus(() => filters(hits, hits.facets));
    const lists = [];
    if (state.kind === "" && hits.groups.length > 1) {
      for (const group of hits.groups) {
        lists.push(element("h2", { className: "group" }, labelOf(group.kind)), element("ul", { className: "ledger" }, ...group.hits.map((found) => hit(found, true))));
        const id = group.kind.id || "-";
        if (group.kind.count > group.hits.length) {
          lists.push(element("button", { type: "button", onclick: () => {
            choose(id);
            query.form.scrollIntoView();
            status.focus();
          } }, `${labelOf(group.kind)} (${group.kind.count})`));
        }
      }
    } else {
      lists.push(element("ul", { className: "ledger" }, ...hits.map((found) => hit(found, false))));
      if (hits.total > hits.length) {
        lists.push(element("button", { type: "button", onclick: () => {
          state.limit += PAGE;
          further = true;
          look();
        } }, words.more));
      }
    }
    place.replaceChildren(...lists);
    const next = further && place.querySelectorAll("a")[shown];
    if (next) next.focus();
    further = false;
  };
  const fail = () => {
    status.textContent = words.failed;
    narrow.replaceChildren();
    place.replaceChildren();
  };
  const look = () => {
    write();
    if (!query.value.trim()) {
      ++newest;
      status.textContent = "";
      narrow.replaceChildren();
      place.replaceChildren();
      return;
    }
    ask(query.value, { limit: state.limit, kind: state.kind || null, facets: state.facets, each: state.kind ? 0 : EACH }, show, fail);
  };
  query.addEventListener("input", later(120, () => choose(state.kind)).start);
  query.form.addEventListener("submit", (event) => {
    event.preventDefault();
    choose(state.kind);
  });
  addEventListener("hashchange", () => {
    if (location.hash.slice(1) === String(asked())) return;
    read();
    look();
  });
  // What was typed while the script came stays.
  const typed = query.value;
  read();
  if (typed) query.value = typed;
  look();
})();
