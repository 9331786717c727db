// The pages and style sheets are valid by the Nu checker.
import { test } from 'node:test';
import { expectNone, nu, site, suite } from './harness.mjs';

suite('html', () => {
  for (const sort of ['html', 'css']) {
    test(`no error in any ${sort} file`, async () => expectNone(nu((await site()).root, sort)));
  }
});
