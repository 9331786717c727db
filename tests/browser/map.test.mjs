// The pictures of the site: the map with its arrows, the chart, the grid; by eye, keyboard, ear and on paper.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { axe, expectNone, look, open, stand, suite } from './harness.mjs';

const MAP = 'uzdevumu-karte.html';
const TASK = 'uzdevumi/pu2-10.html';

suite('the map', () => {
  test('is bands with headings, lists and items in words for a screen reader', async () => {
    const { page, close } = await open(MAP);
    assert.equal(await page.locator('.band').getByRole('heading', { level: 2 }).count(), 3);
    assert.equal(await page.locator('.band').getByRole('list').count(), 3);
    const boxes = page.locator('.band').getByRole('listitem').getByRole('link');
    assert.equal(await boxes.count(), 39);
    assert.equal(await page.locator('.band').getByRole('link', { name: /vēl nav aprakstīts$/ }).count(), 38);
    assert.equal(await page.locator('.band').getByRole('link', { name: /^PU1-2 vairākās vietās: / }).count(), 3);
    await close();
    const task = await open(TASK);
    assert.match(await task.page.locator('.box[aria-current=page]').ariaSnapshot(), /PU2-10 .*Partneru pārvaldība.*Šī lapa/);
    await task.close();
  });

  test('folds to lines on a phone, each large enough for a finger', async () => {
    const { page, close } = await open(MAP, { width: 320 });
    expectNone(await look(page, 'sideways'));
    const boxes = await page.locator('.box').evaluateAll((all) => all.map((box) => box.getBoundingClientRect().toJSON()));
    expectNone(boxes.filter((box) => box.height < 24 || box.x !== boxes[0].x).map((box) => JSON.stringify(box)));
    await close();
  });

  test('is walked with the keyboard, box after box, the focus in sight', async () => {
    const { page, close } = await open(MAP);
    const codes = await page.locator('.box .id').allTextContents();
    await page.locator('.box').first().focus();
    for (const code of codes) {
      const seen = await page.evaluate(focused);
      assert.equal(seen.code ?? code, code);
      assert.ok(seen.inSight && seen.outlined, `${code}: ${JSON.stringify(seen)}`);
      await page.keyboard.press('Tab');
      // Between bands stands the link of the next one.
      if (await page.evaluate(() => !document.activeElement.matches('.box'))) await page.keyboard.press('Tab');
    }
    await close();
  });

  test('tells its boxes apart in forced colours', async () => {
    const { page, close } = await open(TASK, { forced: true });
    const widths = await page.locator('.box').evaluateAll((all) => all.map((box) => {
      const { borderTopColor, borderTopWidth, backgroundColor } = getComputedStyle(box);
      return { drawn: borderTopColor !== backgroundColor, width: parseFloat(borderTopWidth), own: box.ariaCurrent === 'page' };
    }));
    assert.ok(widths.every((box) => box.drawn && box.width === (box.own ? 3 : 1)), JSON.stringify(widths));
    await close();
  });

  test('fits on two sheets of paper', async () => {
    const { page, close } = await open(MAP);
    await page.emulateMedia({ media: 'print' });
    const cut = await page.locator('.box').evaluateAll((all) => all.filter((box) => box.scrollWidth > box.clientWidth + 1).length);
    assert.equal(cut, 0, 'boxes whose text is cut');
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    assert.ok(pdf.match(/\/Type\s*\/Page\b/g).length <= 2);
    await close();
  });
});

suite('arrows', () => {
  test('are seen where there is room, and read everywhere', async () => {
    const from = await stand(otherModel());
    for (const [width, drawn] of [[320, false], [1280, true]]) {
      const { page, close } = await open('threats.html', { from, width });
      assert.equal(await page.locator('.arrows > svg').isVisible(), drawn, `${width} px`);
      const links = page.locator('.arrows').getByRole('listitem').getByRole('link');
      assert.equal(await links.count(), 4, 'the picture is not read aloud, the list is');
      assert.equal(await page.locator('.arrows svg a').evaluateAll((all) => all.filter((a) => a.tabIndex >= 0).length), 0);
      expectNone([...(await axe(page)), ...(await look(page, 'sideways'))]);
      await close();
    }
    await from.stop();
  });

  test('have boxes that hold their texts', async () => {
    const from = await stand(otherModel());
    for (const path of ['threats.html', 'weights.html']) {
      const { page, close } = await open(path, { from });
      expectNone(await page.locator('.arrows .node').evaluateAll((all) => all.flatMap((node) => {
        const [text, box] = ['text', 'rect'].map((name) => node.querySelector(name).getBBox());
        return text.x < box.x || text.x + text.width > box.x + box.width ? [node.textContent] : [];
      })));
      await close();
    }
    await from.stop();
  });
});

suite('the chart and the grid', () => {
  test('a chain is a row where there is room and a column on a phone', async () => {
    for (const [width, side] of [[320, 'x'], [768, 'y'], [1280, 'y']]) {
      const { page, close } = await open('posmu-shema.html', { width });
      const chains = await page.locator('.chain').evaluateAll((all, side) => all.map((chain) =>
        new Set([...chain.children].map((item) => item.getBoundingClientRect()[side])).size), side);
      assert.deepEqual(chains, [1, 1], `${width} px`);
      await close();
    }
  });

  test('the steps narrow from row to row, in a table', async () => {
    for (const width of [320, 768, 1280]) {
      const { page, close } = await open('limeni-merogi-lomas.html', { width });
      expectNone(await look(page, 'sideways'));
      assert.equal(await page.getByRole('table').getByRole('rowheader').count(), 5);
      const starts = await page.locator('.steps tbody th').evaluateAll((all) =>
        all.map((head) => parseFloat(getComputedStyle(head, '::before').left)));
      assert.deepEqual(starts, [...starts].sort((a, b) => a - b));
      assert.equal(new Set(starts).size, 5);
      await close();
    }
  });
});

/** Runs in the page: where the focus is and what shows it. */
function focused() {
  const element = document.activeElement;
  const { top, bottom } = element.getBoundingClientRect();
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  return {
    code: element.querySelector('.id')?.textContent,
    inSight: top >= 0 && bottom <= innerHeight,
    outlined: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
  };
}

/** Builds the site of the other model of the tests, whose maps have links. */
function otherModel() {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const out = path.join(root, 'target/browser/controls');
  execFileSync('cargo', ['run', '--quiet', '--', 'build', '--root', 'tests/models/controls', '--out', out], { cwd: root, stdio: 'pipe' });
  return out;
}
