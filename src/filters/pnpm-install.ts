import { linesOf } from '../text.ts';
import type { Filter } from '../types.ts';

// "Progress: resolved 15, reused 0, downloaded 15, added 15, done", "+++++++++++++++", "Already up to date" stays
const NO_NEWS =
  /^\s*$|^Progress: resolved |^[+-]+$|^Lockfile is up to date, resolution step is skipped$|^Virtual store is at: |^ {2}(?:Content-addressable|Virtual) store is at: |^Packages are (?:copied|hard linked|cloned) /;
const KNOWN =
  /^(?:Progress: |Packages: |Already up to date|Lockfile is up to date|Done in |\sWARN\s|\s?ERR_PNPM_|Scope: |dependencies:|devDependencies:)/m;

export default {
  about: 'pnpm install: warnings, errors, what was added; no progress',
  command: [
    'pnpm install',
    'pnpm add',
    'pnpm remove',
    'pnpm update',
    'pnpm import',
    'pnpm dedupe',
    'pnpm prune',
    'pnpm rebuild',
    'pnpm fetch',
    'pnpm link',
  ],
  unless: ['--reporter'],
  parse({ text }) {
    if (!KNOWN.test(text)) return undefined;
    const lines = linesOf(text).filter((line) => !NO_NEWS.test(line));
    return { kind: 'text', lines: lines.filter((line, index) => !/^\sWARN\s/.test(line) || lines.indexOf(line) === index) };
  },
} satisfies Filter;
