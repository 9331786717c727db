// The checks can fail: each finds the fault that was put into a copy of the site for it.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { axe, differences, look, nu, open, openFirefox, paper, setTextSize, site, stand, suite, walk } from './harness.mjs';

const PAGE = 'fault.html';

suite('the checks', () => {
  let copy;

  before(async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'norade-'));
    fs.cpSync((await site()).root, folder, { recursive: true });
    copy = await stand(folder);
  });
  after(async () => {
    await copy?.stop();
    fs.rmSync(copy.root, { recursive: true });
  });

  /** A page of the copy with a fault in its content, and what goes with it. */
  const plant = ({ html = '', css = '', js = '' }) => {
    const home = fs.readFileSync(path.join(copy.root, 'index.html'), 'utf8');
    const head = '<link rel="stylesheet" href="fault.css"><script src="fault.js" defer></script></head>';
    fs.writeFileSync(path.join(copy.root, 'fault.css'), css);
    fs.writeFileSync(path.join(copy.root, 'fault.js'), js);
    fs.writeFileSync(path.join(copy.root, PAGE), home.replace('</head>', head).replace('</main>', `${html}</main>`));
  };

  /** `check(tab, faults)` has to find something that the pattern fits. */
  const finds = async (pattern, check, options = {}, opened = open) => {
    const { page, faults, close } = await opened(PAGE, { from: copy, ...options });
    const found = await check(page, faults);
    await close();
    assert.ok(found.some((fault) => pattern.test(fault)), `${pattern} is not in:\n${found.join('\n')}`);
  };

  test('axe: a picture without words, a field without a label', async () => {
    plant({ html: '<img src="theme/icon.svg" width="30" height="30"><input>' });
    await finds(/^image-alt/, axe);
    await finds(/^label/, axe);
  });

  test('too wide, cut off, laid over', async () => {
    plant({
      html: '<p class="wide">x</p><p class="cut">one line<br>another line<br>a third</p><p class="a">below</p><p class="b">above</p>',
      css: '.wide { width: 500px } .cut { height: 1.5em; overflow: hidden } .a { margin: 0 } .b { margin: -1.7em 0 0 }',
    });
    await finds(/500|wide/, (page) => look(page, 'sideways'), { width: 320 });
    await finds(/^cut off: "a third"/, (page) => look(page, 'lost'));
    await finds(/"below" under "above"|"above" under "below"/, (page) => look(page, 'lost'));
  });

  test('cut off by larger letters alone', async () => {
    plant({ html: '<p class="tight">fits<br>exactly</p>', css: '.tight { height: 60px; overflow: hidden }' });
    await finds(/^cut off: "exactly"/, async (page) => {
      assert.ok(!(await look(page, 'lost')).some((fault) => fault.includes('exactly')), 'it fits at first');
      await setTextSize(page, 200);
      return look(page, 'lost');
    });
  });

  test('a target that is too small', async () => {
    plant({ html: '<a class="small" href="index.html">x</a>', css: '.small { display: inline-block; width: 10px; height: 10px }' });
    await finds(/target of 10.0 by 10.0/, (page) => look(page, 'smallTargets'));
  });

  test('a focus that is covered, one that is not to be seen, a link that Tab does not reach', async () => {
    plant({
      html: '<a class="under" href="index.html">under</a> <a class="bare" href="index.html">bare</a><div class="bar">bar</div>',
      css: '.bar { position: fixed; bottom: 0; left: 0; right: 0; height: 60vh; background: red } a.bare:focus { outline: none }',
    });
    await finds(/covered by div\.bar/, (page) => walk(page));
    await finds(/not to be seen: a\.bare/, (page) => walk(page));
    plant({ html: '<a href="index.html" id="lost">lost</a>', js: 'document.getElementById("lost").addEventListener("focus", (e) => e.target.blur());' });
    await finds(/not reached by Tab: a "lost"/, (page) => walk(page));
  });

  for (const [browser, opened] of [['Chromium', open], ['Firefox', openFirefox]]) {
    test(`${browser}: an inline script, a request elsewhere, an error, a file that is missing`, async () => {
      plant({ html: '<script>1</script><img src="https://example.org/x.png" alt="">', js: 'undefinedName();' });
      for (const from of [copy, { url: copy.file }]) {
        await finds(/policy: script-src/, (_, faults) => faults, { from }, opened);
        await finds(/policy: img-src/, (_, faults) => faults, { from }, opened);
        await finds(/^script: .*undefinedName/, (_, faults) => faults, { from }, opened);
      }
      plant({ html: '<img src="missing.png" alt="">' });
      await finds(/missing\.png/, (_, faults) => faults, {}, opened);
    });
  }

  test('content that a script alone makes, unless it is marked', async () => {
    const add = (mark) => `const p = document.createElement("p"); p.textContent = "made"; ${mark}
      document.querySelector("main").append(p);`;
    plant({ js: add('') });
    assert.match((await differences([PAGE], { from: copy }))[0], /made/);
    plant({ js: add('p.dataset.script = "";') });
    assert.deepEqual(await differences([PAGE], { from: copy }), []);
  });

  test('what moves, what colour alone sets off, what is pale on paper', async () => {
    plant({
      html: '<p class="moves">x</p><p class="set">x</p><p class="pale">x</p>',
      css: '.moves { transition: opacity 1s } .set { background: #fc0 } .pale { color: #bbb }',
    });
    await finds(/moves: p\.moves/, (page) => look(page, 'moving'));
    await finds(/colour alone: p\.set/, async (page) => {
      await look(page, 'setOff');
      await page.emulateMedia({ forcedColors: 'active' });
      return look(page, 'uncoloured');
    });
    await finds(/pale on paper: "x" in p\.pale/, (page) => look(page, 'pale'));
  });

  test('on paper: a torn row, a head that is not repeated', async () => {
    const row = '<tr><td>a<br>b<br>c</td><td>d</td></tr>';
    plant({
      html: `<table><thead><tr><th>e</th><th>f</th></tr></thead><tbody>${row.repeat(60)}</tbody></table>`,
      css: '@media print { tr { break-inside: auto !important } thead { display: table-row-group !important } }',
    });
    const printed = async (page) => {
      await page.emulateMedia({ media: 'print' });
      await page.evaluate(paper.markPieces);
      return paper.torn(await paper.print(page));
    };
    await finds(/^torn: r/, printed);
    await finds(/without its head/, printed);
  });

  test('the Nu checker: an end tag too many, a property that there is none of', () => {
    plant({ html: '</b>', css: 'p { colour: red }' });
    assert.ok(nu(copy.root, 'html').some((error) => error.includes(PAGE)));
    assert.ok(nu(copy.root, 'css').some((error) => error.includes('fault.css')));
  });
});
