// A matrix is narrowed by its boxes with and without JavaScript, from a server and from a disk; with JavaScript it
// counts, saves and shares what is shown, and follows the arrow keys; on a phone it is a list, on paper a sheet.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { axe, expectNone, look, open, openFirefox, site, suite } from './harness.mjs';

/** The matrices of the site: pages with a table that boxes narrow. */
async function matrices() {
  const { root, pages } = await site();
  const found = pages.filter((page) => /class="[^"]*of-matrix/.test(fs.readFileSync(`${root}/${page}`, 'utf8')));
  assert.ok(found.length > 0, 'the site has matrices');
  return found;
}

/** Runs in the page: which rows, columns and entries without a row are shown, and whether the cells agree. */
function shown() {
  const seen = (element) => getComputedStyle(element).display !== 'none';
  const table = document.querySelector('.crosstab');
  const head = [...table.tHead.rows].at(-1);
  const columns = [...head.cells].map(seen);
  const lines = [...table.tBodies[0].rows, ...table.tFoot.rows];
  const rows = [...table.tBodies[0].rows].map(seen);
  return {
    rows,
    columns: columns.slice(1, -1),
    left: rows.filter(Boolean).length,
    rest: [...document.querySelectorAll('.rest li')].filter(seen).length,
    agree: lines.every((line) => [...line.cells].every((cell, at) => seen(cell) === columns[at])),
    state: [...document.querySelectorAll('.state dd')].filter((word) => word.checkVisibility()).map((word) => word.textContent),
  };
}

/** The boxes of the filters of columns, and the first two. */
const COLUMN = '#c1 input';
const [ONE, TWO] = [`${COLUMN} >> nth=0`, `${COLUMN} >> nth=1`];

suite('a matrix', () => {
  for (const from of ['server', 'disk']) {
    for (const script of [true, false]) {
      const how = `from the ${from}, ${script ? 'with' : 'without'} JavaScript`;

      test(`boxes narrow columns and rows ${how}`, async () => {
        for (const path of await matrices()) {
          const { page, faults, close } = await open(path, { from, script });
          const whole = await page.evaluate(shown);
          assert.ok(whole.columns.every(Boolean) && whole.rows.every(Boolean) && whole.agree, `${path}: all is shown`);
          await unfold(page);
          await page.locator(ONE).check();
          const one = await page.evaluate(shown);
          assert.ok(one.agree && some(one.columns), `${path}: some columns are shown: ${one.columns}`);
          assert.equal(one.state.length, 1, `${path}: what is chosen is told`);
          await page.locator(TWO).check();
          const two = await page.evaluate(shown);
          assert.ok(count(two.columns) > count(one.columns) && two.agree, `${path}: another value adds its columns`);
          await page.locator('[id="r1-1"]').check();
          const narrowed = await page.evaluate(shown);
          const of = await page.evaluate(() => document.querySelectorAll(':is(tbody tr, .rest li).r1-1').length);
          assert.equal(narrowed.left + narrowed.rest, of, `${path}: of one group`);
          await page.locator('button[type=reset]').click();
          assert.deepEqual(await page.evaluate(shown), whole, `${path}: the whole is back`);
          expectNone(faults);
          await close();
        }
      });

      test(`rows without a mark in the columns shown can be hidden ${how}`, async () => {
        const [path] = await matrices();
        const { page, close } = await open(path, { from, script });
        await unfold(page);
        await page.locator('#only').check();
        for (const box of await page.locator(COLUMN).all()) {
          await box.check();
          const { rows, columns } = await page.evaluate(shown);
          const marked = await page.evaluate((columns) => [...document.querySelectorAll('.crosstab tbody tr')].map((line) =>
            columns.some((open, at) => open && line.cells[at + 1].querySelector('a') !== null)), columns);
          assert.deepEqual(rows, marked);
          await box.uncheck();
        }
        await close();
      });
    }

    test(`what is shown is counted, saved and shared from the ${from}`, async () => {
      const [path] = await matrices();
      const { page, faults, close } = await open(path, { from });
      await unfold(page);
      await page.locator(ONE).check();
      const { columns, left } = await page.evaluate(shown);
      const words = await page.locator('output.shown').textContent();
      for (const number of [left, count(columns), columns.length]) assert.ok(words.includes(number), words);
      const [ofRows, ofColumns] = await page.evaluate(totals);
      assert.equal(ofRows, ofColumns, 'totals of what is shown');

      const address = page.url();
      assert.match(address, /#[^=]+=[^=]+$/);
      await page.goto('about:blank');
      await page.goto(address);
      assert.deepEqual((await page.evaluate(shown)).columns, columns, 'the address brings the choice back');

      const [saved] = await Promise.all([page.waitForEvent('download'), page.locator('.files button').click()]);
      const text = fs.readFileSync(await saved.path(), 'utf8');
      assert.ok(text.startsWith('\uFEFF'), 'the mark of UTF-8');
      const lines = text.trim().split('\n');
      const unknown = await page.$$eval('.stubs li', (items) =>
        items.filter((item) => getComputedStyle(item).display !== 'none').length);
      assert.equal(lines.length, 1 + left + unknown, 'a line a row, and one for each of which nothing is known');
      assert.equal(lines.filter((line) => line.includes('Vēl nav aprakstīts')).length, unknown);
      assert.match(saved.suggestedFilename(), /\.csv$/);

      await page.locator('button[type=reset]').click();
      await page.waitForFunction(() => !location.href.includes('#'));
      expectNone(faults);
      await close();
    });
  }

  test('arrow keys lead from mark to mark and to the headings', async () => {
    for (const path of await matrices()) {
      const { page, close } = await open(path);
      await page.locator('.crosstab tbody td a').first().focus();
      const at = () => page.evaluate(() => {
        const cell = document.activeElement.closest('td, th');
        return [cell.parentElement.rowIndex, cell.cellIndex];
      });
      const start = await at();
      await page.keyboard.press('ArrowUp');
      const [up, column] = await at();
      assert.ok(up < start[0] && column === start[1], 'the heading of the column');
      await page.keyboard.press('ArrowDown');
      assert.deepEqual(await at(), start);
      await page.keyboard.press('Home');
      assert.deepEqual(await at(), [start[0], 0], 'the heading of the row');
      await page.keyboard.press('ArrowRight');
      assert.deepEqual(await at(), start);
      await close();
    }
  });

  test('every mark and heading can be reached by Tab, and none of them is covered', async () => {
    for (const path of await matrices()) {
      const { page, close } = await open(path, { script: false, height: 600 });
      const links = await page.locator('.crosstab a').count();
      await page.locator('.past a').focus();
      // Behind the link is the table, which can be scrolled, then its links.
      await page.keyboard.press('Tab');
      for (let index = 0; index < links; index += 1) {
        await page.keyboard.press('Tab');
        assert.equal(await page.evaluate(covered), '', path);
      }
      for (let index = 0; index < links - 1; index += 1) {
        await page.keyboard.press('Shift+Tab');
        assert.equal(await page.evaluate(covered), '', `${path}, backwards`);
      }
      await close();
    }
  });

  test('on a phone each row is a list, narrowed by the same boxes', async () => {
    for (const path of await matrices()) {
      const { page, close } = await open(path, { width: 320, script: false });
      expectNone(await look(page, 'sideways'));
      assert.match(await page.locator('.sift').ariaSnapshot(), /- table:/, 'a screen reader still finds a table');
      assert.ok(await page.evaluate(() => [...document.querySelectorAll('.crosstab td a .col')].every((name) =>
        name.getBoundingClientRect().width > 20)), 'each mark says of what it is');
      const marks = () => page.locator('.crosstab td a:visible').count();
      const all = await marks();
      await unfold(page);
      for (const box of await page.locator(COLUMN).all()) await box.check();
      assert.equal(await marks(), all);
      for (const box of (await page.locator(COLUMN).all()).slice(1)) await box.uncheck();
      assert.ok(await marks() < all);
      expectNone(await look(page, 'sideways'));
      await close();
    }
  });

  test('it is accessible with its lists unfolded and a box ticked, narrow and wide, light and dark', async () => {
    const [path] = await matrices();
    for (const width of [320, 1280]) {
      for (const scheme of ['light', 'dark']) {
        const { page, close } = await open(path, { width, scheme });
        await unfold(page);
        await page.locator(ONE).check();
        for (const check of ['sideways', 'lost', 'smallTargets']) expectNone(await look(page, check));
        expectNone(await axe(page));
        await close();
      }
    }
  });

  test('on paper it is as wide as a sheet is long, and says what was chosen', async () => {
    const [path] = await matrices();
    const { page, close } = await open(path);
    await unfold(page);
    await page.locator(ONE).check();
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('.bar').isHidden(), 'no boxes on paper');
    assert.deepEqual((await page.evaluate(shown)).state.length, 1);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const [, width, height] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(pdf);
    assert.ok(Number(width) > Number(height), `${width} × ${height}`);
    await close();
  });

  test('Firefox, from a disk', async () => {
    const [path] = await matrices();
    const { page, faults, close } = await openFirefox(path, { from: 'disk' });
    await page.evaluate(() => document.querySelectorAll('.bar details').forEach((list) => { list.open = true; }));
    await page.evaluate((selector) => document.querySelector(selector).click(), COLUMN);
    const { columns, agree } = await page.evaluate(shown);
    assert.ok(agree && some(columns), `${columns}`);
    assert.match(page.url(), /#[^=]+=[^=]+$/);
    assert.notEqual(await page.evaluate(() => document.querySelector('output.shown').textContent), '');
    expectNone(faults);
    await close();
  });
});

function unfold(page) {
  return page.evaluate(() => document.querySelectorAll('.bar details').forEach((list) => list.setAttribute('open', '')));
}

function count(list) {
  return list.filter(Boolean).length;
}

/** Some, but not all. */
function some(list) {
  return list.includes(true) && list.includes(false);
}

/** Runs in the page: the sum of the totals of rows shown, and that of columns. */
function totals() {
  const sum = (cells) => cells.filter((cell) => cell.checkVisibility()).reduce((all, cell) => all + Number(cell.textContent), 0);
  return [sum([...document.querySelectorAll('tbody .sum')]), sum([...document.querySelectorAll('tfoot td:not(.sum)')])];
}

/** Runs in the page: what has the focus, when something lies over it. */
function covered() {
  const link = document.activeElement;
  const { left, right, top, bottom } = link.getBoundingClientRect();
  const corners = [[left + 2, top + 2], [right - 2, bottom - 2], [(left + right) / 2, (top + bottom) / 2]];
  const over = corners.some(([x, y]) => {
    const found = document.elementFromPoint(x, y);
    return !found || !(link.contains(found) || found.contains(link));
  });
  return over ? `${link.textContent.trim()} is covered` : '';
}
