// The site behind the servers that it brings files for, below a path: short addresses, what is not found, headers,
// compressed files. What a browser has to say there, the other tests do, with the variable SERVER.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { suite } from './harness.mjs';
import { get, serveBy, servers } from './harness/servers.mjs';

/** What is behind a page, folders without a page, files for servers. */
const NOTHING = [
  'par/', 'pu2-10/', 'uzdevumi/pu2-10/foo', 'uzdevumi/pu2-10.html/foo', 'theme/', 'theme/nav.css', 'assets/', 'search/',
  '.norade-manifest', '.htaccess', 'web.config', '_headers', '_nginx/', '_nginx/map.conf',
];

const TYPES = [
  ['theme/style.css', 'text/css; charset=utf-8'], ['theme/page.js', 'text/javascript; charset=utf-8'],
  ['kontrolsaraksti/valsts-vadosa-iestade.csv', 'text/csv; charset=utf-8'], ['dati/norade.json', 'application/json'],
  ['uzdevumi/pu2-10', 'text/html; charset=utf-8'],
];

/** What every answer has. */
function assertHeaders({ headers }, kept) {
  assert.match(headers['content-security-policy'], /default-src 'none'.*frame-ancestors 'none'/);
  assert.deepEqual([headers['x-content-type-options'], headers['cache-control']], ['nosniff', kept]);
}

let root;

suite('behind a server', () => {
  before(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'norade-served-'));
    fs.chmodSync(root, 0o755);
    const build = ['build', '--compress', '--base-url', 'https://example.lv/vietne/', '--out', path.join(root, 'vietne')];
    execFileSync('cargo', ['run', '--quiet', '--release', '--bin', 'norade', '--', ...build], { stdio: 'ignore' });
  });
  after(() => fs.rmSync(root, { recursive: true, force: true }));

  for (const name of servers) {
    test(`${name}: addresses lead where they should, with headers and compressed`, async () => {
      const { address: base, stop } = await serveBy(name, root, '/vietne/');
      try {
        for (const short of ['pu2-10', 'PU2-10', 'Pu2-10', 'pu2-10.html']) {
          const { status, headers } = await get(base + short);
          assert.deepEqual([status, new URL(headers.location ?? '', base).pathname], [301, '/vietne/uzdevumi/pu2-10.html'], short);
        }
        const asked = await get(`${base}pu2-10?x=1`);
        assert.equal(new URL(asked.headers.location, base).search, '?x=1');
        assertHeaders(asked, 'no-cache');
        const page = await get(`${base}uzdevumi/pu2-10`, { 'accept-encoding': 'gzip' });
        assert.deepEqual([page.status, page.headers['content-encoding'], page.headers['content-type']], [200, 'gzip', 'text/html; charset=utf-8']);
        assertHeaders(page, 'no-cache');
        for (const [path, language] of [['nav/tada', 'lv'], ['en/nav/tada', 'en'], ...NOTHING.map((path) => [path, 'lv'])]) {
          const missing = await get(base + path);
          assert.equal(missing.status, 404, path);
          assert.ok(missing.text.includes(`<html lang="${language}"`), path);
          assertHeaders(missing, 'no-cache');
        }
      } finally {
        await stop();
      }
    });

    test(`${name}: a file has one type, compressed or not, and only in a coding that the reader takes`, async () => {
      const { address: base, stop } = await serveBy(name, root, '/vietne/');
      try {
        for (const [path, type] of TYPES) {
          for (const coding of ['identity', 'gzip']) {
            const { status, headers } = await get(base + path, { 'accept-encoding': coding });
            assert.deepEqual([status, headers['content-type'], headers['content-encoding'] ?? 'identity'], [200, type, coding], path);
            assert.equal(headers.vary, 'Accept-Encoding', path);
          }
        }
        assertHeaders(await get(`${base}theme/style.css`), 'public, max-age=3600');
        for (const [accepted, coding] of [['br;q=0, gzip', 'gzip'], ['br; q=0.0, gzip;q=0', undefined], ['gzip;q=0.5', 'gzip']]) {
          const { headers } = await get(`${base}uzdevumi/pu2-10.html`, { 'accept-encoding': accepted });
          assert.equal(headers['content-encoding'], coding, accepted);
        }
      } finally {
        await stop();
      }
    });
  }

  test('nginx: what lies beside the site has no part in its rules', async () => {
    const { address: base, stop } = await serveBy('nginx', root, '/vietne/');
    try {
      const beside = await get(new URL('/nav', base));
      assert.deepEqual([beside.status, beside.text.includes('<main')], [404, false]);
    } finally {
      await stop();
    }
  });
});
