// The site is whole from a disk: whoever clicks through it arrives, whatever the folder is called. The bundle, unpacked,
// works from the page that opens it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, verify } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { axe, expectNone, open, openFirefox, site, stand, suite, unzip } from './harness.mjs';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** How many links are clicked one after another. */
const STEPS = 25;

suite('offline', () => {
  let moved;

  before(async () => {
    const folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'norade-')), 'Pakalpojumu pārvaldība, šeit & tagad #1');
    fs.cpSync((await site()).root, folder, { recursive: true });
    moved = await stand(folder);
  });

  after(async () => {
    await moved.stop();
    fs.rmSync(path.dirname(moved.root), { recursive: true });
  });

  for (const [browser, opened, follow] of [['Chromium', open, followChromium], ['Firefox', openFirefox, followFirefox]]) {
    test(`${browser}: clicking through from the folder it was built in`, async () => {
      await clickThrough(await site(), opened, follow);
    });
    test(`${browser}: clicking through from a folder with spaces, signs and Latvian letters`, async () => {
      await clickThrough(moved, opened, follow);
    });
  }
});

suite('the bundle', () => {
  let top;
  let keys;

  /** A page of the bundle, as `open` takes it. */
  const from = { url: (page) => [pathToFileURL(path.join(top, page.split('#')[0])).href, ...page.split('#').slice(1)].join('#') };

  before(() => {
    keys = generateKeyPairSync('ed25519', {
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'norade-'));
    const [key, zip] = [path.join(folder, 'key.pem'), path.join(folder, 'site.zip')];
    fs.writeFileSync(key, keys.privateKey);
    execFileSync('cargo', ['run', '--quiet', '--', 'bundle', '--sign', key, '--out', zip], { cwd: repository, stdio: 'ignore' });
    const unpacked = path.join(folder, 'Lejupielādes, šeit & tagad #1 100%');
    unzip(zip, unpacked);
    const [only, ...more] = fs.readdirSync(unpacked);
    assert.deepEqual(more, [], 'one folder');
    top = path.join(unpacked, only);
    writable(unpacked, false);
  });

  after(() => {
    const unpacked = path.dirname(top);
    writable(unpacked, true);
    fs.rmSync(path.dirname(unpacked), { recursive: true });
  });

  test('is opened by its page, which leads into the site', async () => {
    assert.deepEqual(fs.readdirSync(top), ['LASI-MANI.txt', 'SAKUMS.html', 'manifest.json', 'manifest.json.sig', 'vietne']);
    const { page, faults, close } = await open('SAKUMS.html', { from });
    await page.locator('main a.action').click();
    await page.waitForURL(/\/vietne\/index\.html$/);
    await page.goBack();
    await page.locator('main a[href="LASI-MANI.txt"]').click();
    assert.match(await page.locator('body').textContent(), /Izvērsiet ZIP arhīvu/);
    await close();
    expectNone(faults);
  });

  test('is accessible in the page that opens it', async () => {
    const { page, close } = await open('SAKUMS.html', { from });
    assert.deepEqual(await axe(page), []);
    await close();
  });

  test('is searched from its page, and hits are reached', async () => {
    const { page, faults, close } = await open('SAKUMS.html', { from });
    await page.focus('#find');
    await page.keyboard.type('pu2 10', { delay: 5 });
    await page.locator('.found a[href*="/vietne/uzdevumi/pu2-10.html"] >> nth=0').click();
    await page.waitForURL(/\/vietne\/uzdevumi\/pu2-10\.html/);
    await close();
    expectNone(faults);
  });

  test('has checklists that are filled in and counted', async () => {
    const [list] = fs.readdirSync(path.join(top, 'vietne/kontrolsaraksti')).filter((file) => file.endsWith('.html') && file !== 'index.html');
    const { page, faults, close } = await open(`vietne/kontrolsaraksti/${list}`, { from });
    await page.click('#item-1 input[value="done"]');
    const download = page.waitForEvent('download');
    await page.click('.tools [data-do="save"]');
    const saved = JSON.parse(fs.readFileSync(await (await download).path(), 'utf8'));
    assert.match(JSON.stringify(saved), /"done"/);
    await close();
    expectNone(faults);
  });

  test('has matrices that are narrowed', async () => {
    const matrices = fs.readdirSync(path.join(top, 'vietne/matricas')).filter((file) =>
      file.endsWith('.html') && /class="[^"]*of-matrix/.test(fs.readFileSync(path.join(top, 'vietne/matricas', file), 'utf8')));
    assert.ok(matrices.length > 0);
    for (const matrix of matrices) {
      const { page, faults, close } = await open(`vietne/matricas/${matrix}`, { from });
      const columns = () => page.evaluate(() =>
        [...[...document.querySelector('.crosstab').tHead.rows].at(-1).cells].filter((cell) => cell.checkVisibility()).length);
      const all = await columns();
      await page.evaluate(() => document.querySelectorAll('main details').forEach((fold) => { fold.open = true; }));
      await page.locator('#c1 input >> nth=0').check();
      assert.ok(await columns() < all, `${matrix}: fewer columns are shown`);
      await close();
      expectNone(faults);
    }
  });

  test('is signed, as OpenSSL sees it', () => {
    const read = (name) => fs.readFileSync(path.join(top, name));
    assert.ok(verify(null, read('manifest.json'), keys.publicKey, read('manifest.json.sig')));
  });

  test('a page without its styles begins with what to do', async () => {
    const alone = fs.mkdtempSync(path.join(os.tmpdir(), 'norade-'));
    for (const file of ['SAKUMS.html', 'vietne/uzdevumi/pu2-10.html']) {
      fs.copyFileSync(path.join(top, file), path.join(alone, 'page.html'));
      const { page, close } = await open('page.html', { from: { url: (name) => pathToFileURL(path.join(alone, name)).href } });
      const text = await page.evaluate(() => document.body.innerText.trim());
      assert.ok(text.startsWith('Vispirms izvērsiet ZIP arhīvu'), text.slice(0, 100));
      await close();
      const whole = await open(file, { from });
      assert.doesNotMatch(await whole.page.evaluate(() => document.body.innerText), /izvērsiet ZIP/);
      await whole.close();
      fs.rmSync(path.join(alone, 'page.html'));
    }
    fs.rmdirSync(alone);
  });
});

/** Makes everything in a folder, and the folder, read-only or not. */
function writable(folder, may) {
  const inside = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  const all = [folder, ...inside.map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))];
  for (const found of all) fs.chmodSync(found, fs.statSync(found).mode & 0o555 | (may ? 0o200 : 0));
}

/** Goes from the home page to pages not seen yet for as long as there are any, else back. */
async function clickThrough(place, opened, follow) {
  const { page, faults, close } = await opened('index.html', { from: { url: place.file } });
  const seen = new Set();
  for (let step = 0; step < STEPS; step++) {
    const here = await page.evaluate(arrived);
    if (here.fault) faults.push(`${here.address}: ${here.fault}`);
    seen.add(here.address);
    const next = here.links.findIndex((address) => !seen.has(address));
    if (next < 0) await page.goBack();
    else await follow(page, here.links[next]);
  }
  await close();
  expectNone(faults);
}

async function followChromium(page, address) {
  await page.locator(`a >> nth=${await page.evaluate(indexOf, address)}`).click();
  await page.waitForURL(address);
}

async function followFirefox(page, address) {
  const links = await page.$$('a');
  const arrival = page.waitForNavigation();
  await links[await page.evaluate(indexOf, address)].click();
  await arrival;
}

/** Runs in the page. The styles have come when the skip link is out of sight. */
function arrived() {
  const [address] = location.href.split('#');
  const fault = [
    location.protocol !== 'file:' && 'it is not on the disk',
    !document.querySelector('main h1') && 'it has no heading',
    document.querySelector('.skip').getBoundingClientRect().bottom > 0 && 'it has no styles',
  ].find(Boolean);
  const links = [...document.querySelectorAll('main a[href]')].filter((link) => link.checkVisibility());
  const pages = links.map((link) => link.href.split('#')[0]).filter((href) => href.endsWith('.html') && href !== address);
  // The last ones first: a page begins with what is near, and far is where one wants to get.
  return { address, fault, links: pages.reverse() };
}

/** Runs in the page: which link is the visible one to the address? */
function indexOf(address) {
  return [...document.querySelectorAll('a')].findIndex((link) =>
    link.href.split('#')[0] === address && link.checkVisibility() && link.closest('main'));
}
