// The Nu checker of the W3C, over a folder.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

const JAR = path.join(path.dirname(createRequire(import.meta.url).resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');

/** The errors in all files of one sort, `html` or `css`, below a folder. Warnings are left to the reader of its output. */
export function nu(folder, sort) {
  const only = `--skip-non-${sort}`;
  const run = spawnSync('java', ['-jar', JAR, only, '--errors-only', '--format', 'json', folder], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (run.error) throw run.error;
  const told = (run.stderr || run.stdout).trim();
  if (!told.startsWith('{')) throw new Error(`the checker did not run: ${told.slice(0, 400)}`);
  const errors = JSON.parse(told).messages.filter(({ type }) => type !== 'info');
  return errors.map(({ url, lastLine, message }) => `${url?.replace(/^file:/, '')}:${lastLine}: ${message}`);
}
