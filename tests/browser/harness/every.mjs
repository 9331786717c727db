// Work on many pages at a time, and what it found said at once.
import assert from 'node:assert/strict';
import os from 'node:os';

/** How much of a long list of faults is shown. */
const SHOWN = 40;

/** Calls `work(page)` for each page, several at a time; it resolves with faults, as texts. None may be found. */
export async function everyPage(pages, work) {
  const found = [];
  const waiting = [...pages];
  const worker = async () => {
    for (let page = waiting.shift(); page !== undefined; page = waiting.shift()) {
      for (const fault of await work(page)) found.push(`${page}: ${fault}`);
    }
  };
  await Promise.all(Array.from({ length: os.availableParallelism?.() ?? os.cpus().length }, worker));
  expectNone(found.sort());
}

/** Fails with the faults, each on a line. */
export function expectNone(faults) {
  const shown = faults.slice(0, SHOWN).join('\n');
  assert.ok(faults.length === 0, `${faults.length} faults\n${shown}${faults.length > SHOWN ? '\n…' : ''}`);
}
