// Running text: how long its lines are, what they begin with, and that larger letters lose nothing.
import { test } from 'node:test';
import { everyPage, expectNone, look, open, suite } from './harness.mjs';

const PAGES = ['uzdevumi/pu2-10.html', 'par.html', 'lomas/pakalpojuma-saimnieks.html'];

suite('typography', () => {
  test('lines of text are no longer than can be read with ease, and none begins with a dash', async () => {
    for (const width of [320, 768, 1280]) {
      await everyPage(PAGES, { width }, async ({ page }) => {
        const lines = await page.evaluate(linesOfText);
        const long = lines.filter((line) => line.length > 85).map((line) => `${line.length} characters: ${line}`);
        return [...long, ...lines.filter((line) => /^[–—·]/u.test(line))];
      });
    }
  });

  test('letters of twice the size make no page scroll sideways', async () => {
    await everyPage(PAGES, {}, async ({ page }) => {
      await page.evaluate(enlarge);
      return look(page, 'sideways');
    });
  });

  test('a table folds beside a table of contents when the room is short', async () => {
    const { page, close } = await open('uzdevumi/pu2-10.html', { width: 1100 });
    const cells = await page.locator('#pienakumi tbody tr').first().locator('th, td').evaluateAll((all) =>
      new Set(all.map((cell) => cell.getBoundingClientRect().x)).size);
    expectNone(cells === 1 ? [] : [`${cells} columns`]);
    await close();
  });
});

/** Runs in the page: the lines of paragraphs and list items, as they are broken. */
function linesOfText() {
  const found = [];
  for (const element of document.querySelectorAll('.prose p, .prose li')) {
    const lines = new Map();
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest('p, li') !== element) continue;
      for (let at = 0; at < node.length; at += 1) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getClientRects()[0];
        if (box) lines.set(Math.round(box.bottom / 8), (lines.get(Math.round(box.bottom / 8)) ?? '') + node.data[at]);
      }
    }
    found.push(...[...lines.values()].map((line) => line.trim()));
  }
  return found;
}

/** Runs in the page: every letter twice as large, as a browser does that enlarges text only. */
function enlarge() {
  const sizes = [...document.querySelectorAll('*')].map((element) => [element, parseFloat(getComputedStyle(element).fontSize)]);
  for (const [element, size] of sizes) element.style.fontSize = `${size * 2}px`;
}
