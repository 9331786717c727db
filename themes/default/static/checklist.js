"use strict";
// Keeps a checklist in a file that the reader saves and opens again, several lists in one file. Nothing is stored
// elsewhere, nothing is sent. docs/checklist.md describes the file.
(() => {
  const form = document.querySelector("form[data-path]");
  if (!form) return;
  const FORMAT = "norade-checklist";
  const VERSION = 1;
  const STATES = ["open", "partly", "done", "not-applicable"];
  const MOST = 5e6;

  const words = document.getElementById("checklist-words").content;
  const tools = document.querySelector("div.tools");
  const status = tools.querySelector("output");
  const picker = tools.querySelector("select");
  const file = tools.querySelector("input[type=file]");
  const changes = tools.querySelector(".changes");
  const blanks = [...form.querySelectorAll("[data-blank]")];
  const naming = form.querySelector("[data-names]") || blanks[0];
  const plain = (element) => element.textContent.replace(/\s+/g, " ").trim();

  /** The words of an item: those of nested lists parted, without number and address. */
  const text = (element) => {
    const copy = element.cloneNode(true);
    for (const other of copy.querySelectorAll(".n, .at")) other.remove();
    for (const item of copy.querySelectorAll("li + li")) item.prepend("; ");
    return plain(copy).replace(/ ; /g, "; ");
  };

  /** What paper shows in the place of a field: the whole of it. */
  const twin = (field) => {
    const written = document.createElement("span");
    written.className = "written";
    written.setAttribute("aria-hidden", "true");
    field.before(written);
    return written;
  };
  const heads = blanks.map((input) => ({ input, written: twin(input) }));

  /** The items as the page has them. */
  const items = [...form.querySelectorAll(".items > li")].map((element, index) => {
    const list = element.closest("[data-at]");
    const said = element.querySelector(".words");
    const note = element.querySelector("textarea");
    return {
      element,
      note,
      written: twin(note),
      n: index + 1,
      at: list.dataset.at,
      text: text(said),
      address: plain(said.querySelector(".at")),
      list: plain(list.querySelector("h3")),
      of: plain(list.closest(".work").querySelector("h2")),
      radios: [...element.querySelectorAll("input[type=radio]")],
    };
  });

  const word = (name, values = {}) => {
    const said = words.querySelector(`[data-word="${name}"]`).textContent;
    return said.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? values[key] : whole));
  };
  const said = document.querySelector(".tools .again");
  const say = (...words) => {
    status.textContent = words.join(" ");
    said.textContent = status.textContent;
  };

  // The lists, one for each thing that the checklist is filled in for; one of them is shown.
  const blank = () => ({
    head: new Map(),
    answers: items.map(() => ({ state: "open", note: "" })),
    gone: [],
    changes: null,
  });
  let copies = [blank()];
  let shown = 0;
  let unsaved = false;

  const nameOf = (index) => {
    const name = naming && copies[index].head.get(naming.dataset.blank);
    return `${index + 1}. ${(name || "").trim() || word("unnamed")}`;
  };

  const grow = (item) => {
    item.written.textContent = item.note.value;
    item.note.style.height = "auto";
    item.note.style.height = `${item.note.scrollHeight + 2}px`;
  };

  const fill = () => {
    const copy = copies[shown];
    for (const { input, written } of heads) {
      input.value = copy.head.get(input.dataset.blank) || "";
      written.textContent = input.value;
    }
    items.forEach((item, index) => {
      const answer = copy.answers[index];
      for (const radio of item.radios) radio.checked = radio.value === answer.state;
      item.note.value = answer.note;
      grow(item);
    });
    list();
    tellChanges(copy);
  };

  const list = () => {
    picker.replaceChildren(...copies.map((_, index) => new Option(nameOf(index), String(index))));
    picker.selectedIndex = shown;
  };

  const read = () => {
    const copy = copies[shown];
    for (const input of blanks) copy.head.set(input.dataset.blank, input.value);
    items.forEach((item, index) => {
      const chosen = item.radios.find((radio) => radio.checked);
      copy.answers[index] = { state: chosen ? chosen.value : "open", note: item.note.value };
    });
  };

  const warn = (event) => {
    event.preventDefault();
    event.returnValue = true;
  };
  const setUnsaved = (value) => {
    unsaved = value;
    (value ? addEventListener : removeEventListener)("beforeunload", warn);
  };

  // What a file of another edition says, led to the items of this page.
  const likeness = (one, other) => {
    const parts = (said) => new Set(said.toLowerCase().match(/[\p{L}\p{N}]+/gu) || []);
    const [a, b] = [parts(one), parts(other)];
    const both = [...a].filter((part) => b.has(part)).length;
    return (2 * both) / (a.size + b.size || 1);
  };

  const adopt = (saved) => {
    const copy = blank();
    saved.head.forEach((value, key) => copy.head.set(key, value));
    const taken = new Map();
    let left = saved.items;
    const match = (fits) => {
      left = left.filter((answer) => {
        const index = items.findIndex((item, at) => !taken.has(at) && fits(item, answer));
        if (index >= 0) taken.set(index, answer);
        return index < 0;
      });
    };
    match((item, answer) => item.at === answer.at && item.text === answer.text);
    match((item, answer) => item.text === answer.text);
    const reworded = [];
    for (;;) {
      let best = { likeness: 0.4 };
      items.forEach((item, index) => {
        if (taken.has(index)) return;
        for (const answer of left.filter((other) => other.at === item.at)) {
          const found = likeness(item.text, answer.text);
          if (found > best.likeness) best = { likeness: found, index, answer };
        }
      });
      if (!best.answer) break;
      taken.set(best.index, best.answer);
      left = left.filter((other) => other !== best.answer);
      reworded.push({ index: best.index, before: best.answer.text });
    }
    taken.forEach(({ state, note }, index) => { copy.answers[index] = { state, note }; });
    // An item that was gone before and is not back stays with the others.
    const added = items.map((_, index) => index).filter((index) => !taken.has(index));
    copy.gone = left;
    const moved = saved.edition !== form.dataset.edition;
    const changed = added.length + reworded.length + left.length > 0;
    if (changed || moved) copy.changes = { then: saved.edition, moved, changed, added, reworded };
    return copy;
  };

  const tellChanges = (copy) => {
    for (const tag of form.querySelectorAll(".tag.change")) tag.remove();
    changes.hidden = !copy.changes;
    if (!copy.changes) return;
    const { then, moved, changed, added, reworded } = copy.changes;
    const editions = word("editions", { then: then || "–", now: form.dataset.edition || "–" });
    changes.querySelector("p").textContent =
      `${moved ? editions : ""} ${changed ? "" : word("same")}`.trim();
    const said = [
      added.map((index) => `${items[index].n}. ${items[index].text}`),
      reworded.map(({ index, before }) => word("before", { n: items[index].n, text: before })),
      copy.gone.map(({ text, state, note }) => `${text} – ${stateWord(state)}${note ? `: ${note}` : ""}`),
    ];
    changes.querySelectorAll("ul").forEach((ul, index) => {
      ul.replaceChildren(...said[index].map((line) => {
        const li = document.createElement("li");
        li.textContent = line;
        return li;
      }));
      ul.hidden = ul.previousElementSibling.hidden = said[index].length === 0;
    });
    added.forEach((index) => mark(items[index], "new"));
    reworded.forEach(({ index }) => mark(items[index], "reworded"));
  };

  const mark = (item, name) => {
    const tag = document.createElement("span");
    tag.className = "tag change";
    tag.textContent = word(name);
    item.element.querySelector(".n").after(" ", tag);
  };

  const stateWord = (state) => plain(items[0].radios.find((radio) => radio.value === state).parentElement);

  // The file.
  const download = (content, type, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    return name;
  };

  const save = () => {
    const answered = (copy) => copy.answers.map(({ state, note }, index) =>
      ({ at: items[index].at, text: items[index].text, state, note }));
    const content = {
      format: FORMAT,
      version: VERSION,
      checklist: form.dataset.path,
      title: form.dataset.name,
      edition: form.dataset.edition,
      lists: copies.map((copy) => ({
        head: Object.fromEntries(copy.head),
        items: answered(copy),
        gone: copy.gone,
      })),
    };
    const json = `${JSON.stringify(content, null, 1)}\n`;
    if (new Blob([json]).size > MOST) return say(word("too-large"));
    const name = download(json, "application/json", `${form.dataset.file}.json`);
    setUnsaved(false);
    say(word("saved", { file: name }));
  };

  const isText = (value) => typeof value === "string" && value.length < 20000;
  const isTable = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const isAnswer = (value) =>
    isTable(value) && isText(value.at) && isText(value.text) && isText(value.note) && STATES.includes(value.state);
  const isList = (value) =>
    isTable(value) && isTable(value.head) && Object.values(value.head).every(isText) &&
    [value.items, value.gone].every((all) => Array.isArray(all) && all.every(isAnswer));

  /** The lists in a file, or the word for what is wrong with it. */
  const parse = (content) => {
    let data;
    try {
      data = JSON.parse(content);
    } catch {
      return { wrong: "damaged" };
    }
    if (!isTable(data) || data.format !== FORMAT || !Number.isInteger(data.version)) return { wrong: "damaged" };
    if (data.version > VERSION) return { wrong: "newer" };
    if (![data.checklist, data.title, data.edition].every(isText)) return { wrong: "damaged" };
    if (data.checklist !== form.dataset.path) return { wrong: "foreign", name: data.title };
    if (!Array.isArray(data.lists) || data.lists.length === 0 || !data.lists.every(isList)) {
      return { wrong: "damaged" };
    }
    const answer = ({ at, text, state, note }) => ({ at, text, state, note });
    return {
      lists: data.lists.map((one) => ({
        edition: data.edition,
        head: new Map(Object.entries(one.head)),
        items: [...one.items, ...one.gone].map(answer),
      })),
    };
  };

  const take = (name, content) => {
    const found = parse(content);
    if (found.wrong) return say(word(found.wrong, { file: name, name: found.name }));
    const opened = found.lists.map(adopt);
    shown = unsaved ? copies.length : 0;
    copies = unsaved ? [...copies, ...opened] : opened;
    fill();
    const changed = opened.some((copy) => copy.changes && copy.changes.changed);
    say(word(unsaved ? "joined" : "opened", { file: name }), changed ? word("changed") : "");
  };

  file.addEventListener("change", () => {
    const [chosen] = file.files;
    file.value = "";
    if (!chosen) return;
    const damaged = () => say(word("damaged", { file: chosen.name }));
    if (chosen.size > MOST) return damaged();
    const reader = new FileReader();
    reader.addEventListener("load", () => take(chosen.name, reader.result));
    reader.addEventListener("error", damaged);
    reader.readAsText(chosen);
  });

  // As a table. What a spreadsheet would take for a formula stays a text.
  const csv = () => {
    const field = (value) => {
      const line = value.replace(/\s+/g, " ").trim();
      const guarded = /^[=+\-@]/.test(line) ? `'${line}` : line;
      return /[",;]/.test(guarded) ? `"${guarded.replace(/"/g, '""')}"` : guarded;
    };
    const labels = blanks.map((input) => plain(input.labels[0]));
    const columns = [...words.querySelectorAll("[data-column]")].map(plain);
    const rows = copies.flatMap((copy) => {
      const head = blanks.map((input) => copy.head.get(input.dataset.blank) || "");
      const kept = copy.answers.map(({ state, note }, index) => {
        const { n, of, list, address, text } = items[index];
        return [...head, String(n), of, list, address, text, stateWord(state), note];
      });
      const gone = copy.gone.map(({ text, state, note }) =>
        [...head, "", "", "", "", text, stateWord(state), note]);
      return [...kept, ...gone];
    });
    const lines = [[...labels, ...columns], ...rows].map((row) => row.map(field).join(form.dataset.separator));
    const name = download(`\ufeff${lines.join("\n")}\n`, "text/csv", `${form.dataset.file}.csv`);
    say(word("saved", { file: name }));
  };

  const isEmpty = ({ head, answers, gone }) =>
    [...head.values()].every((value) => !value) && gone.length === 0 &&
    answers.every(({ state, note }) => state === "open" && !note);

  const actions = {
    save,
    csv,
    open: () => file.click(),
    print: () => print(),
    add: () => {
      const copy = blank();
      // Who fills it in, and where, is likely to be the same.
      for (const input of blanks) {
        if (input !== naming) copy.head.set(input.dataset.blank, input.value);
      }
      shown = copies.push(copy) - 1;
      setUnsaved(true);
      fill();
      say(word("added", { name: nameOf(shown) }));
      if (naming) naming.focus();
    },
    remove: () => {
      const name = nameOf(shown);
      if (!isEmpty(copies[shown]) && !confirm(word("sure", { name }))) return;
      copies.splice(shown, 1);
      if (copies.length === 0) copies.push(blank());
      shown = Math.min(shown, copies.length - 1);
      setUnsaved(true);
      fill();
      say(word("removed", { name }));
    },
  };

  for (const button of document.querySelectorAll("[data-do]")) {
    button.addEventListener("click", () => {
      read();
      actions[button.dataset.do]();
    });
  }
  picker.addEventListener("change", () => {
    read();
    shown = picker.selectedIndex;
    fill();
  });
  form.addEventListener("input", (event) => {
    read();
    setUnsaved(true);
    if (event.target === naming) list();
    const item = items.find((other) => other.note === event.target);
    if (item) grow(item);
    const head = heads.find((other) => other.input === event.target);
    if (head) head.written.textContent = head.input.value;
  });
  // A form that nobody sends: Enter in a field does nothing.
  form.addEventListener("submit", (event) => event.preventDefault());

  for (const part of document.querySelectorAll(".tools")) part.hidden = false;
  // What a browser remembered of an earlier visit is nothing that the reader asked to keep.
  fill();
})();
