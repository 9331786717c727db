/* A matrix: totals of what is shown, the part shown as CSV, and the arrow keys. */
(() => {
  "use strict";
  const table = document.querySelector(".of-matrix .crosstab");
  if (!table) return;
  const head = table.tHead.rows[table.tHead.rows.length - 1];
  const body = [...table.tBodies[0].rows];
  const foot = table.tFoot.rows[0];
  const seen = (element) => getComputedStyle(element).display !== "none";

  /* The cells of a line with the column in which each begins; several empty ones may be one. */
  const placed = (line) => {
    let place = 0;
    return [...line.cells].map((cell) => {
      const at = place;
      place += cell.colSpan;
      return { cell, at };
    });
  };

  const total = () => {
    const open = [...head.cells].map(seen);
    const sums = open.map(() => 0);
    const last = sums.length - 1;
    for (const line of body.filter(seen)) {
      let sum = 0;
      for (const { cell, at } of placed(line)) {
        if (at === 0 || !open[at] || !cell.querySelector("a")) continue;
        sum += 1;
        sums[at] += 1;
        sums[last] += 1;
      }
      line.cells[line.cells.length - 1].textContent = sum;
    }
    for (const [at, cell] of [...foot.cells].entries()) if (at > 0) cell.textContent = sums[at];
    const folded = document.querySelector(".stubs");
    if (folded) {
      const left = [...folded.querySelectorAll("li")].filter(seen).length;
      const words = folded.querySelector("summary");
      words.textContent = words.dataset.text.replace("{n}", left);
    }
    document.querySelector(".of-whole").hidden = true;
  };

  /* CSV as the build writes it: what a spreadsheet would take for a formula stays a text. */
  const field = (text) => {
    const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
    return /[",;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const plain = (element) => {
    if (element.querySelector(".dot")) return "x";
    const copy = element.cloneNode(true);
    for (const part of copy.querySelectorAll(".vh, .sub, .tag, .col")) part.remove();
    for (const part of copy.querySelectorAll(".more")) part.textContent = `(${part.textContent})`;
    return copy.textContent.replace(/\s+/g, " ").trim();
  };
  const save = (button) => {
    const open = [...head.cells].map((cell) => seen(cell) && !cell.matches(".sum"));
    const lines = [head, ...body.filter(seen)].map((line) => {
      const texts = open.map(() => "");
      for (const { cell, at } of placed(line)) texts[at] = cell.matches(".corner") ? cell.dataset.name : plain(cell);
      const kept = texts.filter((_, at) => open[at]);
      const status = line === head ? button.dataset.status : line.cells[0].dataset.status || button.dataset.published;
      return [kept[0], status, ...kept.slice(1)];
    });
    // What nobody has written yet is not the same as what is known to be empty.
    const unknown = [...document.querySelectorAll(".stubs li")].filter(seen);
    for (const item of unknown) lines.push([plain(item), button.dataset.stub, ...lines[0].slice(2).map(() => "")]);
    const text = lines.map((line) => line.map(field).join(button.dataset.separator)).join("\n");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`\ufeff${text}\n`], { type: "text/csv" }));
    link.download = button.dataset.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  /* From a link in the table to the next one in a direction. */
  const links = (line) => placed(line).filter(({ cell }) => seen(cell) && cell.querySelector("a"));
  const along = (line, at, step) => {
    const all = links(line);
    const here = all.findIndex((other) => other.at === at);
    return all[here + step]?.cell;
  };
  const across = (line, at, step) => {
    const lines = [head, ...body].filter(seen);
    for (let index = lines.indexOf(line) + step; lines[index]; index += step) {
      const found = links(lines[index]).find((other) => other.at === at);
      if (found) return found.cell;
    }
    return null;
  };
  const moves = {
    ArrowLeft: (line, at) => along(line, at, -1),
    ArrowRight: (line, at) => along(line, at, 1),
    ArrowUp: (line, at) => across(line, at, -1),
    ArrowDown: (line, at) => across(line, at, 1),
    Home: (line) => links(line)[0]?.cell,
    End: (line) => links(line).at(-1)?.cell,
  };
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("th, td");
    if (!cell || !(event.key in moves) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const line = cell.parentElement;
    const at = placed(line).find((other) => other.cell === cell).at;
    const goal = moves[event.key](line, at)?.querySelector("a");
    if (!goal) return;
    event.preventDefault();
    goal.focus();
  });
  document.querySelector(".keys").hidden = false;

  const button = document.querySelector(".files button");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => save(button));
  }
  document.querySelector(".facets")?.addEventListener("sifted", total);
})();
