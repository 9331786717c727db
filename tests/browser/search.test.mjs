// Search: words in any form find their page, from a server and from a disk, by keyboard, whatever is typed.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';
import { expectNone, open, openFirefox, site, suite } from './harness.mjs';

const lists = new URL('../search/', import.meta.url);
const rows = (name) => fs.readFileSync(new URL(name, lists), 'utf8').split('\n')
  .filter((line) => line && !line.startsWith('#')).map((line) => line.split('\t'));

/** The search of a page, made ready as the first use of its field does. */
async function ready(page, field = '#find') {
  await page.focus(field);
  await page.waitForFunction(() => window.norade?.search);
}

/** IDs of the hits of a query. */
const ids = (page, query, options) => page.evaluate(
  async ([text, chosen]) => (await window.norade.search(text, chosen)).map((hit) => hit.id), [query, options ?? {}]);

/** The script without a browser, for what is language alone. */
async function language() {
  const { root } = await site();
  const window = {};
  const document = { currentScript: { src: 'http://127.0.0.1/theme/search.js' }, documentElement: { dataset: {} } };
  const context = vm.createContext({ window, URL, document });
  const run = (name) => vm.runInContext(fs.readFileSync(`${root}/theme/${name}`, 'utf8'), context);
  run('search.js');
  return { search: window.norade.search, run, root };
}

suite('search', () => {
  test('the script compares Latvian words as the program does', async () => {
    const { search, root } = await language();
    const text = fs.readFileSync(`${root}/search/index.js`, 'utf8');
    const head = JSON.parse(text.slice(text.indexOf('(') + 1, text.lastIndexOf(')')));
    const { stems, roots } = search.compare.byRules(head.language.rules);
    const faults = [];
    for (const [word, ...said] of rows('lv.tsv')) {
      const found = [true, false].flatMap((decided) => [stems(word, decided).join(' '), roots(word, decided).join(' ')]);
      if (found.join('\t') !== said.join('\t')) faults.push(`${word}: ${found.join(' | ')}, not ${said.join(' | ')}`);
    }
    expectNone(faults);
  });

  test('the script cuts texts into words as the program does', async () => {
    const { search } = await language();
    const faults = [];
    for (const [text, said] of rows('cuts.tsv')) {
      const found = search.compare.words(text).map((word) => word.text).join(' ');
      if (found !== said) faults.push(`${text}: ${found}, not ${said}`);
    }
    expectNone(faults);
  });

  test('the script compares English words as the program does', async () => {
    const { search, run } = await language();
    let stem;
    search.stemmer = (given) => { stem = given; };
    run('search-english.js');
    const faults = rows('en.tsv').filter(([word, said]) => stem(word) !== said);
    expectNone(faults.map(([word, said]) => `${word}: ${stem(word)}, not ${said}`));
  });

  test('queries of civil servants find what they mean', async () => {
    const { page, faults, close } = await open('index.html');
    await ready(page);
    const missed = [];
    let first = 0;
    let three = 0;
    for (const [query, id, within] of rows('queries.tsv')) {
      const found = await ids(page, query, { limit: 5 });
      const at = found.indexOf(id);
      first += at === 0 ? 1 : 0;
      three += at >= 0 && at < 3 ? 1 : 0;
      if (at < 0 || at >= Number(within)) missed.push(`${query}: ${id} is not among the first ${within}: ${found.join(', ')}`);
    }
    console.log(`success@1 ${first}, success@3 ${three} of ${rows('queries.tsv').length}`);
    expectNone(missed);
    expectNone(faults);
    await close();
  });

  for (const from of ['server', 'disk']) {
    test(`from a ${from}: typing shows hits, the keyboard leads to them, the address keeps the query`, async () => {
      const { page, faults, close } = await open('uzdevumi/pu2-10.html', { from });
      await page.focus('#find');
      await page.keyboard.type('sadarbibas', { delay: 5 });
      await page.waitForSelector('.found a');
      assert.match(await page.textContent('.find output'), /\d/);
      await page.keyboard.press('ArrowDown');
      assert.equal(await page.evaluate(() => document.activeElement.closest('.found') !== null), true);
      await page.keyboard.press('Escape');
      assert.equal(await page.isVisible('.found'), false);
      assert.equal(await page.evaluate(() => document.activeElement.id), 'find');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.hits a');
      assert.match(page.url(), /meklet\.html.*[?#]q=sadarbibas/);
      assert.match(await page.textContent('.searched output'), /^Atrast/);
      const marked = await page.locator('.hits mark').allTextContents();
      assert.ok(marked.some((text) => /^sadarbīb/i.test(text)), marked.join(', '));
      const address = page.url();
      await page.goto('about:blank');
      await page.goto(address);
      await page.waitForSelector('.hits a');
      assert.equal(await page.inputValue('#query'), 'sadarbibas');
      expectNone(faults);
      await close();
    });
  }

  test('hits are narrowed by kind and by what they belong to, and say so', async () => {
    const { page, faults, close } = await open('meklet.html');
    await page.fill('#query', 'pakalpojumi');
    await page.waitForSelector('.kinds button');
    const before = await page.textContent('.searched output');
    const button = page.locator('.kinds button').nth(1);
    const [, count] = /\((\d+)\)/.exec(await button.textContent());
    await button.click();
    await page.waitForFunction((text) => document.querySelector('.searched output').textContent !== text, before);
    assert.match(await page.textContent('.searched output'), new RegExp(`\\b${count}\\b`));
    assert.equal(await page.locator('.kinds button[aria-pressed=true]').count(), 1);
    await page.locator('.kinds button').first().click();
    await page.locator('.narrow select').first().selectOption({ index: 1 });
    await page.waitForFunction((text) => document.querySelector('.searched output').textContent !== text, before);
    assert.match(page.url(), /#q=pakalpojumi&.+=/);
    expectNone(faults);
    await close();
  });

  test('a word left out, a phrase, a word mistyped', async () => {
    const { page, close } = await open('index.html');
    await ready(page);
    const all = await ids(page, 'sadarbība ', { limit: 50 });
    const without = await ids(page, 'sadarbība -partneriem', { limit: 50 });
    assert.ok(all.includes('N4-2') && !without.includes('N4-2') && without.length > 0, without.join(', '));
    const phrase = await ids(page, '"kompetenču centri"', { limit: 50 });
    assert.ok(phrase.includes('N8-2') && !phrase.some((id) => id.startsWith('politik')), phrase.join(', '));
    const instead = await page.evaluate(async () => (await window.norade.search('incidnetu')).instead);
    assert.deepEqual(instead.map(([word]) => word), ['incidnetu']);
    await close();
  });

  test('a code finds its entry first, with any dash, and no other that begins like it', async () => {
    const { page, close } = await open('index.html');
    await ready(page);
    for (const query of ['PU2–10', 'pu2-10', 'PU 2 10', 'PU2.10', 'pu210', 'PU2−10', 'PU2-10 ']) {
      assert.equal((await ids(page, query))[0], 'PU2-10', query);
    }
    assert.equal((await ids(page, 'PU2-1'))[0], 'PU2-1');
    await close();
  });

  test('what is left out, composed or joined by a dash is understood', async () => {
    const { page, close } = await open('index.html');
    await ready(page);
    const all = await ids(page, 'sadarbība ', { limit: 200 });
    assert.deepEqual(await ids(page, 'sadarbība '.normalize('NFD'), { limit: 200 }), all, 'decomposed');
    assert.deepEqual(await ids(page, 'sadar\u00adbība ', { limit: 200 }), all, 'a soft hyphen');
    const holding = await ids(page, '"kompetenču centri"', { limit: 200 });
    const without = await ids(page, 'sadarbība -"kompetenču centri"', { limit: 200 });
    assert.ok(holding.length > 0 && without.length > 0 && !without.some((id) => holding.includes(id)), without.join(', '));
    assert.deepEqual(await ids(page, 'sadarbība –partneriem ', { limit: 200 }), await ids(page, 'sadarbība -partneriem ', { limit: 200 }));
    // Words of the phrase stand apart on more pages than hold it.
    assert.ok((await ids(page, 'pakalpojumu saņēmēju iesaiste ', { limit: 200 })).length > (await ids(page, '"pakalpojumu saņēmēju iesaiste"', { limit: 200 })).length);
    assert.equal((await ids(page, '"PU 2 10"'))[0], 'PU2-10');
    assert.deepEqual((await ids(page, 'PU2-99')).includes('PU2-9'), false, 'a code is never another');
    assert.equal((await ids(page, 'kontrolsaraksts saimnieks'))[0].startsWith('kontrolsaraksti/'), true, 'pages that are computed');
    await close();
  });

  test('the field changes nothing else on a page, and what it shows is within the window', async () => {
    const { page: picker, close: closePicker } = await open('nosacijumu-izvele.html');
    const box = () => picker.$eval('#found', (element) => JSON.stringify(element.getBoundingClientRect()));
    const before = await box();
    await ready(picker);
    await picker.waitForFunction(() => [...document.styleSheets].some((sheet) => sheet.href?.endsWith('search.css')));
    assert.equal(await box(), before);
    await closePicker();
    for (const [path, width] of ['index.html', 'uzdevumi/pu2-10.html'].flatMap((path) => [360, 768, 1000, 1280].map((width) => [path, width]))) {
      const { page, close } = await open(path, { width });
      await page.fill('#find', 'sadarb');
      await page.waitForSelector('.found a');
      const { left, right } = await page.$eval('.found', (element) => element.getBoundingClientRect().toJSON());
      assert.ok(left >= 0 && right <= width, `${path} at ${width}: ${left} to ${right}`);
      await close();
    }
  });

  test('what is found does not come back when the reader has left', async () => {
    const { page, close } = await open('uzdevumi/pu2-10.html');
    await ready(page);
    let release;
    const held = new Promise((done) => { release = done; });
    await page.route('**/search/t*.js*', async (route) => { await held; await route.continue(); });
    await page.fill('#find', 'drošība');
    const asked = page.waitForRequest('**/search/t*.js*');
    await asked;
    await page.focus('.brand');
    release();
    await page.waitForFunction(() => window.norade.search('drošība').then(() => true));
    assert.equal(await page.isVisible('.found'), false);
    await close();
  });

  test('hits of one kind are all shown; the focus stays where the reader is', async () => {
    const { page, close } = await open('meklet.html');
    await page.fill('#query', 'sadarbība');
    await page.waitForSelector('.kinds button');
    const focused = () => page.evaluate(() => document.activeElement.dataset.key);
    await page.locator('.kinds button').nth(1).focus();
    const key = await focused();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.kinds [aria-pressed=true]:nth-child(2)');
    assert.equal(await focused(), key);
    const total = Number(/\((\d+)\)/.exec(await page.textContent('.kinds [aria-pressed=true]'))[1]);
    while (await page.locator('.hits > button').count() > 0) {
      const count = await page.locator('.hits a').count();
      await page.locator('.hits > button').click();
      await page.waitForFunction((before) => document.querySelectorAll('.hits a').length > before, count);
      assert.equal(await page.evaluate(() => document.activeElement.closest('.hits') !== null), true);
    }
    assert.equal(await page.locator('.hits a').count(), total);
    await close();
  });

  test('a part of the index that is broken is asked for again', async () => {
    const { page, close } = await open('index.html');
    let broken = true;
    await page.route('**/search/w*.js*', (route) => (broken ? route.fulfill({ contentType: 'text/javascript', body: '/* cut */' }) : route.continue()));
    await ready(page);
    const answer = () => page.evaluate(() => window.norade.search('sadarbība').then((hits) => hits.length, () => 'failed'));
    assert.equal(await answer(), 'failed');
    broken = false;
    assert.ok(await answer() > 0);
    await close();
  });

  test('whatever is typed, an answer comes and nothing is run', async () => {
    const { page, faults, close } = await open('meklet.html');
    await ready(page, '#query');
    const odd = [
      'x'.repeat(10_000), 'vārds '.repeat(2_000), '\u0000\u0007\u001b[31m', '.*+?^${}()|[]\\', '(((((', '"', '-', '- -', '""""',
      '<img src=x onerror=alert(1)>', '<script>document.title="x"</script>', '&lt;b&gt;', '😀', '👩‍👩‍👧 sadarbība', 'un ar par vai no',
      '\u202e sadarbība', '\ud800', 'ā'.normalize('NFD'), '%00', '../../etc', 'constructor', '__proto__', 'toString hasOwnProperty',
    ];
    const title = await page.title();
    for (const query of odd) {
      const hits = await page.evaluate(async (text) => {
        const found = await window.norade.search(text);
        return Array.isArray(found) && found.every((hit) => hit.title && hit.url);
      }, query);
      assert.equal(hits, true, JSON.stringify(query.slice(0, 40)));
      await page.fill('#query', query.slice(0, 300).replaceAll('\u0000', ''));
      await page.press('#query', 'Enter');
    }
    await page.fill('#query', 'sadarbība');
    await page.waitForSelector('.hits a');
    assert.equal(await page.title(), title);
    assert.equal(await page.locator('.searched img, .searched script').count(), 0);
    expectNone(faults);
    await close();
  });

  test('without JavaScript the field leads to the list of titles', async () => {
    const { page, close } = await open('uzdevumi/pu2-10.html', { script: false });
    await page.fill('#find', 'sadarbība');
    await page.press('#find', 'Enter');
    await page.waitForURL(/alfabetiskais-raditajs\.html/);
    await page.goto((await site()).url('meklet.html'));
    assert.equal(await page.isVisible('.without-script a'), true);
    assert.equal(await page.isVisible('.searched'), false);
    await close();
  });

  test('nothing of the search is loaded before the field is used', async () => {
    const { page, close } = await open('index.html');
    const loaded = () => page.evaluate(() => performance.getEntriesByType('resource').map((entry) => entry.name)
      .filter((name) => name.includes('search')));
    assert.deepEqual(await loaded(), []);
    await ready(page);
    assert.notDeepEqual(await loaded(), []);
    await close();
  });

  for (const from of ['server', 'disk']) {
    test(`Firefox, from a ${from}: a query finds its page`, async () => {
      const { page, faults, close } = await openFirefox('meklet.html', { from });
      await page.waitForSelector('.searched:not([hidden])');
      await page.type('#query', 'iestazu');
      // Hits of the first letters come before.
      await page.waitForFunction(() => [...document.querySelectorAll('.hits mark')].some((mark) => /iestā[dž]/i.test(mark.textContent)));
      expectNone(faults);
      await close();
    });
  }
});
