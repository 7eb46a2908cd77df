/**
 * Functions that few runs call, as the binaries hold them: an import with the mark behind it is loaded at the first call. Node and the tests
 * read the same line as an ordinary import.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// "import { keep } from '../store/store.ts'; // loaded when called"
const MARKED = /^import \{ ([\w, ]+) \} from ('\.[^']+'); \/\/ loaded when called$/gm;

/** Rewrites every module under `folder` that has such an import; types do not matter to a bundler. */
export function withLazyImports(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    const file = join(folder, name);
    const text = readFileSync(file, 'utf8');
    const lazy = text.replace(MARKED, (_, names: string, path: string) =>
      names
        .split(', ')
        .map((each) => wrapper(each, path))
        .join('\n'),
    );
    if (lazy !== text) writeFileSync(file, `declare const require: (path: string) => any;\n${lazy}`);
  }
}

function wrapper(name: string, path: string): string {
  return `function ${name}(...given: any[]): any { return require(${path}).${name}(...given); }`;
}
