// The site under test: the folder that the variable SITE names, its pages, and where a browser finds them.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { serve } from './server.mjs';
import { serveCopyBy } from './servers.mjs';

/** At most so many pages are tested one by one; a larger site is stood for by a sample of each sort of page. */
const MOST = 500;

let served;

/**
 * The site, served on the loopback once in each process: plainly, or by what the variable SERVER names (see servers.mjs).
 *
 *   root           its folder
 *   pages          paths of all pages ("uzdevumi/pu2-10.html"), but those that only lead on, or of the sample of a very
 *                  large site; of those in another language the largest of each sort
 *   sorts          the largest page of each sort: of pages in one folder whose `body` has one class
 *   url(page)      where it is served, under the path of the site's canonical address
 *   file(page)     the same on the disk
 *   below(folder)  the pages in a folder
 */
export async function site() {
  const root = path.resolve(process.env.SITE ?? assert.fail('SITE names no folder: start tests/browser/run'));
  const server = process.env.SERVER;
  served ??= stand(root, server ? (...site) => serveCopyBy(server, ...site) : serve);
  return served;
}

/** Serves any other folder as a site, such as a changed copy. */
export async function stand(root, serving = serve) {
  const all = pagesBelow(root);
  assert.ok(all.includes('index.html'), `${root} holds no site`);
  const { address, stop } = await serving(root, basePath(root));
  // Pages in another language than the first differ little from those in the first.
  const [alike, own] = parted(all, (page) => /<html [^>]*data-folder=/.test(read(root, page)));
  const sorts = sortsOf(root, own);
  const likes = [...sortsOf(root, alike).values()].map((pages) => largest(root, pages));
  const pages = [...(own.length > MOST ? sample(sorts) : own), ...likes];
  if (pages.length < all.length) console.log(`${pages.length} pages of ${sorts.size} sorts stand for ${all.length}`);
  return {
    root,
    pages,
    sorts: [...sorts.values()].map((pages) => largest(root, pages)),
    stop,
    url: (page) => address + encodePath(page),
    file: (page) => fileAddress(root, page),
    below: (folder) => pages.filter((page) => page.startsWith(`${folder}/`)),
  };
}

export async function stopServing() {
  await (await served)?.stop();
  served = undefined;
}

function fileAddress(root, page) {
  const [file, ...anchor] = page.split('#');
  return [pathToFileURL(path.join(root, file)).href, ...anchor].join('#');
}

function encodePath(page) {
  return page.split('/').map((part) => encodeURIComponent(part).replaceAll('%23', '#')).join('/');
}

function pagesBelow(root) {
  const files = fs.readdirSync(root, { recursive: true }).map((file) => file.split(path.sep).join('/'));
  // A page that is no more than the way to another is that one as soon as a browser has it.
  return files.filter((file) => file.endsWith('.html') && !read(root, file).includes('http-equiv="refresh"')).sort();
}

/** 404.html alone is bound to the path of the site's address, so the server keeps to it. */
function basePath(root) {
  const home = fs.readFileSync(path.join(root, 'index.html'), 'utf8');
  const canonical = /<link rel="canonical" href="([^"]+)"/.exec(home);
  return canonical ? new URL('.', canonical[1]).pathname : '/';
}

const read = (root, page) => fs.readFileSync(path.join(root, page), 'utf8');

/** Those that are such, and the others. */
function parted(list, isSuch) {
  const [such, others] = [[], []];
  for (const item of list) (isSuch(item) ? such : others).push(item);
  return [such, others];
}

function sortsOf(root, pages) {
  const sorts = new Map();
  for (const page of pages) {
    const [, bodyClass] = /<body class="([^"]*)"/.exec(read(root, page)) ?? [];
    const sort = `${path.dirname(page)} ${bodyClass}`;
    sorts.set(sort, [...(sorts.get(sort) ?? []), page]);
  }
  return sorts;
}

/** Each sort gives as many pages as any other, if it has them, from all over its list. */
function sample(sorts) {
  const each = Math.max(1, Math.floor(MOST / sorts.size));
  const taken = [...sorts.values()].flatMap((pages) => {
    const step = Math.max(1, pages.length / each);
    return Array.from({ length: Math.min(each, pages.length) }, (_, i) => pages[Math.floor(i * step)]);
  });
  return taken.sort();
}

function largest(root, pages) {
  const size = (page) => fs.statSync(path.join(root, page)).size;
  return pages.reduce((most, page) => (size(page) > size(most) ? page : most));
}
