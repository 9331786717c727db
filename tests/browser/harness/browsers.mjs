// The two browsers: Chromium, driven by Playwright, and a stock Firefox, driven by Puppeteer over WebDriver BiDi.
import { after, describe } from 'node:test';
import { chromium } from 'playwright-core';
import puppeteer from 'puppeteer-core';
import { watch, watchPolicy } from './faults.mjs';
import { site, stopServing } from './site.mjs';

const MINUTES = 60_000;

let chromiumRunning;
let firefoxRunning;

/** Tabs of Firefox are made and closed one after another: it loses one that is made while another goes. */
let firefoxTabs = Promise.resolve();

/** The debugger's session of each tab whose size of text was set. */
const sessions = new WeakMap();

/** A group of tests with a name. Browsers and the server are started when first asked for, and stopped after it. */
export function suite(name, tests) {
  describe(name, { timeout: 20 * MINUTES }, () => {
    after(stopAll);
    tests();
  });
}

/**
 * Opens a page in Chromium. What comes back has Playwright's `page`, `faults` (see faults.mjs), `go(page)`, which leads
 * the same tab to another page and forgets the faults, and `close`.
 *
 *   from         'server' (default), 'disk', or a site made by `stand`
 *   width        320, 1280 (default) …; height
 *   scheme       'light' (default) or 'dark'
 *   script       false: JavaScript is off
 *   motion       true: the reader has nothing against motion; by default less is asked for
 *   forced       true: forced colours
 *   before       a function that runs in the page before its own scripts
 */
export async function open(page, options = {}) {
  const context = await (await runningChromium()).newContext({
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    colorScheme: options.scheme ?? 'light',
    javaScriptEnabled: options.script ?? true,
    reducedMotion: options.motion ? 'no-preference' : 'reduce',
    forcedColors: options.forced ? 'active' : 'none',
    acceptDownloads: true,
  });
  const tab = await context.newPage();
  const faults = [];
  watch(tab, faults);
  if (options.script ?? true) await tab.addInitScript(watchPolicy);
  if (options.before) await tab.addInitScript(options.before);
  const go = goer(tab, faults, options);
  await go(page);
  return { page: tab, faults, go, close: () => context.close() };
}

/** The same in Firefox, with Puppeteer's `page`. It takes `from`, `width` and `height`. */
export async function openFirefox(page, options = {}) {
  const tab = await oneByOne(async () => (await runningFirefox()).newPage());
  await tab.setViewport({ width: options.width ?? 1280, height: options.height ?? 800 });
  const faults = [];
  watch(tab, faults);
  await tab.evaluateOnNewDocument(watchPolicy);
  const go = goer(tab, faults, options);
  await go(page);
  return { page: tab, faults, go, close: () => oneByOne(() => tab.close()) };
}

function goer(tab, faults, options) {
  return async (page) => {
    faults.length = 0;
    await tab.goto(await addressOf(page, options));
    if (options.script ?? true) await tab.evaluate(afterEvents);
  };
}

/** Where a page is found, by the `from` of `open`. */
export async function addressOf(page, { from = 'server' }) {
  if (from === 'disk') return (await site()).file(page);
  return (from === 'server' ? await site() : from).url(page);
}

/** In an open page of Chromium, as a reader's setting does it: lengths and queries of widths in `rem` follow. */
export async function setTextSize(tab, percent) {
  if (!sessions.has(tab)) sessions.set(tab, await tab.context().newCDPSession(tab));
  const fontSizes = { standard: (16 * percent) / 100, fixed: (13 * percent) / 100 };
  await sessions.get(tab).send('Page.setFontSizes', { fontSizes });
}

/** Runs in the page: refusals of the policy are told in events that come after the page's `load`. */
function afterEvents() {
  return new Promise((done) => setTimeout(done));
}

export async function runningChromium() {
  chromiumRunning ??= chromium.launch({
    executablePath: process.env.CHROMIUM,
    // No name resolves: what a page asks of another host is noticed, never sent.
    args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
  return chromiumRunning;
}

async function runningFirefox() {
  firefoxRunning ??= puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX,
    extraPrefsFirefox: { 'network.dns.disabled': true },
  });
  return firefoxRunning;
}

function oneByOne(work) {
  const done = firefoxTabs.then(work);
  firefoxTabs = done.catch(() => {});
  return done;
}

async function stopAll() {
  const stopping = [chromiumRunning, firefoxRunning].filter(Boolean);
  [chromiumRunning, firefoxRunning] = [];
  for (const browser of stopping) await (await browser).close();
  await stopServing();
}
