// A page on paper: printed by Chromium, read back by poppler's tools.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Prints an open page. Resolves with its sheets: what each says, and its size in points. */
export async function print(tab) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'norade-'));
  const file = path.join(folder, 'page.pdf');
  await tab.pdf({ path: file, preferCSSPageSize: true });
  const texts = run('pdftotext', [file, '-']).split('\f').slice(0, -1);
  const sizes = run('pdfinfo', ['-f', '1', '-l', `${texts.length}`, file]).matchAll(/size: +([\d.]+) x ([\d.]+) pts/g);
  fs.rmSync(folder, { recursive: true });
  return [...sizes].map(([, width, height], i) => ({ text: texts[i], size: [Number(width), Number(height)] }));
}

function run(program, parameters) {
  return execFileSync(program, parameters, { encoding: 'utf8', maxBuffer: 2 ** 28 });
}

/** Without spaces, breaks and hyphens: lines are broken on paper otherwise than in the page. */
export function squeeze(text) {
  return text.replaceAll(/[\s\u00ad‐-]+/g, '').normalize('NFC');
}

/** Runs in the page: each table gets so many rows that it does not go on one sheet. */
export function lengthenTables() {
  for (const body of document.querySelectorAll('main table tbody')) {
    const rows = [...body.rows];
    for (let i = rows.length; rows.length > 0 && i < 60; i++) body.append(rows[i % rows.length].cloneNode(true));
  }
}

/**
 * Runs in the page, set in print: puts tiny marks at both ends of what is not to be torn. A row is (`@r…@`), and a
 * heading with the text after it (`@h…@`). The head of a table has one too (`@t…@`), printed wherever the head is.
 */
export function markPieces() {
  const mark = (name) => {
    const span = document.createElement('span');
    span.textContent = `@${name}@`;
    span.style.setProperty('font-size', '1px', 'important');
    return span;
  };
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true });
  const textAfter = (heading) => {
    const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    walker.currentNode = heading;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const isText = node.data.trim() && isSeen(node.parentElement);
      // The head of a table is printed again on each sheet.
      if (isText && !heading.contains(node) && !node.parentElement.closest('thead')) return node;
    }
  };

  [...document.querySelectorAll('main table')].filter(isSeen).forEach((table, t) => {
    table.tHead?.rows[table.tHead.rows.length - 1].cells[0].append(mark(`t${t}`));
    [...table.tBodies].flatMap((body) => [...body.rows]).filter(isSeen).forEach((row, r) => {
      for (const cell of row.cells) {
        cell.prepend(mark(`r${t}.${r}`));
        cell.append(mark(`r${t}.${r}`));
      }
    });
  });
  [...document.querySelectorAll('main :is(h1, h2, h3, h4, h5, h6)')].filter(isSeen).forEach((heading, h) => {
    const text = textAfter(heading);
    heading.append(mark(`h${h}`));
    text?.before(mark(`h${h}`));
  });
}

/** Which marked pieces are on two sheets, and which sheets have rows without the head of their table. */
export function torn(sheets) {
  const marks = sheets.map(({ text }) => new Set([...squeeze(text).matchAll(/@([hrt][\d.]+)@/g)].map(([, name]) => name)));
  const pieces = [...new Set(marks.flatMap((names) => [...names]))].filter((name) => !name.startsWith('t'));
  const split = pieces.filter((piece) => marks.filter((names) => names.has(piece)).length > 1);
  const headless = marks.flatMap((names, i) => [...names].flatMap((name) => {
    const [, table] = /^r(\d+)/.exec(name) ?? [];
    return table && !names.has(`t${table}`) ? [`sheet ${i + 1} has rows of table ${table} without its head`] : [];
  }));
  if (pieces.length === 0) return ['no mark was printed'];
  return [...split.map((piece) => `torn: ${piece}`), ...new Set(headless)];
}
