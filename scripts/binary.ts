/** How a program becomes one file that starts fast: by Bun, or by pkg on Node. */
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { DIST, ROOT } from './platforms.ts';

/** No file of the current directory is read or run at start, the code is parsed at build time, and a module that is imported when it is needed is loaded only then. */
const COMPILE = [
  '--compile',
  '--minify',
  '--bytecode',
  '--format=esm',
  '--splitting',
  // Every piece that is loaded costs more than the code in it: small ones go with their neighbours.
  '--min-chunk-size=2000',
  // See src/io/engine.ts.
  '--compile-jit-policy=1000',
  '--no-compile-autoload-dotenv',
  '--no-compile-autoload-bunfig',
  '--no-compile-autoload-tsconfig',
  '--no-compile-autoload-package-json',
];

/** A new binary takes the place of the old one by rename, so that a running one is not disturbed. */
export async function compile(entry: string, out: string, more: readonly string[] = []): Promise<void> {
  mkdirSync(dirname(out), { recursive: true });
  const fresh = `${out}.${process.pid}${out.endsWith('.exe') ? '.exe' : ''}`;
  await run('bun', ['build', entry, ...COMPILE, ...more, '--outfile', fresh]);
  replace(fresh, out);
}

/** The same source in Node's single executable form, for platforms that Bun does not run on. */
export async function packWithNode(entry: string, out: string): Promise<void> {
  const work = join(DIST, `node.${process.pid}`);
  mkdirSync(work, { recursive: true });
  const bundle = join(work, 'bundle.cjs');
  await run('bun', ['build', entry, '--target=node', '--format=cjs', '--minify', '--outfile', bundle]);
  const fresh = join(work, 'program');
  await sea(bundle, fresh, work);
  replace(fresh, out);
  rmSync(work, { recursive: true, force: true });
}

/** pkg's `sea` puts the bundle into a copy of the node that runs this; it calls `npx postject`, which it finds here from a folder in here. */
async function sea(bundle: string, out: string, temporary: string): Promise<void> {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = temporary;
  const pack = createRequire(import.meta.url)('@yao-pkg/pkg/lib-es5/sea.js').default as (entry: string, options: object) => Promise<void>;
  const platform = { darwin: 'macos', win32: 'win' }[process.platform as string] ?? process.platform;
  const target = { nodeRange: `node${process.versions.node.split('.')[0]}`, platform, arch: process.arch, output: out };
  await pack(bundle, { useLocalNode: true, targets: [target], signature: true, seaConfig: { useCodeCache: true } });
  if (before === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = before;
  if (!existsSync(out)) throw new Error('pkg made no binary.');
}

function replace(fresh: string, out: string): void {
  chmodSync(fresh, 0o755);
  renameSync(fresh, out);
}

/** A tool of node_modules; it is quiet unless it fails. */
async function run(tool: string, words: readonly string[]): Promise<void> {
  await execa(tool, words, { cwd: ROOT, preferLocal: true, localDir: ROOT });
}
