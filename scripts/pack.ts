/**
 * Packs what was built: npm packages and plain archives with their checksums.
 *
 *   npm run pack -- [--platform linux-x64] [--packages] [--out dist/pack]
 *
 * `rtk` depends on every `@rtk/<platform>`; npm installs the one that fits. Only platforms whose binary is in dist/bin are packed, and
 * this one's from dist/rtk: build with `npm run build -- --all` first.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Packed, tarGz, zip } from './archive.ts';
import { DIST, hostPlatform, PLATFORMS, type Platform, ROOT } from './platforms.ts';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly engines: object;
}

const { values: options } = parseArgs({
  options: {
    platform: { type: 'string' },
    packages: { type: 'boolean', default: false },
    out: { type: 'string', default: join(DIST, 'pack') },
  },
});
const out = resolve(options.out);
const { name, version, description, license, engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
const built = PLATFORMS.filter((platform) => (options.platform ?? platform.name) === platform.name && existsSync(binaryOf(platform)));
if (built.length === 0) throw new Error('Nothing is built: run `npm run build -- --all` first.');

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const files = [launcherPackage(), ...built.map(platformPackage), ...(options.packages ? [] : archives())];
writeFileSync(join(out, 'SHA256SUMS'), files.map((file) => `${sum(file)}  ${file}\n`).join(''));
console.log(files.join('\n'));

/** The tarball that users install: a launcher, and every platform as an optional dependency. */
function launcherPackage(): string {
  const optional = Object.fromEntries(PLATFORMS.map((platform) => [`@rtk/${platform.name}`, version]));
  const manifest = {
    ...{ name, version, description, license, engines },
    ...{ bin: { rtk: 'bin/rtk' }, scripts: { postinstall: 'node install.js' }, optionalDependencies: optional },
  };
  const parts = [
    source('bin/rtk', 'scripts/npm/rtk'),
    source('binary.js', 'scripts/npm/binary.js'),
    source('install.js', 'scripts/npm/install.js'),
  ];
  return npmPackage(`${name}-${version}.tgz`, manifest, [...parts, ...papers()]);
}

/** One platform's binary; npm installs it only where os, cpu and libc fit. */
function platformPackage(platform: Platform): string {
  const { os, cpu, libc, file } = platform;
  const manifest = {
    ...{ name: `@rtk/${platform.name}`, version, description: `${description} (${platform.name})`, license },
    ...{ os: [os], cpu: [cpu], ...(libc === undefined ? {} : { libc: [libc] }), preferUnplugged: true },
  };
  return npmPackage(`rtk-${platform.name}-${version}.tgz`, manifest, [binary(platform, file), ...papers()]);
}

function npmPackage(file: string, manifest: object, parts: readonly Packed[]): string {
  const first = { path: 'package.json', data: Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`) };
  return written(file, tarGz([first, ...parts].map((part) => ({ ...part, path: `package/${part.path}` }))));
}

/** The same binaries without npm; for this platform also the one that runs on Node. */
function archives(): string[] {
  const plain = built.map((platform) => {
    const parts = [binary(platform, platform.file), ...papers()];
    const base = `${name}-${version}-${platform.name}`;
    return platform.os === 'win32' ? written(`${base}.zip`, zip(parts)) : written(`${base}.tar.gz`, tarGz(parts));
  });
  const node = join(DIST, 'rtk-node');
  if (!existsSync(node) || !built.some((platform) => platform.name === hostPlatform())) return plain;
  const parts = [{ path: 'rtk', data: readFileSync(node), executable: true }, ...papers()];
  return [...plain, written(`${name}-${version}-${hostPlatform()}-node.tar.gz`, tarGz(parts))];
}

function binary(platform: Platform, path: string): Packed {
  return { path, data: readFileSync(binaryOf(platform)), executable: true };
}

function binaryOf(platform: Platform): string {
  return platform.name === hostPlatform() ? join(DIST, 'rtk') : join(DIST, 'bin', platform.name, platform.file);
}

function source(path: string, from: string): Packed {
  return { path, data: readFileSync(join(ROOT, from)), executable: path.startsWith('bin/') };
}

function papers(): Packed[] {
  const texts = ['LICENSE', 'README.md'].filter((file) => existsSync(join(ROOT, file))).map((path) => source(path, path));
  return [...texts, source('man/rtk.1', 'docs/rtk.1')];
}

function written(file: string, data: Buffer): string {
  writeFileSync(join(out, file), data);
  return file;
}

function sum(file: string): string {
  return createHash('sha256')
    .update(readFileSync(join(out, file)))
    .digest('hex');
}
