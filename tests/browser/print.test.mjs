// On paper: A4 sheets that say what they are, with all that is folded and no navigation, and nothing torn.
import { before, test } from 'node:test';
import { expectNone, look, open, paper, site, suite } from './harness.mjs';

const A4 = [595, 842];

suite('print', () => {
  let pages;

  before(async () => {
    const { below } = await site();
    const [matrices, checklists] = [below('matricas'), below('kontrolsaraksti')];
    const first = (list) => list.filter((page) => !page.endsWith('/index.html')).slice(0, 1);
    pages = ['uzdevumi/pu2-10.html', 'lomas/pakalpojuma-saimnieks.html', ...matrices, ...first(checklists)];
  });

  /** Prints each of the pages and expects no faults of what `check(tab)` says. */
  const onEach = async (check, options) => {
    const faults = [];
    for (const path of pages) {
      const { page, close } = await open(path, options);
      await page.emulateMedia({ media: 'print' });
      for (const fault of await check(page)) faults.push(`${path}: ${fault}`);
      await close();
    }
    expectNone(faults);
  };

  test('each sheet is A4 and names code or title, edition and its number', () =>
    onEach(async (page) => {
      const { title, edition } = await page.evaluate(names);
      const sheets = await paper.print(page);
      return sheets.flatMap(({ text, size }, i) => [
        size.map(Math.round).sort().join() !== A4.join() && `sheet ${i + 1} is of ${size} pt`,
        !paper.squeeze(text).includes(paper.squeeze(title)) && `sheet ${i + 1} lacks "${title}"`,
        !paper.squeeze(text).includes(paper.squeeze(edition)) && `sheet ${i + 1} lacks "${edition}"`,
        !new RegExp(`^\\s*${i + 1} ?/ ?${sheets.length}\\s*$`, 'm').test(text) && `sheet ${i + 1} lacks its number`,
      ].filter(Boolean));
    }));

  for (const script of [true, false]) {
    test(`what is folded is open, ${script ? 'with' : 'without'} JavaScript`, () =>
      onEach(async (page) => {
        const words = await page.evaluate(foldedWords);
        const printed = paper.squeeze((await paper.print(page)).map(({ text }) => text).join(''));
        return words.filter((word) => !printed.includes(paper.squeeze(word))).map((word) => `folded: ${word}`);
      }, { script }));
  }

  test('addresses of outside links that are printed are written out', () =>
    onEach(async (page) => {
      const printed = paper.squeeze((await paper.print(page)).map(({ text }) => text).join(''));
      const links = await page.locator('a[href^="http"]').evaluateAll((all) =>
        all.filter((link) => link.checkVisibility()).map((link) => link.getAttribute('href')));
      return links.filter((link) => !printed.includes(paper.squeeze(link))).map((link) => `not written out: ${link}`);
    }));

  test('navigation and buttons are gone, and what is left is dark on white', () =>
    onEach(async (page) => {
      const left = await page.locator('nav, button, .skip').evaluateAll((all) =>
        all.filter((element) => element.checkVisibility()).map((element) => element.outerHTML.slice(0, 80)));
      return [...left.map((element) => `still there: ${element}`), ...(await look(page, 'pale'))];
    }));

  for (const kind of ['as they are', 'grown longer than a sheet']) {
    test(`tables ${kind}: heads are repeated, no row is torn, no heading stands without its text`, () =>
      onEach(async (page) => {
        if (kind !== 'as they are') await page.evaluate(paper.lengthenTables);
        await page.evaluate(paper.markPieces);
        return paper.torn(await paper.print(page));
      }));
  }
});

/** Runs in the page: what each sheet has to bear. */
function names() {
  const code = document.querySelector('main .kicker .id');
  const title = (code ?? document.querySelector('h1')).textContent.trim();
  const edition = /Izdevums \S+/.exec(document.querySelector('.foot').textContent.replace(/\s+/g, ' '));
  return { title, edition: edition[0] };
}

/** Runs in the page, set in print: the longer words of what is folded. What is for screen readers alone is clipped. */
function foldedWords() {
  const folded = [...document.querySelectorAll('details:not([open])')];
  for (const details of folded) details.open = true;
  const words = folded.flatMap((details) => {
    const walker = document.createTreeWalker(details, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const isSeen = node.parentElement.checkVisibility() && getComputedStyle(node.parentElement).clipPath === 'none';
      if (isSeen) found.push(...node.data.split(/\s+/).filter((word) => word.length > 3));
    }
    return found;
  });
  for (const details of folded) details.open = false;
  return [...new Set(words)];
}
