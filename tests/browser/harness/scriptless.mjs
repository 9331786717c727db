// Pages of Chromium with JavaScript and without.
import { tour } from './every.mjs';

/**
 * What the content of pages says with JavaScript off and not with it on, and the other way round. From the disk, where a
 * script has no address of a server to write.
 */
export async function differences(pages, options = { from: 'disk' }) {
  const without = new Map();
  await tour(pages, { ...options, script: false }, async ({ page }, path) => {
    without.set(path, await page.evaluate(contentWords));
    return [];
  });
  return tour(pages, { ...options, before: noteHidden }, async ({ page }, path) =>
    difference(without.get(path), await page.evaluate(contentWords)));
}

function difference(without, having) {
  const at = without.findIndex((word, i) => word !== having[i]);
  if (at < 0 && without.length === having.length) return [];
  const place = at < 0 ? without.length : at;
  const around = (words) => words.slice(Math.max(0, place - 3), place + 5).join(' ');
  return [`without JavaScript "${around(without)}", with it "${around(having)}"`];
}

/** Runs in the page before its scripts: what is hidden when the page has been read is there for them. */
function noteHidden() {
  document.addEventListener('readystatechange', () => {
    window.hiddenAtFirst ??= new Set(document.querySelectorAll('main [hidden]'));
  });
}

/** Runs in the page: the words of the content, whether folded or not. */
function contentWords() {
  const ready = window.hiddenAtFirst ?? new Set(document.querySelectorAll('main [hidden]'));
  const isForScripts = (element) =>
    element && (ready.has(element) || 'script' in element.dataset || isForScripts(element.parentElement));
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  const words = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const isGone = getComputedStyle(node.parentElement).display === 'none' && !node.parentElement.closest('details');
    if (!isForScripts(node.parentElement) && !isGone) words.push(...node.data.split(/\s+/).filter(Boolean));
  }
  return words;
}
