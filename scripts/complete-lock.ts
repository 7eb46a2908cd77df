/**
 * Completes package-lock.json where a registry mirror does not hold the packages of other platforms: npm leaves them out without a word,
 * and `npm ci` then refuses the lock file. Adds an entry for each, made of its exact version and the platform in its name.
 *
 *   node scripts/complete-lock.ts     after `npm install`
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Entry {
  readonly version?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const OS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const CPU = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32'];

const file = join(import.meta.dirname, '../package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Entry> };
for (const [path, { integrity, link }] of Object.entries(lock.packages)) {
  if (path !== '' && integrity === undefined && !link) delete lock.packages[path];
}
const missing = Object.entries(lock.packages)
  .filter(([path]) => path !== '')
  .flatMap(([, { dev, optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies).map(([name, version]) => ({ name, version, dev })),
  )
  .filter(({ name }) => !Object.keys(lock.packages).some((path) => path.endsWith(`node_modules/${name}`)));
for (const { name, version, dev } of missing) {
  if (!/^\d/.test(version)) throw new Error(`${name} is wanted as ${version}, which is no exact version.`);
  const { os, cpu, libc } = places(name);
  const entry = { version, cpu, ...(dev ? { dev } : {}), libc, optional: true, os };
  lock.packages[`node_modules/${name}`] = Object.fromEntries(
    Object.entries(entry).filter(([, value]) => !Array.isArray(value) || value.length > 0),
  );
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${missing.length} entries added.`);

/** `@biomejs/cli-linux-x64-musl` is for the os linux, the cpu x64 and the libc musl. */
function places(name: string): { os: string[]; cpu: string[]; libc: string[] } {
  const parts = name.split('/').at(-1)?.split('-') ?? [];
  const named = (known: readonly string[]) => parts.filter((part) => known.includes(part));
  const libc = parts.filter((part) => /^(?:musl|gnu)/.test(part)).map((part) => (part.startsWith('musl') ? 'musl' : 'glibc'));
  return { os: named(OS), cpu: named(CPU), libc };
}
