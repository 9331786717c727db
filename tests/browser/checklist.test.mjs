// A checklist: filled in, kept in a file, opened again, on paper; in both browsers, from a server and from a disk.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { axe, expectNone, look, open, openFirefox, suite } from './harness.mjs';

const PAGE = 'kontrolsaraksti/pakalpojuma-saimnieks.html';
const OTHER = 'kontrolsaraksti/resursa-saimnieks.html';
const NAMING = '[data-names]';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'checklist-'));
after(() => fs.rmSync(folder, { recursive: true }));

/** A file with this content, for the page to open. */
function write(name, content) {
  const file = path.join(folder, name);
  fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

/** What both browsers can: choose a state, write, press a button, give a file. */
const choose = (page, n, state) => page.click(`#item-${n} input[value="${state}"]`);
const press = (page, action) => page.click(`.tools [data-do="${action}"]`);
const value = (page, selector) => page.$eval(selector, (field) => field.value);
const state = (page, n) => page.$eval(`#item-${n} input:checked`, (radio) => radio.value);
const said = (page) => page.$eval('.tools output', (output) => output.textContent.replaceAll('\u00a0', ' '));
const lists = (page) => page.$$eval('#copy option', (options) => options.map((option) => option.textContent));

async function type(page, selector, text) {
  await page.click(selector);
  await page.keyboard.type(text);
}

async function give(page, file) {
  const input = await page.$('.tools input[type=file]');
  await page.$eval('.tools output', (output) => { output.textContent = ''; });
  await (input.uploadFile ? input.uploadFile(file) : input.setInputFiles(file));
  await page.waitForFunction(() => document.querySelector('.tools output').textContent !== '');
}

/** What the page hands over for download when a button is pressed. */
async function handed(page, action) {
  await page.evaluate(() => {
    window.handed = null;
    HTMLAnchorElement.prototype.click = function click() { window.handed.name = this.download; };
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      window.handed = { blob };
      return make.call(URL, blob);
    };
  });
  await press(page, action);
  return page.evaluate(async () => {
    // `text()` would drop the mark at the start.
    const bytes = new Uint8Array(await window.handed.blob.arrayBuffer());
    return { name: window.handed.name, content: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) };
  });
}

/** A file as the page saves it when nothing is filled in. */
async function empty(page) {
  return JSON.parse((await handed(page, 'save')).content);
}

suite('a checklist in a file', () => {
  for (const [browser, opened] of [['Chromium', open], ['Firefox', openFirefox]]) {
    for (const from of ['server', 'disk']) {
      test(`${browser}, from the ${from}: what was saved is there when it is opened`, async () => {
        const first = await opened(PAGE, { from });
        await type(first.page, NAMING, 'E-adrese „jaunā”');
        await choose(first.page, 2, 'done');
        await choose(first.page, 4, 'not-applicable');
        await type(first.page, '#note-2', 'Saskaņots <b>ar</b> visiem');
        const { name, content } = await handed(first.page, 'save');
        assert.equal(name, 'pakalpojuma-saimnieks.json');
        expectNone(first.faults);
        await first.close();

        const again = await opened(PAGE, { from });
        assert.equal(await state(again.page, 2), 'open', 'nothing is kept but in the file');
        assert.equal(await again.page.evaluate(() => localStorage.length + sessionStorage.length), 0);
        await give(again.page, write(name, content));
        assert.equal(await value(again.page, NAMING), 'E-adrese „jaunā”');
        assert.deepEqual([await state(again.page, 1), await state(again.page, 2), await state(again.page, 4)],
          ['open', 'done', 'not-applicable']);
        assert.equal(await value(again.page, '#note-2'), 'Saskaņots <b>ar</b> visiem');
        assert.match(await said(again.page), /^Atvērts fails/);
        assert.equal(await again.page.$eval('.changes', (part) => part.hidden), true);
        const saved = await handed(again.page, 'save');
        assert.equal(saved.content, content, 'opened and saved again it is the same');
        expectNone(again.faults);
        await again.close();
      });
    }
  }

  test('is a download of the browser', async () => {
    for (const from of ['server', 'disk']) {
      const { page, faults, close } = await open(PAGE, { from });
      await choose(page, 1, 'partly');
      const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'save')]);
      assert.equal(download.suggestedFilename(), 'pakalpojuma-saimnieks.json');
      const data = JSON.parse(fs.readFileSync(await download.path(), 'utf8'));
      assert.equal(data.format, 'norade-checklist');
      assert.equal(data.lists[0].items[0].state, 'partly');
      expectNone(faults);
      await close();
    }
  });

  test('holds several lists, which are added, named, switched and removed', async () => {
    const { page, faults, close } = await open(PAGE);
    await page.fill('#blank-iestade', 'Iestāde A');
    await page.fill(NAMING, 'Pirmais');
    await choose(page, 1, 'done');
    await press(page, 'add');
    assert.equal(await page.evaluate(() => document.activeElement.matches('[data-names]')), true);
    assert.equal(await value(page, '#blank-iestade'), 'Iestāde A', 'what is likely the same is there');
    assert.equal(await value(page, NAMING), '');
    assert.equal(await state(page, 1), 'open');
    await page.fill(NAMING, 'Otrais');
    await choose(page, 1, 'partly');
    assert.deepEqual(await lists(page), ['1. Pirmais', '2. Otrais']);
    await page.selectOption('#copy', { index: 0 });
    assert.equal(await state(page, 1), 'done');
    const saved = JSON.parse((await handed(page, 'save')).content);
    assert.deepEqual(saved.lists.map((one) => one.items[0].state), ['done', 'partly']);
    const dialogs = [];
    page.on('dialog', (dialog) => { dialogs.push(dialog.message()); dialog.accept(); });
    await press(page, 'remove');
    assert.match(dialogs[0], /Pirmais/);
    assert.deepEqual(await lists(page), ['1. Otrais']);
    await press(page, 'remove');
    assert.deepEqual(await lists(page), ['1. bez nosaukuma']);
    await give(page, write('several.json', saved));
    assert.match(await said(page), /pievienots iesāktajam/, 'what is unsaved stays');
    assert.deepEqual(await lists(page), ['1. bez nosaukuma', '2. Pirmais', '3. Otrais']);
    expectNone(faults);
    await close();
  });

  test('of an older edition says what has changed, and loses no answer', async () => {
    const { page, faults, close } = await open(PAGE);
    const data = await empty(page);
    const { items } = data.lists[0];
    data.edition = '0';
    items[0].state = 'done';
    // Said in other words then; not there yet; there then and no more.
    Object.assign(items[1], { text: items[1].text.replace('Saskaņo', 'Saskaņoja'), state: 'partly', note: 'Zvanīt' });
    const [added] = items.splice(2, 1);
    items.push({ at: 'uzdevumi/pu9-9.html#x', text: 'Kaut kas <img src=x> sens', state: 'done', note: 'Bija' });
    await give(page, write('older.json', data));

    assert.match(await said(page), /saraksts ir mainījies/);
    const changes = await page.innerText('.changes');
    assert.match(changes, /Saglabāts izdevumā 0, šis ir izdevums 1\./);
    assert.ok(changes.includes(added.text), 'what is new');
    assert.match(changes, /2\. punkts, agrāk: „Saskaņoja /);
    assert.ok(changes.includes('Kaut kas <img src=x> sens – Izdarīts: Bija'), changes);
    assert.equal(await page.locator('.changes img').count(), 0, 'texts are texts');
    assert.deepEqual([await state(page, 1), await state(page, 2), await state(page, 3)], ['done', 'partly', 'open']);
    assert.equal(await value(page, '#note-2'), 'Zvanīt');
    assert.match(await page.innerText('#item-2 .words'), /Pārformulēts/);
    assert.match(await page.innerText('#item-3 .words'), /Jauns/);
    expectNone((await axe(page)).map(String));

    const saved = JSON.parse((await handed(page, 'save')).content);
    assert.equal(saved.edition, '1');
    assert.deepEqual(saved.lists[0].gone, [items.at(-1)]);
    await give(page, write('newer.json', saved));
    const still = await page.innerText('.changes');
    assert.ok(still.includes('Bija') && !still.includes('agrāk'), 'only what is gone is left to say');
    expectNone(faults);
    await close();
  });

  test('of an older edition with the same items says so', async () => {
    const { page, close } = await open(PAGE);
    const data = await empty(page);
    data.edition = '0';
    await give(page, write('same.json', data));
    assert.match(await page.innerText('.changes'), /izdevumā 0, šis ir izdevums 1\. Punkti nav mainījušies\.\s*$/);
    assert.doesNotMatch(await said(page), /mainījies/);
    await close();
  });

  test('that is none, or another, changes nothing', async () => {
    const { page, faults, close } = await open(PAGE);
    const good = await empty(page);
    await page.fill(NAMING, 'Mans');
    await choose(page, 1, 'done');
    const changed = (change) => {
      const data = structuredClone(good);
      change(data);
      return data;
    };
    const files = [
      ['nolasīt kā kontrolsarakstu', ''],
      ['nolasīt kā kontrolsarakstu', 'PK\u0003\u0004 not JSON'],
      ['nolasīt kā kontrolsarakstu', JSON.stringify(good).slice(0, 200)],
      ['nolasīt kā kontrolsarakstu', 'null'],
      ['nolasīt kā kontrolsarakstu', '[]'],
      ['nolasīt kā kontrolsarakstu', { format: 'something else', version: 1 }],
      ['nolasīt kā kontrolsarakstu', changed((data) => { data.lists = []; })],
      ['nolasīt kā kontrolsarakstu', changed((data) => { data.lists[0].items[0].state = 'finished'; })],
      ['nolasīt kā kontrolsarakstu', changed((data) => { data.lists[0].items[0].note = { html: '<b>' }; })],
      ['nolasīt kā kontrolsarakstu', changed((data) => { data.lists[0].head = ['x']; })],
      ['nolasīt kā kontrolsarakstu', changed((data) => { data.lists[0].gone = null; })],
      ['jaunākā formātā', changed((data) => { data.version = 2; })],
      ['citam sarakstam – „Kontrolsaraksts: Resursa saimnieks”', changed((data) => {
        data.checklist = OTHER;
        data.title = 'Kontrolsaraksts: Resursa saimnieks';
      })],
    ];
    for (const [index, [words, content]] of files.entries()) {
      await give(page, write(`bad-${index}.json`, content));
      const told = await said(page);
      assert.ok(told.includes(words) && told.includes('Šeit nekas nav mainīts'), `${index}: ${told}`);
      assert.deepEqual([await lists(page), await state(page, 1)], [['1. Mans'], 'done'], String(index));
    }
    expectNone(faults);
    await close();
  });

  test('that tries to be more than data is only data', async () => {
    const { page, faults, close } = await open(PAGE);
    const data = JSON.stringify(await empty(page)).replace('"head":{', '"head":{"__proto__":"x","constructor":"y",');
    await give(page, write('odd.json', data));
    assert.match(await said(page), /^Atvērts/);
    assert.equal(await page.evaluate(() => ({}).constructor === Object && ''.constructor === String), true);
    const saved = (await handed(page, 'save')).content;
    assert.match(saved, /"__proto__": "x"/, 'what this edition does not know is kept');
    expectNone(faults);
    await close();
  });

  test('unsaved is not left without a warning', async () => {
    const { page, close } = await open(PAGE);
    const dialogs = [];
    page.on('dialog', (dialog) => { dialogs.push(dialog.type()); dialog.accept(); });
    await page.reload();
    assert.deepEqual(dialogs, [], 'nothing was entered');
    await choose(page, 1, 'done');
    await page.reload();
    assert.deepEqual(dialogs, ['beforeunload']);
    assert.equal(await state(page, 1), 'open');
    await choose(page, 1, 'done');
    await handed(page, 'save');
    await page.reload();
    assert.equal(dialogs.length, 1, 'it was saved');
    await close();
  });

  test('can be had as a table of all lists, with the words of the empty one', async () => {
    const { page, close } = await open(PAGE);
    const address = await page.getAttribute('.files a', 'href');
    const file = path.join(process.env.SITE, path.dirname(PAGE), address);
    const blank = fs.readFileSync(file, 'utf8').trimEnd().split('\n');
    await page.fill(NAMING, 'Pirmais');
    await page.fill('#note-1', '=1+1; "x"\notrā rinda');
    await choose(page, 1, 'done');
    await press(page, 'add');
    await page.fill(NAMING, '@SUM(A1)');
    const { name, content } = await handed(page, 'csv');
    assert.equal(name, 'pakalpojuma-saimnieks.csv');
    const rows = content.trimEnd().split('\n');
    assert.equal(rows[0], blank[0]);
    const count = blank.length - 1;
    assert.equal(rows.length, 1 + 2 * count);
    const middle = (row) => row.replace(/;;$/, '').replace(/^;+/, '');
    for (let at = 1; at <= count; at += 1) {
      assert.ok(rows[at].includes(middle(blank[at])), `${rows[at]}\n${blank[at]}`);
    }
    assert.ok(rows[1].startsWith(';Pirmais;;;1;'));
    assert.ok(rows[1].endsWith(';Izdarīts;"\'=1+1; ""x"" otrā rinda"'), rows[1]);
    assert.ok(rows[1 + count].startsWith(";'@SUM(A1);;;1;"), rows[1 + count]);
    await close();
  });
});

suite('the page of a checklist', () => {
  test('is whole without a script', async () => {
    const { page, faults, close } = await open(PAGE, { script: false });
    assert.equal(await page.locator('.tools:visible, .changes:visible').count(), 0);
    assert.equal(await page.locator('.items > li').count(), await page.locator('textarea:visible').count());
    await page.locator('#item-1 label', { hasText: 'Izdarīts' }).click();
    assert.equal(await page.locator('#item-1 input:checked').getAttribute('value'), 'done');
    assert.equal(await page.locator('.files a').getAttribute('href'), 'pakalpojuma-saimnieks.csv');
    expectNone(faults);
    await close();
  });

  test('is filled in with the keyboard', async () => {
    const { page, close } = await open(PAGE);
    await page.focus('#item-1 input:checked');
    await page.keyboard.press('ArrowRight');
    assert.equal(await state(page, 1), 'partly');
    const stops = [];
    for (let stop = 0; stop < 3; stop += 1) {
      await page.keyboard.press('Tab');
      stops.push(await page.evaluate(() => document.activeElement.id || document.activeElement.name || document.activeElement.localName));
    }
    assert.deepEqual(stops, ['note-1', 'a', 'state-2']);
    await page.focus(NAMING);
    await page.keyboard.type('Nosaukums');
    await page.keyboard.press('Enter');
    assert.ok(page.url().endsWith(PAGE), 'the form goes nowhere');
    assert.equal(await value(page, NAMING), 'Nosaukums');
    await close();
  });

  test('says each field with what it belongs to', async () => {
    const { page, close } = await open(PAGE);
    const group = page.getByRole('group', { name: '2. punkta stāvoklis' });
    assert.deepEqual(await group.getByRole('radio').evaluateAll((all) => all.map((radio) => radio.labels[0].textContent.trim())),
      ['Nav sākts', 'Daļēji', 'Izdarīts', 'Neattiecas']);
    assert.equal(await page.getByRole('textbox', { name: 'Piezīme pie 2. punkta' }).count(), 1);
    for (const name of ['Iestāde', 'Pakalpojums / resurss', 'Aizpildīja', 'Datums']) {
      assert.equal(await page.getByRole('textbox', { name, exact: true }).count(), 1, name);
    }
    await close();
  });

  for (const width of [320, 1280]) {
    for (const scheme of ['light', 'dark']) {
      test(`${width} px, ${scheme}: no barrier, with its tools and with changes`, async () => {
        const { page, faults, close } = await open(PAGE, { width, scheme });
        const data = await empty(page);
        data.edition = '0';
        data.lists[0].items.splice(1, 1);
        await give(page, write('old.json', data));
        expectNone((await axe(page)).map(String));
        expectNone(await look(page, 'sideways'));
        const low = await page.locator('.tools button, .tools select, fieldset label').evaluateAll((all) =>
          all.filter((part) => part.getBoundingClientRect().height < 40).map((part) => part.textContent));
        expectNone(low);
        expectNone(faults);
        await close();
      });
    }
  }

  test('on paper has boxes to tick, lines to write on, and no item on two sheets', async () => {
    const { page, close } = await open(PAGE);
    const blankSheets = sheets(await page.pdf({ format: 'A4', preferCSSPageSize: true }), 'empty.pdf');
    const numbers = blankSheets.flatMap((sheet) => sheet.match(/^\d+\.(?= )/gm) ?? []);
    assert.deepEqual(numbers, [...Array(await page.locator('.items > li').count()).keys()].map((n) => `${n + 1}.`));
    for (const sheet of blankSheets) {
      // As many items begin on a sheet as have their states and their note there.
      const count = (words) => sheet.split(words).length - 1;
      const begun = (sheet.match(/^\d+\.(?= )/gm) ?? []).length;
      assert.deepEqual([count('Neattiecas'), count('Piezīme')], [begun, begun], sheet);
      assert.match(sheet, /Kontrolsaraksts: Pakalpojuma saimnieks/, 'each sheet says what it is');
    }
    assert.ok(!blankSheets.join('').includes('Saglabāt failā'));
    await page.emulateMedia({ media: 'print' });
    const border = (selector) => page.$eval(selector, (box) => parseFloat(getComputedStyle(box).borderTopWidth));
    const box = '#item-1 input[value=done]';
    assert.ok(await border('#item-1 input[value=open]') < 2, 'what is not started is not ticked');
    assert.ok(await border(box) < 2);
    await page.emulateMedia({ media: 'screen' });
    await choose(page, 1, 'done');
    await page.fill('#note-1', `${'gara piezīme '.repeat(30)}beigas`);
    await page.emulateMedia({ media: 'print' });
    assert.ok(await border(box) > 5, 'a tick is a filled box');
    const filled = sheets(await page.pdf({ format: 'A4', preferCSSPageSize: true }), 'filled.pdf').join('\n');
    assert.match(filled, /beigas/, 'a long note is printed to its end');
    await close();
  });
});

/** The texts of the sheets of a PDF. */
function sheets(pdf, name) {
  const file = path.join(folder, name);
  fs.writeFileSync(file, pdf);
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  return text.split('\f').filter((sheet) => sheet.trim()).map((sheet) => sheet.replace(/^ +/gm, ''));
}
