// The page for what is not found, at any address: it suggests what is nearest, and says the rest without JavaScript.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axe, expectNone, open, site, stand, suite } from './harness.mjs';

/** That there is no page is what the server answers. */
const others = (faults) => faults.filter((fault) => !fault.includes('404'));

/** Opens an address and waits for the first suggestion. */
async function suggested(path) {
  const { page, faults, close } = await open(path);
  await page.locator('.nearest li').first().waitFor();
  const links = await page.locator('.nearest a').evaluateAll((links) => links.map((link) => link.href));
  return { page, links, faults: others(faults), close };
}

suite('not found', () => {
  for (const [asked, nearest] of [
    ['uzdevumi/pu2-99.html', /\/uzdevumi\/pu2-9\.html$/],
    ['vecs/ceļš/PU2-10', /\/uzdevumi\/pu2-10\.html$/],
    ['lomas/pakalpojuma-saimneks.html', /\/lomas\/pakalpojuma-saimnieks\.html$/],
    ['pu9-1', /\/uzdevumi\/pu/],
    ['en/lomas/resursa-saimnieks.htm', /\/en\/lomas\/resursa-saimnieks\.html$/],
    ['en/posmi/ieviesana', /\/en\/posmi\/ieviesana-vai-pielagosana\.html$/],
  ]) {
    test(`${asked} is near what is meant`, async () => {
      const { page, links, faults, close } = await suggested(asked);
      assert.ok(links.some((link) => nearest.test(link)), links.join('\n'));
      expectNone([...faults, ...(await axe(page))]);
      await page.locator('.nearest a').first().click();
      assert.match(await page.locator('h1').first().innerText(), /\S/);
      await close();
    });
  }

  test('without JavaScript it leads to lists and codes', async () => {
    const { page, close } = await open('uzdevumi/nav/pu2-99.html', { script: false });
    assert.equal(await page.locator('.nearest').isVisible(), false);
    await page.locator('main a', { hasText: 'N4' }).click();
    assert.match(page.url(), /\/nosacijumi\/n4\.html$/);
    await close();
  });

  test('a code alone leads to its page, on a host without rules and from a disk', async () => {
    const plain = await stand((await site()).root);
    for (const from of [plain, 'disk']) {
      const { page, close } = await open('pu2-10.html', { from, script: false });
      await page.waitForURL(/\/uzdevumi\/pu2-10\.html$/);
      await close();
    }
    await plain.stop();
  });
});
