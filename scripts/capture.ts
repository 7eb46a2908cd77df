/**
 * Runs a command in the current folder and writes what it printed as a fixture.
 *
 *   npm run capture -- <filter>/<case> -- <command…>
 *
 * The folder's path becomes /home/dev/<its name> in the text; nothing else is changed. The `!` and `%` lines of a fixture that is already
 * there are kept.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { ROOT } from './platforms.ts';

const [name, ...rest] = process.argv.slice(2);
const argv = rest[0] === '--' ? rest.slice(1) : rest;
if (name === undefined || !/^[a-z0-9][\w.-]*\/[a-z0-9][\w.-]*$/.test(name) || argv.length === 0) {
  throw new Error('Use: npm run capture -- <filter>/<case> -- <command…>');
}
const cwd = process.env['INIT_CWD'] ?? process.cwd();
const { stdout, stderr, status, error } = spawnSync(argv[0] ?? '', argv.slice(1), {
  cwd,
  env: ownEnvironment(),
  stdio: ['ignore', 'pipe', 'pipe'],
  maxBuffer: 2 ** 28,
});
if (error !== undefined) throw error;
const file = join(ROOT, 'test/fixtures', `${name}.in`);
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, fixture());
console.log(`${file}: exit ${status}, ${stdout.length} bytes on stdout, ${stderr.length} on stderr`);

/** The user's environment without what npm and this repository put there. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([key]) => !/^npm_|^INIT_CWD$|^NODE$/i.test(key));
  const path = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(ROOT) && !folder.includes('node-gyp-bin'));
  return { ...Object.fromEntries(entries), PATH: path.join(delimiter) };
}

function fixture(): Buffer {
  const head = [`$ ${argv.map(quoted).join(' ')}`, ...(status === 0 ? [] : [`? ${status}`]), ...expectations(), '---', ''];
  const out = anonymous(stdout);
  const middle = stderr.length === 0 ? '' : `${out.length === 0 || out.at(-1) === 10 ? '' : '\n'}--- stderr\n`;
  return Buffer.concat([Buffer.from(head.join('\n')), out, Buffer.from(middle), anonymous(stderr)]);
}

function quoted(word: string): string {
  return /^[\w./:=@%+,^~*-]+$/.test(word) ? word : `'${word}'`;
}

function expectations(): string[] {
  if (!existsSync(file)) return [];
  const [head = ''] = readFileSync(file, 'latin1').split('\n---\n');
  return Buffer.from(head, 'latin1')
    .toString()
    .split('\n')
    .filter((line) => /^[!%#] /.test(line));
}

function anonymous(text: Buffer): Buffer {
  return Buffer.from(text.toString('latin1').replaceAll(Buffer.from(cwd).toString('latin1'), `/home/dev/${basename(cwd)}`), 'latin1');
}
