// What the browser tests share. A test file begins so:
//
//   import { test } from 'node:test';
//   import { open, suite } from './harness.mjs';
//
//   suite('a checklist', () => {
//     test('a state can be chosen with the keyboard', async () => {
//       const { page, faults, close } = await open('kontrolsaraksti/x.html', { width: 320 });
//       …                                            // `page` is Playwright's
//       expectNone(faults);                          // console, scripts, policy, requests
//       await close();
//     });
//   });
//
// Put it into a file `NAME.test.mjs` here, and `tests/browser/run NAME` runs it alone.
//
// - `suite(name, tests)`: a group of tests; browsers and server are stopped after it.
// - `open(page, options)`, `openFirefox(page, options)`: a page of the site in Chromium or in Firefox, from the
//   server or, with `from: 'disk'`, from its folder.
// - `nu(folder, sort)`: the errors that the Nu checker finds in files of a sort.
// - `paper`: a page printed and read back.
// - `site()`: the site under test: its folder, its pages, their addresses.
// - `stand(folder)`: another folder as a site, for the option `from`.
// - `unzip(file, folder)`: a ZIP unpacked.
// - `everyPage(pages, options, work)`: work on each page, several at a time; it gives back faults, of which there may be
//   none.
// - `axe(page)`: what axe-core finds on an open page of Chromium.
// - `look(page, check)`: what is wrong with what is drawn: too wide, lost, too small, covered … (see look.mjs).
// - `setTextSize(page, percent)`: the size of text that a reader sets in Chromium.
// - `differences(pages, options)`: what pages say with JavaScript only, or without it only.
// - `walk(page, key)`: all stops of the Tab key, and what is wrong with them.
//
// Nothing waits for a time: wait for what is to be seen.
export { axe } from './harness/axe.mjs';
export { open, openFirefox, runningChromium, setTextSize, suite } from './harness/browsers.mjs';
export { everyPage, expectNone } from './harness/every.mjs';
export { walk } from './harness/keyboard.mjs';
export { look } from './harness/look.mjs';
export { nu } from './harness/nu.mjs';
export * as paper from './harness/paper.mjs';
export { differences } from './harness/scriptless.mjs';
export { site, stand } from './harness/site.mjs';
export { unzip } from './harness/zip.mjs';
