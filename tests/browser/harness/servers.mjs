// nginx and Apache as they come with Debian, each with the files that a built site brings for it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const MODULES = '/usr/lib/apache2/modules';
/** What a server that is started as root changes to. */
const USER = 'www-data';

/** For each server: its configuration, for the path of a site below `root`, and how it is started with it. */
const SERVERS = {
  nginx: {
    configuration: (root, base, port, work) => `user ${USER}; pid ${work}/pid; error_log ${work}/errors; events {} http {
      include /etc/nginx/mime.types; access_log off; client_body_temp_path ${work}/t1; proxy_temp_path ${work}/t2;
      fastcgi_temp_path ${work}/t3; uwsgi_temp_path ${work}/t4; scgi_temp_path ${work}/t5;
      include ${root}${base}_nginx/map.conf;
      server { listen 127.0.0.1:${port}; root ${root}; include ${root}${base}_nginx/server.conf; } }`,
    start: (file) => spawn('/usr/sbin/nginx', ['-c', file, '-g', 'daemon off;'], { stdio: 'ignore' }),
  },
  apache: {
    configuration: (root, base, port, work) => [
      `ServerRoot ${work}`, `PidFile ${work}/pid`, `ErrorLog ${work}/errors`, `Listen 127.0.0.1:${port}`, 'ServerName localhost',
      ...['mpm_event', 'authz_core', 'dir', 'mime', 'headers', 'rewrite'].map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`),
      `User ${USER}`, `Group ${USER}`, 'TypesConfig /etc/mime.types', `DocumentRoot ${root}`,
      `<Directory ${root}>`, 'Require all granted', 'AllowOverride FileInfo', 'DirectoryIndex index.html', '</Directory>',
    ].join('\n'),
    start: (file) => spawn('/usr/sbin/apache2', ['-f', file, '-DFOREGROUND'], { stdio: 'ignore' }),
  },
};

/** The names of the servers. */
export const servers = Object.keys(SERVERS);

/** Serves the site that lies at `base` ("/" or "/a/path/") below `root`; resolves with its address and a way to stop. */
export async function serveBy(name, root, base) {
  const { configuration, start } = SERVERS[name] ?? assert.fail(`SERVER is none of ${servers.join(', ')}: ${name}`);
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'norade-server-'));
  const port = await freePort();
  fs.writeFileSync(path.join(work, 'conf'), configuration(root, base, port, work));
  const program = start(path.join(work, 'conf'));
  let ended = false;
  program.on('exit', () => { ended = true; });
  const address = `http://127.0.0.1:${port}${base}`;
  while (!(await get(address).then(() => true, () => false))) {
    if (ended) assert.fail(`the server ended: ${fs.readFileSync(path.join(work, 'errors'), 'utf8')}`);
  }
  const stop = async () => {
    program.kill();
    if (!ended) await new Promise((resolve) => program.once('exit', resolve));
    fs.rmSync(work, { recursive: true, force: true });
  };
  return { address, stop };
}

/** The same for a copy of a folder, since the server's user may not read where it lies. */
export async function serveCopyBy(name, folder, base) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'norade-served-'));
  fs.chmodSync(root, 0o755);
  fs.cpSync(folder, path.join(root, base), { recursive: true });
  const { address, stop } = await serveBy(name, root, base);
  return { address, stop: async () => { await stop(); fs.rmSync(root, { recursive: true }); } };
}

/** What a server answers, a redirect not followed. */
export const get = (address, headers = {}) => new Promise((resolve, reject) => {
  http.get(address, { headers }, (answer) => {
    const parts = [];
    answer.on('data', (part) => parts.push(part));
    answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text: Buffer.concat(parts).toString() }));
  }).on('error', reject);
});

/** A port that was free a moment ago. */
async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
