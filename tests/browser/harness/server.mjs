// A plain web server on the loopback: files below a folder, under a path of their own, nothing rewritten.
import fs from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.csv': 'text/csv; charset=utf-8',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Serves `root` under `base` ("/" or "/a/path/") and resolves with the address of `base` and a way to stop. */
export async function serve(root, base) {
  const server = createServer((request, response) => answer(root, base, request, response));
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  // Requests that are still held open must not keep a finished test alive.
  server.unref();
  const stop = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { address: `http://127.0.0.1:${server.address().port}${base}`, stop };
}

function answer(root, base, request, response) {
  const send = (status, type, body) => {
    response.writeHead(status, { 'content-type': type, 'content-length': body.length, 'cache-control': 'no-store' });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  const asked = decodeURIComponent(new URL(request.url, 'http://host').pathname);
  if (!asked.startsWith(base)) return send(404, TYPES['.txt'], Buffer.from('outside the site'));
  let file = path.join(root, asked.slice(base.length));
  if (asked.endsWith('/')) file = path.join(file, 'index.html');
  const found = file.startsWith(root) && fs.statSync(file, { throwIfNoEntry: false })?.isFile();
  if (!found) {
    // A language has a page of its own for what is not found below its folder.
    const own = path.join(root, asked.slice(base.length).split('/')[0], '404.html');
    const page = own.startsWith(root) && fs.existsSync(own) ? own : path.join(root, '404.html');
    return send(404, TYPES['.html'], fs.readFileSync(page));
  }
  send(200, TYPES[path.extname(file)] ?? 'application/octet-stream', fs.readFileSync(file));
}
