// Every page keeps to its content security policy, in silence and without asking anything of another host.
import { test } from 'node:test';
import { everyPage, open, openFirefox, site, suite } from './harness.mjs';

/** A 404.html is made for a server: from a disk its links lead nowhere. */
const onDisk = (page) => !page.endsWith('404.html');

suite('policy', () => {
  for (const [browser, opened] of [['Chromium', open], ['Firefox', openFirefox]]) {
    for (const from of ['server', 'disk']) {
      test(`${browser}, from the ${from}: no error, nothing refused, no other host asked`, async () => {
        const pages = (await site()).pages.filter((page) => from === 'server' || onDisk(page));
        await everyPage(pages, { opened, from }, async ({ page, faults }) => {
          if (!(await page.evaluate(isStyled))) faults.push('its style sheet was not taken');
          return [...faults];
        });
      });
    }
  }
});

/** Runs in the page: the skip link is out of sight only when the site's style sheet holds. */
function isStyled() {
  return document.styleSheets.length > 0 && document.querySelector('.skip').getBoundingClientRect().bottom < 0;
}
