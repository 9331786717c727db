// What a reader has asked the browser for is honoured: less motion, forced colours.
import { test } from 'node:test';
import { everyPage, look, site, suite, walk } from './harness.mjs';

suite('media', () => {
  test('nothing moves or glides when less motion is asked for', async () => {
    await everyPage((await site()).sorts, {}, ({ page }) => look(page, 'moving'));
  });

  test('with forced colours, what a background set off has a line, and the focus is seen', async () => {
    await everyPage((await site()).sorts, {}, async ({ page }) => {
      await page.emulateMedia({ forcedColors: 'none' });
      await look(page, 'setOff');
      await page.emulateMedia({ forcedColors: 'active' });
      return [...(await look(page, 'uncoloured')), ...(await walk(page))];
    });
  });
});
