/** A command that failed for how it was typed, and the one a little later in the same session that was put right. */

import { routeBehindRtk } from '../config/route-for.ts';
import type { Config } from '../config/types.ts';
import { readWith } from '../filter/apply.ts';
import { sourceOf } from '../shell/source.ts';
import { masked } from '../store/secrets.ts';
import { hasFailed } from './judge.ts';
import type { ScanAsked } from './scan.ts';

export interface Correction {
  readonly wrong: string;
  readonly right: string;
  readonly type: string;
  /** The program that failed. */
  readonly base: string;
  /** What changed, the same for all that are the same mistake. */
  readonly key: string;
}

/** Commands after a failure in which its correction is looked for, and characters of a line and of a complaint. */
const AHEAD = 3;
const LONGEST = 300;
const LONGEST_COMPLAINT = 4000;

/** What is wrong with the line itself, the surest first. `certain`: a compiler or linter that says so means its own options. */
const TYPES: readonly { readonly type: string; readonly certain: boolean; readonly sign: RegExp }[] = [
  // "fatal: unrecognized argument: --onelin", "error: unknown option `lst'", "ls: unrecognized option '--sort-by'"
  {
    type: 'unknown option',
    certain: true,
    sign: /\b(?:unknown|unrecogni[sz]ed|unsupported|unexpected) (?:command-line )?(?:option|flag|argument|switch|parameter)s?\b|\b(?:invalid|illegal|ambiguous) (?:option|flag|switch)\b|\bno such option\b|\bflag provided but not defined\b|\bunknown predicate\b/i,
  },
  // "git: 'statu' is not a git command.", "npm error Missing script: "tests"", "make: *** No rule to make target 'tset'."
  {
    type: 'unknown subcommand',
    certain: true,
    sign: /\bis not a \S+ command\b|\b(?:unknown|unrecogni[sz]ed|no such) (?:sub)?command\b|\bMissing script:|\bNo rule to make target\b|\binvalid choice:/i,
  },
  // "/bin/bash: line 1: pythn: command not found", "sh: 1: pythn: not found"
  {
    type: 'command not found',
    certain: true,
    sign: /: command not found\b|^\S*sh: (?:\d+: |line \d+: )?\S+: not found$|is not recognized as/im,
  },
  // "fatal: Option '--grep' requires a value", "cp: missing file operand"
  {
    type: 'missing argument',
    certain: true,
    sign: /\bmissing (?:file )?operand\b|\boption\b.{0,30}\brequires an? (?:argument|value)\b|\barguments? (?:were not provided|are required)\b|\bexpected one argument\b/i,
  },
  { type: 'permission denied', certain: false, sign: /permission denied|EACCES|operation not permitted/i },
  {
    type: 'wrong path',
    certain: false,
    sign: /no such file or directory|cannot (?:access|find|stat|open)|does not exist|did not match any file|not a git repository/i,
  },
];

/** Pairs of one session: its calls come one after the other. */
export function* correctionsIn(asked: Iterable<ScanAsked>, config: Config): Generator<Correction> {
  let waiting: { failed: Failed; left: number }[] = [];
  let file = '';
  for (const each of asked) {
    const session = `${each.transcript.file} ${each.transcript.session}`;
    if (session !== file) waiting = [];
    file = session;
    if (each.call.background || each.result === undefined || each.result.refused) continue;
    if (!hasFailed(each.result)) {
      const found = waiting.map(({ failed }) => corrected(failed, each.call.line)).find((pair) => pair !== undefined);
      if (found) {
        yield found;
        waiting = waiting.filter(({ failed }) => failed.line !== found.wrong);
      }
    }
    waiting = waiting.flatMap(({ failed, left }) => (left > 1 ? [{ failed, left: left - 1 }] : []));
    const failed = failedIn(each, config);
    if (failed) waiting.push({ failed, left: AHEAD });
  }
}

interface Failed {
  readonly line: string;
  readonly type: string;
}

function failedIn({ call, result }: ScanAsked, config: Config): Failed | undefined {
  const line = call.line.trim();
  if (!hasFailed(result) || !result || line.length > LONGEST || line.includes('\n') || result.text.length > LONGEST_COMPLAINT)
    return undefined;
  const found = TYPES.find(({ sign }) => sign.test(result.text));
  if (!found || isVerdict(line, result, found.certain, config)) return undefined;
  return { line, type: found.type };
}

/** A build or a test run that says something of the code is right as a command. */
function isVerdict(line: string, { text, exit }: NonNullable<ScanAsked['result']>, certain: boolean, config: Config): boolean {
  const source = sourceOf(line, (argv) => routeBehindRtk(argv, config));
  if (source.kind !== 'one' || !source.route.filter) return false;
  try {
    const run = { argv: source.route.argv, stdout: text, stderr: '', text, exit, level: 'normal' } as const;
    const kind = readWith(source.route.filter, run)?.kind;
    return kind === 'tests' || (kind === 'diagnostics' && !certain);
  } catch {
    return false;
  }
}

function corrected({ line, type }: Failed, next: string): Correction | undefined {
  const right = next.trim();
  if (right === line || right.length > LONGEST || right.includes('\n')) return undefined;
  const [before, after] = [withoutFolder(wordsOf(line)), withoutFolder(wordsOf(right))];
  const base = baseOf(before);
  if (before.join(' ') === after.join(' '))
    return { wrong: masked(line), right: masked(right), type: 'wrong folder', base, key: `${base}: wrong folder` };
  if (!isAkin(before, after, type)) return undefined;
  const [removed, added] = [without(before, after), without(after, before)];
  // Another path is no rule to remember.
  if (type === 'wrong path' && [...removed, ...added].every((word) => !word.startsWith('-')) && base === baseOf(after)) return undefined;
  return { wrong: masked(line), right: masked(right), type, base, key: `${base}: ${type}: ${removed.join(' ')} → ${added.join(' ')}` };
}

/** "cd web && npm test" is "npm test", somewhere else. */
function withoutFolder(words: readonly string[]): readonly string[] {
  return words[0] === 'cd' && words[2] === '&&' ? words.slice(3) : words;
}

/** The same program and subcommand with half of the other words in common; another program only where the first was not there or not allowed. */
function isAkin(before: readonly string[], after: readonly string[], type: string): boolean {
  const same = baseOf(before) === baseOf(after);
  if (!same && type !== 'command not found' && type !== 'permission denied') return false;
  if (!same) return likeness(before.slice(1), after.slice(1)) >= 0.5 && before.length > 1;
  if (type === 'unknown subcommand') return isRespelled(without(before, after), without(after, before));
  const sub = (words: readonly string[]) => words.slice(1).find((word) => !word.startsWith('-')) ?? '';
  const named = /^[a-z][a-z-]*$/;
  if (named.test(sub(before)) && named.test(sub(after)) && sub(before) !== sub(after)) return false;
  return likeness(before, after) >= 0.4;
}

/** "statu" and "status", and nothing else. */
function isRespelled([wrong = '', ...more]: readonly string[], [right = '', ...others]: readonly string[]): boolean {
  if (more.length > 0 || others.length > 0) return false;
  const end = [...wrong].findIndex((letter, at) => letter !== right[at]);
  return (end < 0 ? wrong.length : end) >= Math.max(wrong.length, right.length) / 2;
}

/** What two lists have in common, of all that is in them. */
function likeness(one: readonly string[], other: readonly string[]): number {
  const [mine, theirs] = [partsOf(one), partsOf(other)];
  const common = [...mine].filter((part) => theirs.has(part)).length;
  const all = mine.size + theirs.size - common;
  return all === 0 ? 1 : common / all;
}

function partsOf(words: readonly string[]): Set<string> {
  return new Set(words.flatMap((word) => (word.startsWith('-') ? word.split('=') : [word])));
}

function without(words: readonly string[], others: readonly string[]): string[] {
  return words.filter((word) => !others.includes(word));
}

/** Words as a reader sees them; quoted ones are whole. */
function wordsOf(line: string): string[] {
  return line.match(/(?:[^\s"']|"(?:[^"\\]|\\.)*"|'[^']*')+/g) ?? [];
}

/** "./node_modules/.bin/tsc" is tsc; assignments in front are none of it. */
function baseOf(words: readonly string[]): string {
  const program = words.find((word) => !/^\w+=/.test(word)) ?? '';
  return program.slice(program.search(/[^\\/]*$/));
}
