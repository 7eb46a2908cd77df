/** argv → filter: launchers are seen through, the longest command prefix wins, options may take the command away from us. */

import { filterNamed, namesFor } from '../filters.gen.ts';
import type { Filter, Form } from '../types.ts';
import { GLOBALS } from './global-options.ts';
import {
  ALIASES,
  CONTAINERS,
  LAUNCHERS,
  type Launcher,
  MACHINE,
  MACHINE_VALUE,
  NEVER,
  PACKAGE_MANAGER_WORDS,
  SHELLS,
} from './launchers.ts';
import { matches } from './option-matches.ts';
import { isWholeFile, type Prints, printsOf } from './prints.ts';
import { inShell, splitByEnv } from './shell-words.ts';

export interface Route {
  /** The command without launchers and global options, tool first. */
  readonly argv: readonly string[];
  readonly name?: string;
  readonly filter?: Filter;
  /** Lines (regular expressions) of the launcher's own: the filter does not see them. */
  readonly noise?: readonly string[];
  /** Why there is no filter. */
  readonly why?: string;
  /** Whose text it prints; absent where nobody can tell. */
  readonly prints?: Prints;
}

/** The filter that would run for this command, or why none. `more` are filters of the user, which come first. */
export function route(typed: readonly string[], more: Readonly<Record<string, Filter>> = {}): Route {
  const argv = toolOf(typed);
  if (!argv) return { argv: typed, why: 'the launcher hides what it runs' };
  const found = longest(argv, more) ?? longest(argv);
  const option = found && notOurs(argv, found.filter);
  // Asked by hooks and by the core for a text; a command that is only started pays for none of its patterns.
  const whose = {
    get prints() {
      return printsOf(argv, option === undefined ? found?.name : undefined);
    },
  };
  if (!found) return Object.assign(whose, { argv, why: `no filter for ${argv[0] ?? 'an empty command'}` });
  if (isWholeFile(argv)) return Object.assign(whose, { argv, name: found.name, why: 'it prints the content of a file' });
  if (option !== undefined) return Object.assign(whose, { argv, name: found.name, why: option });
  return Object.assign(whose, { argv, ...found, ...launcherNoise(typed, argv) });
}

/** What the launchers in front of the tool print of their own. */
function launcherNoise(typed: readonly string[], argv: readonly string[]): Pick<Route, 'noise'> {
  const front = typed.slice(0, typed.length - argv.length);
  const isIn = (words: readonly string[]) => front.some((_, at) => words.every((word, index) => front[at + index] === word));
  const noise = LAUNCHERS.flatMap(({ words, noise = [] }) => (noise.length > 0 && isIn(words) ? noise : []));
  return noise.length === 0 ? {} : { noise };
}

/** The words from the tool on, spelled as filters spell it; undefined if a launcher's options hide it. */
function toolOf(typed: readonly string[]): string[] | undefined {
  let argv = [...typed];
  for (let depth = 0; depth < 8; depth++) {
    argv = withPlainName(argv);
    const next = launched(argv) ?? contained(withoutGlobals(argv));
    if (next === 'hidden') return longest(argv) ? argv : undefined;
    if (!next) return withoutGlobals(argv);
    argv = next;
  }
  return undefined;
}

// "/usr/bin/git", "./node_modules/.bin/tsc", "node_modules/typescript/bin/tsc", "git.exe", "gcc-12", "python3.11"
function withPlainName(argv: readonly string[]): string[] {
  const [program = '', ...rest] = argv;
  const base = program.slice(program.search(/(?<![^\\/])[^\\/]*$/)).replace(/\.(?:exe|cmd|ps1)$/i, '');
  const bare = /^(?:gcc|g\+\+|clang|clang\+\+|gfortran|python|pip|pytest)-?\d[\d.]*$/.test(base)
    ? base.replace(/(?<![-\d.])-?\d[\d.]*$/, '')
    : base;
  return [ALIASES[bare] ?? bare, ...rest];
}

/** What a launcher starts; undefined if this is none. */
function launched(argv: readonly string[]): string[] | undefined | 'hidden' {
  const [program = '', first = ''] = argv;
  if (program === 'python') return pythonModule(argv);
  if (program === 'node')
    return /^(?:(?!node_modules\/).)*node_modules\/(?:\.bin\/|.*\/\.?bin\/|.*cli)/.test(first)
      ? [first.replace(/\.[cm]?js$/, ''), ...argv.slice(2)]
      : undefined;
  if (SHELLS.includes(program)) return inShell(argv);
  if (program === 'env') {
    const split = splitByEnv(argv);
    if (split !== undefined) return split;
  }
  const launcher = LAUNCHERS.find((each) => each.words.every((word, index) => argv[index] === word));
  if (launcher) return behind(argv, launcher);
  const direct = (program === 'yarn' || program === 'pnpm') && /^\w/.test(first) && !PACKAGE_MANAGER_WORDS.test(first);
  return direct && longest(argv.slice(1)) ? argv.slice(1) : undefined;
}

/** `docker exec web ls -l` is `ls -l`, where the program has a filter and no terminal is asked for. */
function contained(argv: readonly string[]): string[] | undefined {
  const launcher = CONTAINERS.find((each) => each.words.every((word, index) => argv[index] === word));
  const inner = launcher && behind(argv, launcher);
  if (!inner || inner === 'hidden') return undefined;
  return longest(withoutGlobals(withPlainName(inner))) || launched(inner) ? inner : undefined;
}

/** `python -m pytest -q`; `python -m` may stand behind -W, -X and single-letter options. */
function pythonModule(argv: readonly string[]): string[] | undefined {
  for (let i = 1; i < argv.length; i++) {
    const word = argv[i] ?? '';
    if (word === '-m') return argv.slice(i + 1);
    if (word === '-W' || word === '-X') i++;
    else if (!/^-[bBdEiIOqsSuvx]+$/.test(word)) return undefined;
  }
  return undefined;
}

function behind(argv: readonly string[], launcher: Launcher): string[] | undefined | 'hidden' {
  let skip = launcher.skip ?? 0;
  if (launcher.behind) return behindOption(argv, launcher.behind, launcher.stop);
  for (let i = launcher.words.length; i < argv.length; i++) {
    const word = argv[i] ?? '';
    if (launcher.stop?.includes(word)) return 'hidden';
    if (word === '--') return argv.slice(i + 1);
    if (word === '-m' && launcher.words[0] === 'uv') return argv.slice(i + 1);
    if (launcher.takes?.includes(word)) i++;
    else if (word.startsWith('-') || (launcher.assigns && /^\w+=/.test(word))) continue;
    else if (skip > 0) skip--;
    else return argv.slice(i);
  }
  return undefined;
}

function behindOption(argv: readonly string[], options: readonly string[], stop: readonly string[] = []): string[] | undefined | 'hidden' {
  const at = argv.findIndex((word) => options.includes(word) || stop.includes(word));
  if (at < 0) return undefined;
  return stop.includes(argv[at] ?? '') ? 'hidden' : argv.slice(at + 1);
}

/** `git -C dir log` is `git log`, `cargo +nightly b` is `cargo build`, `docker compose -f x.yml ps` is `docker compose ps`. */
function withoutGlobals(argv: readonly string[]): string[] {
  const [program = ''] = argv;
  const takes = GLOBALS[program];
  if (!takes) return [...argv];
  const [first = '', ...rest] = behindOptions(argv.slice(1), takes);
  if (first === '') return [program, ...argv.slice(1)];
  const alias = ALIASES[`${program} ${first}`];
  if (alias) return [...alias.split(' '), ...rest];
  const more = GLOBALS[`${program} ${first}`];
  return [program, first, ...(more ? behindOptions(rest, more) : rest)];
}

/** The words behind the leading options; options that ask for a machine's form follow them. */
function behindOptions(words: readonly string[], takes: readonly string[]): string[] {
  const kept: string[] = [];
  let i = 0;
  for (; i < words.length; i++) {
    const word = words[i] ?? '';
    if (!/^[-+]/.test(word) || NEVER.includes(word)) break;
    const own = takes.includes(word) ? words.slice(i, i + 2) : [word];
    if (MACHINE.test(word) && !/^-f$/.test(word)) kept.push(...own);
    i += own.length - 1;
  }
  return i >= words.length ? [] : [...words.slice(i), ...kept];
}

interface Found {
  readonly name: string;
  readonly filter: Filter;
}

/** `more` are filters of the user; without them ours. Several filters may read one command, each with its own options: `node --test`, `node -e`. */
function longest(argv: readonly string[], more?: Readonly<Record<string, Filter>>): Found | undefined {
  for (let words = Math.min(argv.length, 3); words > 0; words--) {
    const prefix = argv.slice(0, words).join(' ');
    const found = more ? withPrefix(prefix, more) : ours(prefix);
    if (found.length > 0) return found.find(({ filter }) => notOurs(argv, filter) === undefined) ?? found[0];
  }
  return undefined;
}

function ours(prefix: string): Found[] {
  return namesFor(prefix).flatMap((name) => {
    const filter = filterNamed(name);
    return filter ? [{ name, filter }] : [];
  });
}

function withPrefix(prefix: string, among: Readonly<Record<string, Filter>>): Found[] {
  return Object.entries(among)
    .filter(([, filter]) => filter.command.includes(prefix))
    .map(([name, filter]) => ({ name, filter }));
}

/** The option that makes this command none of our business, as a reason. */
function notOurs(argv: readonly string[], filter: Filter): string | undefined {
  const own = argv.slice(1, argv.includes('--') ? argv.indexOf('--') : undefined);
  // `git log --follow` follows a file through renames and ends.
  const nevers = argv[0] === 'git' ? NEVER.filter((option) => option !== '--follow') : NEVER;
  const reads = (at: number) => filter.reads?.some((option) => matches(own, at, option)) === true;
  const never = own.find((word, at) => !reads(at) && (nevers.some((option) => matches(own, at, option)) || asksForMachine(own, at, word)));
  if (never !== undefined) return `${never} asks for a form that is left as it is`;
  const command = wordsOfCommand(argv, filter) - 1;
  const unless = filter.unless?.find((option) =>
    own.some((_, at) => (at >= command || option.startsWith('-')) && matches(own, at, option)),
  );
  if (unless !== undefined) return unless.startsWith('^') ? 'it may be data, or the content of a file' : `${unless} is left as it is`;
  if (filter.only && !filter.only.some((option) => own.some((_, at) => matches(own, at, option))))
    return `only ${filter.only.join(', ')} is filtered`;
  const form = formOf(filter, argv);
  if (!form?.data) return undefined;
  return form.when ? `${form.when.join(', ')} is left as it is` : 'it may be data, or the content of a file';
}

/** The first form of the filter that the command asks for. */
export function formOf({ form }: Filter, argv: readonly string[]): Form | undefined {
  if (!form) return undefined;
  const own = argv.slice(1, argv.includes('--') ? argv.indexOf('--') : undefined);
  return form.find(({ when, argv: patterns }) => {
    const asked = when?.some((option) => own.some((_, at) => matches(own, at, option.replace(/^(-\S+) +(?=\S)/, '$1='))));
    return asked !== false && (!patterns || patterns.some((pattern) => new RegExp(pattern).test(argv.join(' '))));
  });
}

/** The words of the filter's command that this one begins with: `tool` in `go tool gotestsum` is none of its arguments. */
function wordsOfCommand(argv: readonly string[], filter: Filter): number {
  const line = `${argv.join(' ')} `;
  return Math.max(1, ...filter.command.filter((command) => line.startsWith(`${command} `)).map((command) => command.split(' ').length));
}

function asksForMachine(words: readonly string[], at: number, word: string): boolean {
  if (!MACHINE.test(word)) return false;
  const value = word.includes('=') ? word.slice(word.indexOf('=') + 1) : words[at + 1];
  return value !== undefined && MACHINE_VALUE.test(value);
}
