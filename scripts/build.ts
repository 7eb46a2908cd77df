/**
 * Builds the binaries.
 *
 *   npm run build            dist/rtk (Bun) and dist/rtk-node (Node, by pkg)
 *   npm run build -- --bun   dist/rtk alone
 *   npm run build -- --all   also dist/bin/<platform>/rtk for every platform; Bun fetches itself for them as npm packages
 *
 * A new binary takes the place of the old one by rename, so that a running one is not disturbed.
 */
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { DIST, hostPlatform, PLATFORMS, type Platform, ROOT } from './platforms.ts';

const ENTRY = join(ROOT, 'src/main.ts');
/** No file of the current directory is read or run at start, and the code is parsed at build time. */
const COMPILE = [
  '--compile',
  '--minify',
  '--bytecode',
  '--format=cjs',
  '--no-compile-autoload-dotenv',
  '--no-compile-autoload-bunfig',
  '--no-compile-autoload-tsconfig',
  '--no-compile-autoload-package-json',
];

const { values: options } = parseArgs({ options: { all: { type: 'boolean', default: false }, bun: { type: 'boolean', default: false } } });
mkdirSync(DIST, { recursive: true });
await compile(ENTRY, join(DIST, 'rtk'));
linkForNpx();
if (!options.bun) await packWithNode(ENTRY, join(DIST, 'rtk-node'));
if (options.all) for (const platform of PLATFORMS) await compileFor(platform);

/** npm links no program of the package that it works in: with this, `npx rtk` finds it at once instead of installing it into its cache. */
function linkForNpx(): void {
  const folder = join(ROOT, 'node_modules/.bin');
  if (!existsSync(folder) || process.platform === 'win32') return;
  rmSync(join(folder, 'rtk'), { force: true });
  symlinkSync('../../dist/rtk', join(folder, 'rtk'));
}

async function compileFor(platform: Platform): Promise<void> {
  const folder = join(DIST, 'bin', platform.name);
  mkdirSync(folder, { recursive: true });
  const target = platform.name === hostPlatform() ? [] : [`--target=${platform.bun}`];
  await compile(ENTRY, join(folder, platform.file), target);
}

async function compile(entry: string, out: string, more: readonly string[] = []): Promise<void> {
  const ending = out.endsWith('.exe') ? '.exe' : '';
  const fresh = `${out}.${process.pid}${ending}`;
  await run('bun', ['build', entry, ...COMPILE, ...more, '--outfile', fresh]);
  replace(fresh, out);
}

/** The same source in Node's single executable form, for platforms that Bun does not run on. */
async function packWithNode(entry: string, out: string): Promise<void> {
  const work = join(DIST, `node.${process.pid}`);
  mkdirSync(work, { recursive: true });
  const bundle = join(work, 'rtk.cjs');
  await run('bun', ['build', entry, '--target=node', '--format=cjs', '--minify', '--outfile', bundle]);
  const fresh = join(work, 'rtk-node');
  await sea(bundle, fresh, work);
  replace(fresh, out);
  rmSync(work, { recursive: true, force: true });
}

/** pkg's `sea` puts the bundle into a copy of the node that runs this; it calls `npx postject`, which it finds here from a folder in here. */
async function sea(bundle: string, out: string, temporary: string): Promise<void> {
  process.env['TMPDIR'] = temporary;
  const pack = createRequire(import.meta.url)('@yao-pkg/pkg/lib-es5/sea.js').default as (entry: string, options: object) => Promise<void>;
  const platform = { darwin: 'macos', win32: 'win' }[process.platform as string] ?? process.platform;
  const target = { nodeRange: `node${process.versions.node.split('.')[0]}`, platform, arch: process.arch, output: out };
  await pack(bundle, { useLocalNode: true, targets: [target], signature: true, seaConfig: { useCodeCache: true } });
  if (!existsSync(out)) throw new Error('pkg made no binary.');
  chmodSync(out, 0o755);
  const { stdout } = await execa(out, ['--version']);
  if (!/\d/.test(stdout)) throw new Error(`The binary made by pkg does not run: ${stdout}`);
}

function replace(fresh: string, out: string): void {
  chmodSync(fresh, 0o755);
  renameSync(fresh, out);
}

/** A tool of node_modules; it is quiet unless it fails. */
async function run(tool: string, words: readonly string[]): Promise<void> {
  await execa(tool, words, { cwd: ROOT, preferLocal: true, localDir: ROOT });
}
