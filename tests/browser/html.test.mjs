// The pages and style sheets are valid by the Nu checker.
import { test } from 'node:test';
import { expectNone, nu, site, suite } from './harness.mjs';

// Container queries (CSS Containment Level 3), which the checker does not know: where they are missing, tables stay tables.
const UNKNOWN = /“container-type”|“@container”/;

suite('html', () => {
  for (const sort of ['html', 'css']) {
    test(`no error in any ${sort} file`, async () => expectNone(
      nu((await site()).root, sort).filter((fault) => !UNKNOWN.test(fault)),
    ));
  }
});
