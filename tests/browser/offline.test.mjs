// The site is whole from a disk: whoever clicks through it arrives, whatever the folder is called.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { expectNone, open, openFirefox, site, stand, suite } from './harness.mjs';

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
