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
        const page = await get(`${base}uzdevumi/pu2-10`, { 'accept-encoding': 'gzip' });
        assert.deepEqual([page.status, page.headers['content-encoding'], page.headers['content-type']], [200, 'gzip', 'text/html; charset=utf-8']);
        assert.match(page.headers['content-security-policy'], /default-src 'none'.*frame-ancestors 'none'/);
        assert.equal(page.headers['x-content-type-options'], 'nosniff');
        for (const [path, language] of [['nav/tada', 'lv'], ['en/nav/tada', 'en']]) {
          const missing = await get(base + path);
          assert.equal(missing.status, 404, path);
          assert.ok(missing.text.includes(`<html lang="${language}"`), path);
        }
      } finally {
        await stop();
      }
    });
  }
});
