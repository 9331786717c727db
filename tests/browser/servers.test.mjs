// The site behind the servers that it brings files for: short addresses, what is not found, headers, compressed files, and
// the search in a browser, all below a path.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { expectNone, open, suite } from './harness.mjs';

const MODULES = '/usr/lib/apache2/modules';
/** What a server that is started as root changes to. */
const USER = 'www-data';

/** For each server: its configuration for a folder and a port, and how it is started with it. */
const SERVERS = {
  nginx: {
    configuration: (root, port, work) => `user ${USER}; pid ${work}/pid; error_log ${work}/errors; events {} http {
      include /etc/nginx/mime.types; access_log off; client_body_temp_path ${work}/t1; proxy_temp_path ${work}/t2;
      fastcgi_temp_path ${work}/t3; uwsgi_temp_path ${work}/t4; scgi_temp_path ${work}/t5;
      include ${root}/vietne/_nginx/map.conf;
      server { listen 127.0.0.1:${port}; root ${root}; include ${root}/vietne/_nginx/server.conf; } }`,
    start: (file) => spawn('/usr/sbin/nginx', ['-c', file, '-g', 'daemon off;'], { stdio: 'ignore' }),
  },
  Apache: {
    configuration: (root, port, work) => [
      `ServerRoot ${work}`, `PidFile ${work}/pid`, `ErrorLog ${work}/errors`, `Listen 127.0.0.1:${port}`, 'ServerName localhost',
      ...['mpm_event', 'authz_core', 'dir', 'mime', 'headers', 'rewrite'].map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`),
      `User ${USER}`, `Group ${USER}`, 'TypesConfig /etc/mime.types', `DocumentRoot ${root}`,
      `<Directory ${root}>`, 'Require all granted', 'AllowOverride FileInfo', 'DirectoryIndex index.html', '</Directory>',
    ].join('\n'),
    start: (file) => spawn('/usr/sbin/apache2', ['-f', file, '-DFOREGROUND'], { stdio: 'ignore' }),
  },
};

let root;

/** A port that was free a moment ago. */
async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** What a server answers, a redirect not followed. */
const get = (address, headers = {}) => new Promise((resolve, reject) => {
  http.get(address, { headers }, (answer) => {
    const parts = [];
    answer.on('data', (part) => parts.push(part));
    answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text: Buffer.concat(parts).toString() }));
  }).on('error', reject);
});

/** A server of the site; resolves when it answers. */
async function serving({ configuration, start }) {
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'norade-server-'));
  const port = await freePort();
  fs.writeFileSync(path.join(work, 'conf'), configuration(root, port, work));
  const program = start(path.join(work, 'conf'));
  let ended = false;
  program.on('exit', () => { ended = true; });
  const base = `http://127.0.0.1:${port}/vietne/`;
  for (;;) {
    if (ended) assert.fail(`the server ended: ${fs.readFileSync(path.join(work, 'errors'), 'utf8')}`);
    if (await get(base).then(() => true, () => false)) break;
  }
  const stop = async () => {
    program.kill();
    if (!ended) await new Promise((resolve) => program.once('exit', resolve));
    fs.rmSync(work, { recursive: true, force: true });
  };
  return { base, url: (page) => base + page, stop };
}

suite('behind a server', () => {
  before(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'norade-served-'));
    fs.chmodSync(root, 0o755);
    const build = ['build', '--compress', '--base-url', 'https://example.lv/vietne/', '--out', path.join(root, 'vietne')];
    execFileSync('cargo', ['run', '--quiet', '--release', '--bin', 'norade', '--', ...build], { stdio: 'ignore' });
  });
  after(() => fs.rmSync(root, { recursive: true, force: true }));

  for (const [name, server] of Object.entries(SERVERS)) {
    test(`${name}: addresses lead where they should, with headers and compressed`, async () => {
      const { base, stop } = await serving(server);
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

    test(`${name}: the search finds, and nothing is refused`, async () => {
      const from = await serving(server);
      try {
        const { page, faults, close } = await open('uzdevumi/pu2-10.html', { from });
        await page.fill('#find', 'pakalpojuma saimnieks');
        await page.waitForSelector('.found a');
        await page.click('.found a');
        await page.waitForURL(/lomas\/pakalpojuma-saimnieks\.html/);
        expectNone(faults);
        await close();
      } finally {
        await from.stop();
      }
    });
  }
});
