// What a reader has asked the browser for is honoured: less motion, forced colours.
import { test } from 'node:test';
import { everyPage, look, open, site, suite, walk } from './harness.mjs';

suite('media', () => {
  test('nothing moves or glides when less motion is asked for', async () => {
    await everyPage((await site()).sorts, async (path) => {
      const { page, close } = await open(path);
      const faults = await look(page, 'moving');
      await close();
      return faults;
    });
  });

  test('with forced colours, what a background set off has a line, and the focus is seen', async () => {
    await everyPage((await site()).sorts, async (path) => {
      const { page, close } = await open(path);
      await look(page, 'setOff');
      await page.emulateMedia({ forcedColors: 'active' });
      const faults = [...(await look(page, 'uncoloured')), ...(await walk(page))];
      await close();
      return faults;
    });
  });
});
