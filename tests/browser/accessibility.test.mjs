// Every page, light and dark, narrow and wide, is what WCAG 2.2 AA asks for, as far as a program can tell.
import { test } from 'node:test';
import { axe, everyPage, look, open, site, suite } from './harness.mjs';

suite('accessibility', () => {
  for (const width of [320, 1280]) {
    test(`axe finds nothing at ${width} px, light and dark`, async () => {
      await everyPage((await site()).pages, async (path) => {
        const { page, close } = await open(path, { width });
        const light = await axe(page);
        await page.emulateMedia({ colorScheme: 'dark' });
        const dark = await axe(page);
        const wide = await page.evaluate(look.sideways);
        await close();
        return [...light, ...dark.map((fault) => `dark: ${fault}`), ...wide];
      });
    });
  }
});
