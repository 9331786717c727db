// Lighthouse, with no network: accessibility, best practices and SEO are 100; performance is told and fails nothing.
import { after, before, test } from 'node:test';
import lighthouse from 'lighthouse';
import puppeteer from 'puppeteer-core';
import { expectNone, site, suite } from './harness.mjs';

const HELD = ['accessibility', 'best-practices', 'seo'];
const RUNS = 5;

/** Nothing on these pages happens after they have been drawn, so that little has to be waited for. */
const SETTINGS = {
  output: 'json',
  logLevel: 'silent',
  disableFullPageScreenshot: true,
  pauseAfterFcpMs: 100,
  pauseAfterLoadMs: 100,
  networkQuietThresholdMs: 200,
  cpuQuietThresholdMs: 200,
};

suite('lighthouse', () => {
  let browser;

  before(async () => {
    browser = await puppeteer.launch({
      executablePath: process.env.CHROMIUM,
      args: ['--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
    });
  });
  after(() => browser?.close());

  const pages = async () => {
    const [matrix] = (await site()).below('matricas').filter((page) => !page.endsWith('/index.html'));
    return ['index.html', 'uzdevumi/pu2-10.html', 'lomas/pakalpojuma-saimnieks.html', matrix];
  };

  /** The report of one run in a tab of its own. */
  const report = async (path, onlyCategories) => {
    const tab = await browser.newPage();
    // The policy lets a page fetch nothing, and Lighthouse asks for robots.txt in its name. Whether the pages keep to
    // the policy is seen elsewhere.
    await tab.setBypassCSP(true);
    const { lhr } = await lighthouse((await site()).url(path), { ...SETTINGS, onlyCategories }, undefined, tab);
    await tab.close();
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    return lhr;
  };

  test('100 for accessibility, best practices and SEO', async () => {
    const faults = [];
    for (const path of await pages()) {
      const { categories, audits } = await report(path, HELD);
      for (const { id, score, auditRefs } of Object.values(categories).filter(({ score }) => score !== 1)) {
        const failed = auditRefs.filter((ref) => ref.weight > 0 && (audits[ref.id].score ?? 1) < 1).map((ref) => ref.id);
        faults.push(`${path}: ${id} ${Math.round(score * 100)}, for ${failed.join(', ')}`);
      }
    }
    expectNone(faults);
  });

  test(`performance, the median of ${RUNS} runs`, async (context) => {
    for (const path of await pages()) {
      const scores = [];
      for (let run = 0; run < RUNS; run++) {
        scores.push(Math.round((await report(path, ['performance'])).categories.performance.score * 100));
      }
      scores.sort((a, b) => a - b);
      context.diagnostic(`performance ${scores[(RUNS - 1) / 2]} (${scores.join(' ')}): ${path}`);
    }
  });
});
