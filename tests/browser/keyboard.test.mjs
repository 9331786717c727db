// The whole site can be used by keyboard: each stop is reached, seen and not covered, and does what it says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { everyPage, look, open, site, suite, walk } from './harness.mjs';

suite('keyboard', () => {
  for (const [width, height] of [[320, 480], [1280, 720]]) {
    for (const key of ['Tab', 'Shift+Tab']) {
      test(`${width} by ${height} px: each stop of ${key} is seen and not covered`, async () => {
        await everyPage((await site()).sorts, { width, height }, ({ page }) => walk(page, key));
      });
    }
  }

  test('the first stop of each page skips to its content', async () => {
    await everyPage((await site()).sorts, {}, async ({ page }) => {
      await page.keyboard.press('Tab');
      const faults = await look(page, 'focus');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.activeElement.localName === 'main');
      await page.keyboard.press('Tab');
      const inside = await page.evaluate(() => !document.activeElement.closest('body > header'));
      return inside ? faults : [...faults, 'after it, Tab goes through the header'];
    });
  });

  test('what is folded opens and closes by Enter and by the space bar', async () => {
    await everyPage((await site()).sorts, { width: 320 }, async ({ page }) => {
      const faults = [];
      for (const summary of await page.locator('summary:visible').all()) {
        const isOpen = () => summary.evaluate((element) => element.parentElement.open);
        const before = await isOpen();
        await summary.press('Enter');
        const after = await isOpen();
        await summary.press('Space');
        if (after === before || (await isOpen()) !== before) faults.push(`does not fold: ${await summary.textContent()}`);
      }
      return faults;
    });
  });

  test('a link is followed by Enter', async () => {
    const { page, close } = await open('index.html');
    const link = page.locator('main a:not([href^="#"])').first();
    const target = await link.evaluate((element) => element.href);
    await link.press('Enter');
    await page.waitForURL(target);
    assert.equal(page.url(), target);
    await close();
  });
});
