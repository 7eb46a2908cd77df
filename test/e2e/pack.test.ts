import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hostPlatform } from '../../scripts/platforms.ts';

const root = join(import.meta.dirname, '../..');
const work = mkdtempSync(join(tmpdir(), 'rtk-pack-'));
const tarballs = join(work, 'tarballs');
const prefix = join(work, 'prefix');
const repository = join(work, 'repository');
const env = { PATH: [join(prefix, 'bin'), dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter), HOME: work };

beforeAll(async () => {
  await execa('node', ['scripts/pack.ts', '--packages', '--platform', hostPlatform(), '--out', tarballs], { cwd: root, preferLocal: true });
  await installed(prefix);
  await execa('git', ['init', '-q', repository], { env, extendEnv: false });
}, 180_000);

afterAll(() => rmSync(work, { recursive: true, force: true }));

test('the package runs git status where this repository is not on the PATH', async () => {
  const { stdout, exitCode } = await execa('rtk', ['git', 'status'], { env, extendEnv: false, cwd: repository });
  expect(stdout).toContain('No commits yet');
  expect(exitCode).toBe(0);
});

test('a program imports the library, and its types are there', async () => {
  const package_ = join(prefix, 'lib/node_modules/rtk');
  const program = `import { filterOutput } from ${JSON.stringify(join(package_, 'lib/index.mjs'))};
    console.log(filterOutput({ command: 'git status', stdout: process.argv[1], exit: 0 }).text);`;
  const status = 'On branch main\nUntracked files:\n  (use "git add <file>..." to include in what will be committed)\n\ta.txt\n\n';
  const end = 'nothing added to commit but untracked files present (use "git add" to track)\n';
  const { stdout } = await execa('node', ['--input-type=module', '-e', program, status + end], { env, extendEnv: false });
  expect(stdout).toBe('On branch main\nUntracked files:\n a.txt\nnothing added to commit but untracked files present\n');
  expect(readFileSync(join(package_, 'lib/index.d.mts'), 'utf8')).toContain('export declare const compress: Compress;');
});

test('the binary took the place of the launcher', () => {
  expect(readFileSync(join(prefix, 'bin/rtk')).subarray(0, 2).toString()).not.toBe('#!');
});

test('without install scripts the launcher finds the binary and hands on its exit status', async () => {
  const plain = join(work, 'plain');
  await installed(plain, '--ignore-scripts');
  expect(readFileSync(join(plain, 'bin/rtk')).subarray(0, 2).toString()).toBe('#!');
  const { exitCode } = await execa(join(plain, 'bin/rtk'), ['sh', '-c', 'exit 7'], {
    env,
    extendEnv: false,
    cwd: repository,
    reject: false,
  });
  expect(exitCode).toBe(7);
}, 120_000);

async function installed(folder: string, ...options: string[]): Promise<void> {
  const files = readdirSync(tarballs).filter((file) => file.endsWith('.tgz'));
  const words = ['install', '--global', '--prefix', folder, '--offline', '--no-audit', '--no-fund', ...options];
  const cache = { npm_config_cache: join(work, 'cache') };
  await execa('npm', [...words, ...files.map((file) => join(tarballs, file))], { env: { ...env, ...cache }, extendEnv: false, cwd: work });
}
