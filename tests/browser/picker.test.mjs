// A picker: what is ticked leaves what it is linked with, with and without JavaScript, from a server and from a disk;
// with JavaScript it counts and shares; on a phone it is one column, on paper it says what was chosen.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { axe, expectNone, look, open, openFirefox, site, suite } from './harness.mjs';

/** The pickers of the site. */
async function pickers() {
  const { root, pages } = await site();
  const found = pages.filter((page) => /class="[^"]*of-picker/.test(fs.readFileSync(`${root}/${page}`, 'utf8')));
  assert.ok(found.length > 0, 'the site has a picker');
  return found;
}

/** Runs in the page: what is shown, and whether it is what the boxes ask for by the links in the results. */
function shown() {
  const seen = (element) => element.checkVisibility();
  const chosen = [...document.querySelectorAll('.picks :checked')].map((box) => box.id);
  const results = [...document.querySelectorAll('.results > li')];
  const wanted = (result) => chosen.length === 0 || chosen.some((id) => result.querySelector(`.by .${id}`));
  return {
    agree: results.every((result) => seen(result) === Boolean(wanted(result))),
    results: results.filter(seen).length,
    gathered: [...document.querySelectorAll('.gathered > li')].filter(seen).length,
    // No entry is listed without a row that is shown.
    rows: [...document.querySelectorAll('.gathered > li')].filter(seen).every((item) => [...item.querySelectorAll('li')].some(seen)),
    state: [...document.querySelectorAll('.state dd')].filter(seen).length,
    whole: seen(document.querySelector('.unpicked')),
  };
}

suite('a picker', () => {
  for (const from of ['server', 'disk']) {
    for (const script of [true, false]) {
      test(`boxes leave what they are linked with from the ${from}, ${script ? 'with' : 'without'} JavaScript`, async () => {
        for (const path of await pickers()) {
          const { page, faults, close } = await open(path, { from, script });
          const whole = await page.evaluate(shown);
          assert.ok(whole.agree && whole.whole && whole.state === 0 && whole.results > 0, `${path}: all is shown`);
          const boxes = await page.locator('.picks input').all();
          for (const box of [boxes[0], boxes.at(-1)]) {
            await box.check();
            const now = await page.evaluate(shown);
            assert.ok(now.agree && now.rows && !now.whole, `${path}: what the boxes ask for`);
          }
          assert.equal((await page.evaluate(shown)).state, 2, `${path}: what is chosen is told`);
          await page.locator('button[type=reset]').click();
          assert.deepEqual(await page.evaluate(shown), whole, `${path}: the whole is back`);
          expectNone(faults);
          await close();
        }
      });
    }

    test(`what is found is counted and shared from the ${from}`, async () => {
      const [path] = await pickers();
      const { page, faults, close } = await open(path, { from });
      await page.locator('.picks input').first().check();
      const before = await page.evaluate(shown);
      const words = await page.locator('output.shown').textContent();
      assert.ok(words.includes(before.results) && words.includes(before.gathered), words);
      const address = page.url();
      assert.match(address, /#pick=[^=]+$/);
      assert.equal(await page.locator('.share').evaluate((link) => link.href), address);
      await page.goto('about:blank');
      await page.goto(address);
      await page.waitForFunction(() => document.querySelector('output.shown').textContent !== '');
      assert.deepEqual(await page.evaluate(shown), before, 'the address brings the choice back');
      expectNone(faults);
      await close();
    });
  }

  test('a box is ticked by the keyboard, and its own page is the next stop', async () => {
    const [path] = await pickers();
    const { page, close } = await open(path, { script: false });
    await page.locator('.picks input').first().focus();
    await page.keyboard.press('Space');
    assert.equal((await page.evaluate(shown)).state, 1);
    await page.keyboard.press('Enter');
    assert.match(page.url(), new RegExp(`${path}$`), 'Enter sends nothing');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.localName), 'a');
    await close();
  });

  test('it is accessible with something chosen, narrow and wide, light and dark', async () => {
    const [path] = await pickers();
    for (const width of [320, 1280]) {
      for (const scheme of ['light', 'dark']) {
        const { page, close } = await open(path, { width, scheme });
        await page.locator('.picks input').first().check();
        for (const check of ['sideways', 'lost', 'smallTargets']) expectNone(await look(page, check));
        expectNone(await axe(page));
        await close();
      }
    }
  });

  test('paper says what was chosen and leaves out what could be', async () => {
    const [path] = await pickers();
    const { page, close } = await open(path, { script: false });
    await page.locator('.picks input').first().check();
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('.picks').isHidden());
    assert.equal((await page.evaluate(shown)).state, 1);
    await close();
  });

  test('Firefox, from a disk', async () => {
    const [path] = await pickers();
    const { page, faults, close } = await openFirefox(path, { from: 'disk' });
    await page.click('.picks input');
    const now = await page.evaluate(shown);
    assert.ok(now.agree && now.rows && now.state === 1);
    assert.match(await page.evaluate(() => location.href), /#pick=[^=]+$/);
    expectNone(faults);
    await close();
  });
});
