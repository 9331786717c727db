// Every page, light and dark, narrow and wide, is what WCAG 2.2 AA asks for, as far as a program can tell.
import { test } from 'node:test';
import { axe, everyPage, look, setTextSize, site, suite } from './harness.mjs';

suite('accessibility', () => {
  for (const width of [320, 1280]) {
    test(`${width} px: axe, light and dark; nothing lost, too wide or too small; text at 200 %`, async () => {
      await everyPage((await site()).pages, { width }, async ({ page }) => {
        await page.emulateMedia({ colorScheme: 'light' });
        await setTextSize(page, 100);
        const faults = await axe(page);
        const note = (kind, found) => faults.push(...found.map((fault) => `${kind}: ${fault}`));
        for (const check of ['sideways', 'lost', 'smallTargets']) note(check, await look(page, check));
        await page.emulateMedia({ colorScheme: 'dark' });
        note('dark', await axe(page));
        await setTextSize(page, 200);
        for (const check of ['sideways', 'lost']) note(`text at 200 %, ${check}`, await look(page, check));
        return faults;
      });
    });
  }
});
