// Work on many pages at a time, and what it found said at once.
import assert from 'node:assert/strict';
import os from 'node:os';
import { open } from './browsers.mjs';

/** How much of a long list of faults is shown. */
const SHOWN = 40;

/**
 * Opens each page and calls `work(tab, path)` with what `open` gave; it resolves with faults, as texts. None may be found.
 * A few tabs go from page to page, since a new tab costs five times what a page does: `work` sets what it changes first.
 *
 *   options   as those of `open`; `opened`: `openFirefox` in its place
 */
export async function everyPage(pages, options, work) {
  expectNone(await tour(pages, options, work));
}

/** The faults that `everyPage` fails with. */
export async function tour(pages, { opened = open, ...options }, work) {
  const found = [];
  const waiting = [...pages];
  const worker = async () => {
    let tab;
    try {
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
        if (tab) await tab.go(path);
        tab ??= await opened(path, options);
        for (const fault of await work(tab, path)) found.push(`${path}: ${fault}`);
      }
    } finally {
      await tab?.close();
    }
  };
  await Promise.all(Array.from({ length: os.availableParallelism?.() ?? os.cpus().length }, worker));
  return found.sort();
}

/** Fails with the faults, each on a line. */
export function expectNone(faults) {
  const shown = faults.slice(0, SHOWN).join('\n');
  assert.ok(faults.length === 0, `${faults.length} faults\n${shown}${faults.length > SHOWN ? '\n…' : ''}`);
}
