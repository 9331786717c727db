// Without JavaScript a page says the same. What scripts add is marked by `data-script`; what the page holds ready
// for them is `hidden` until they show it.
import { test } from 'node:test';
import { differences, expectNone, site, suite } from './harness.mjs';

suite('no script', () => {
  test('the content of each page is the same with JavaScript off', async () => {
    expectNone(await differences((await site()).pages));
  });
});
