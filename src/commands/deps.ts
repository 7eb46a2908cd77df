import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'smol-toml';
import { UsageError } from '../errors.ts';
import { MIB, readRegular } from '../io/safe-read.ts';
import { say } from '../io/say.ts';
import type { deps } from './define/reading.ts';
import type { OptionsOf } from './define/word.ts';

type Section = readonly [title: string, names: readonly string[]];

/** Manifests that are read, each with its reader. */
const MANIFESTS: Readonly<Record<string, (text: string) => Section[]>> = {
  'package.json': fromPackageJson,
  'Cargo.toml': fromCargo,
  'pyproject.toml': fromPyproject,
  'requirements.txt': (text) => [['requirements', plainLines(text)]],
  'requirements-dev.txt': (text) => [['requirements', plainLines(text)]],
  'go.mod': fromGoMod,
  Gemfile: (text) => [
    [
      'gems',
      [...text.matchAll(/^[^\S\n]*gem\s+['"]([^'"]+)['"](?:\s*,\s*['"]([^'"]+)['"])?/gm)].map(([, name, version]) => joined(name, version)),
    ],
  ],
  'composer.json': (text) => sections(JSON.parse(text), ['require', 'require-dev']),
};

/** `rtk deps [folder or manifest]`: what the manifests there ask for. */
export function run([path = '.']: readonly string[], { json }: OptionsOf<typeof deps>): number {
  const files = manifestsAt(path);
  if (json)
    say(
      JSON.stringify(
        files.map((file) => ({ file, sections: Object.fromEntries(sectionsIn(file)) })),
        null,
        2,
      ),
    );
  else
    for (const file of files)
      say([file, ...sectionsIn(file).map(([title, names]) => `  ${title} (${names.length}): ${names.join(', ')}`)].join('\n'));
  return 0;
}

function manifestsAt(path: string): string[] {
  const there = statSync(path, { throwIfNoEntry: false });
  const known = Object.keys(MANIFESTS);
  if (!there) throw new UsageError(`${path}: there is no such folder or file; name the folder of a project.`);
  if (!there.isDirectory()) {
    if (known.includes(basename(path))) return [path];
    throw new UsageError(`${path}: this is no manifest that is known; known are ${known.join(', ')}.`);
  }
  const files = known.map((name) => (path === '.' ? name : join(path, name))).filter((file) => statSync(file, { throwIfNoEntry: false }));
  if (files.length === 0) throw new UsageError(`${path}: there is no manifest; known are ${known.join(', ')}.`);
  return files;
}

/** A manifest may be large. */
const LARGEST = 16 * MIB;

function sectionsIn(file: string): Section[] {
  try {
    const found = MANIFESTS[basename(file)]?.(readRegular(file, LARGEST)?.toString() ?? '') ?? [];
    return found.filter(([, names]) => names.length > 0);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file}: ${error instanceof Error ? error.message.split('\n')[0] : error}; mend the file.`);
  }
}

function fromPackageJson(text: string): Section[] {
  return sections(JSON.parse(text), ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']);
}

function fromCargo(text: string): Section[] {
  const manifest = parse(text);
  const workspace = sections(manifest['workspace'], ['dependencies']).map(([title, names]): Section => [`workspace.${title}`, names]);
  return [...sections(manifest, ['dependencies', 'dev-dependencies', 'build-dependencies']), ...workspace];
}

function fromPyproject(text: string): Section[] {
  const manifest = parse(text);
  const project = (manifest['project'] ?? {}) as Record<string, unknown>;
  const poetry = ((manifest['tool'] ?? {}) as Record<string, unknown>)['poetry'];
  const groups = Object.entries({
    dependencies: project['dependencies'],
    ...((project['optional-dependencies'] ?? {}) as object),
    ...((manifest['dependency-groups'] ?? {}) as object),
  });
  return [
    ...groups.map(([name, list]): Section => [name, Array.isArray(list) ? list.map(String) : []]),
    ...sections(poetry, ['dependencies', 'dev-dependencies']),
  ];
}

function fromGoMod(text: string): Section[] {
  const lines = [...text.matchAll(/^(?:require\s+|\t)([\w.\-/~]+)\s+(v[\w.+-]+)(\s*\/\/ indirect)?/gm)];
  const of = (indirect: boolean) => lines.filter((line) => Boolean(line[3]) === indirect).map(([, name, version]) => joined(name, version));
  return [
    ['require', of(false)],
    ['indirect', of(true)],
  ];
}

function sections(data: unknown, names: readonly string[]): Section[] {
  const tables = (data ?? {}) as Record<string, Record<string, unknown> | undefined>;
  return names.map((name) => [name, Object.entries(tables[name] ?? {}).map(([each, version]) => joined(each, versionOf(version)))]);
}

function versionOf(value: unknown): string {
  return typeof value === 'string' ? value : String((value as { version?: unknown })?.version ?? '');
}

function joined(name: string | undefined, version: string | undefined): string {
  return version ? `${name} ${version}` : (name ?? '');
}

function plainLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*/, '').trim())
    .filter((line) => line !== '');
}
