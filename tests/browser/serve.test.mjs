// The preview: an edited file is on the screen by itself, where the reader was, and what is wrong stands over the page
// until it is mended.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { axe, expectNone, open, suite } from './harness.mjs';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const FILE = 'content/pages/long.md';

let root;
let program;
let preview;

const paragraphs = (first, last) =>
  Array.from({ length: last - first + 1 }, (_, index) => `Paragraph ${first + index} of the page.\n`).join('\n');

const page = (text) => `+++\ntitle = "Long"\n+++\n${text}\n`;

const write = (text) => fs.writeFileSync(path.join(root, FILE), page(text));

/** As most editors save. */
function save(text) {
  const temporary = path.join(root, '.saved');
  fs.writeFileSync(temporary, page(text));
  fs.renameSync(temporary, path.join(root, FILE));
}

async function start() {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'norade-'));
  fs.cpSync(path.join(repository, 'tests/models/controls'), root, { recursive: true });
  write(paragraphs(1, 100));
  const arguments_ = ['run', '--quiet', '--', 'serve', '--port', '0', '--root', root];
  program = spawn('cargo', arguments_, { cwd: repository, stdio: ['ignore', 'pipe', 'ignore'] });
  for await (const address of createInterface({ input: program.stdout })) {
    preview = { url: (page) => address + page };
    return;
  }
  assert.fail('the preview did not start');
}

/** In the page: where the paragraph with this number stands on the screen. */
function placeOf(number) {
  const found = [...document.querySelectorAll('main p')].find((p) => p.textContent.startsWith(`Paragraph ${number} `));
  return found?.getBoundingClientRect().top;
}

/** A page that is left ends its request for news. */
const real = (faults) => faults.filter((fault) => !fault.includes('/_norade/events'));

suite('the preview', () => {
  before(start);
  after(() => {
    program?.kill();
    fs.rmSync(root, { recursive: true, force: true });
  });

  test('a change comes by itself, and what is read stays where it is', async () => {
    const { page, faults, close } = await open('long.html', { from: preview, width: 800, height: 600 });
    await page.evaluate(() => {
      const read = [...document.querySelectorAll('main p')].find((p) => p.textContent.startsWith('Paragraph 60 '));
      scrollTo({ top: scrollY + read.getBoundingClientRect().top - 7, behavior: 'instant' });
    });
    const place = await page.evaluate(placeOf, 60);
    save(`New above.\n\n> And more.\n\n${paragraphs(1, 60)}\nA new line below.\n\n${paragraphs(61, 100)}`);
    await page.getByText('A new line below.').waitFor();
    await page.waitForFunction(() => document.readyState === 'complete' && history.scrollRestoration === 'auto');
    const now = await page.evaluate(placeOf, 60);
    assert.ok(Math.abs(now - place) < 2, `it stood at ${place} px and stands at ${now} px`);
    expectNone(real(faults));
    await close();
  });

  test('a page says where its source is', async () => {
    const { page, close } = await open('long.html', { from: preview });
    assert.equal(await page.locator('.norade-source').textContent(), `Source: ${FILE}`);
    await close();
  });

  test('what is wrong stands over the page until it is mended, and takes no focus', async () => {
    const { page, faults, close } = await open('long.html', { from: preview });
    await page.locator('header a').first().focus();
    const focused = await page.evaluate(() => document.activeElement.outerHTML);
    write('Broken: [[no-such-entry]], and <script>alert(1)</script>.');
    const shown = page.getByRole('alert');
    await shown.waitFor();
    const told = await shown.innerText();
    assert.match(told, /content\/pages\/long\.md:4:\d+/);
    assert.match(told, /unknown ID `no-such-entry`/);
    assert.ok(await page.getByText('Paragraph 1 of the page.').isVisible(), 'the last good state is below');
    assert.equal(await page.evaluate(() => document.activeElement.outerHTML), focused);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      expectNone(await axe(page));
    }
    await shown.getByRole('button').click();
    assert.equal(await shown.count(), 0, 'it can be closed');
    write('Broken in another way: [[no-other-entry]].');
    await shown.waitFor();
    save(`Mended.\n\n${paragraphs(1, 100)}`);
    await page.getByText('Mended.').waitFor();
    await shown.waitFor({ state: 'detached' });
    expectNone(real(faults));
    await close();
  });
});
