/** Reads what task runners print around the commands of their tasks: each command's output is read by its own filter, under its task. */

import { groupBy, linesOf } from '../text.ts';
import type { Inner, Parts, Run, Shape, Text } from '../types.ts';
import { commandWords } from './command-words.ts';
import { toolsIn } from './tools-by-text.ts';

const BANNERS: readonly RegExp[] = [
  // mise: "[test] $ go test ./..."
  /^\[(?<task>[\w:@./-]+)\] \$ (?<command>\S.*)$/,
  // go-task: "task: [build] go build ./..."
  /^task: \[(?<task>[\w:@./-]+)\] (?<command>\S.*)$/,
  // "==> go vet ./...", "==> Running go vet ./..."
  /^==> (?:Running:? )?(?<command>[a-z][\w./-]* \S.*)$/,
  // yarn, bun: "$ eslint ."
  /^\$ (?<command>\S.*)$/,
];

// turbo and lerna: "web:build: text"; moon: "web:build | text"; mise: "[lint:go] text"
const PREFIXES: readonly RegExp[] = [
  /^(?<prefix>\[[\w:@./-]+\]) (?<text>.*)$/,
  /^(?<prefix>(?:@[\w.-]+\/)?[\w.-]+:[\w:.-]+): ?(?<text>.*)$/,
  /^ *(?<prefix>(?:@[\w.-]+\/)?[\w.-]+:[\w.-]+) +\| ?(?<text>.*)$/,
  /^(?<prefix>(?:@[\w.-]+\/)?[\w.-]+): ?(?<text>.*)$/,
];

/** For `Filter.noise`: how long a task took, and what says the same in every run. */
export const TASK_NOISE: readonly string[] = [
  '^(?:\\[[\\w:@./-]+\\] )?Finished in [\\d.]+ ?m?s$',
  // "web:build: cache miss, executing 1f2e3d4c5b6a7980"
  '^(?:\\S+: )?cache (?:miss, executing|hit, (?:replaying|suppressing) logs) [0-9a-f]{6,}$',
  '^• (?:Packages in scope|Running |Remote caching )',
];

/** undefined where no banner and no prefix says what ran. */
export function readTasks(run: Run): Shape | undefined {
  const lines = linesOf(run.text);
  const noise = TASK_NOISE.map((pattern) => new RegExp(pattern));
  const said = lines.filter((line) => !noise.some((pattern) => pattern.test(line)));
  const prefix = prefixOf(said);
  if (prefix) return byPrefix(said, prefix);
  const parts = banners(said) ?? (toolsIn(said).length > 0 ? read(said, []) : undefined);
  return parts && { kind: 'parts', parts };
}

type Piece = Parts['parts'][number];

/** What stands before the lines of several tasks; undefined if they are not nearly all of them. */
function prefixOf(lines: readonly string[]): RegExp | undefined {
  const filled = lines.filter((line) => line.trim() !== '');
  const others = filled.filter(isBanner).length;
  return PREFIXES.find((pattern) => {
    const fitting = filled.filter((line) => pattern.test(line) && !isBanner(line));
    const names = new Set(fitting.map((line) => pattern.exec(line)?.groups?.['prefix']));
    return fitting.length >= 2 && fitting.length + others >= 0.8 * filled.length && 2 * names.size <= filled.length;
  });
}

/** Each task's lines are put together under its name; what the runner says before and behind them stays there. */
function byPrefix(lines: readonly string[], pattern: RegExp): Parts {
  const first = lines.findIndex((line) => pattern.test(line));
  const last = lines.findLastIndex((line) => pattern.test(line));
  const owned = lines.slice(first, last + 1).map((line) => {
    const { prefix = '', text = line } = pattern.exec(line)?.groups ?? {};
    return { prefix, text, before: line.slice(0, line.length - text.length) };
  });
  const parts = [...groupBy(owned, ({ prefix }) => prefix)].flatMap(([prefix, own]) => {
    const texts = own.map(({ text }) => text);
    return prefix === '' ? said(texts) : ofTask(prefix, texts);
  });
  const prefixes = [...new Set(owned.map(({ before }) => before))].filter((before) => before !== '');
  return { kind: 'parts', parts: [...said(lines.slice(0, first)), ...parts, ...said(lines.slice(last + 1))], prefixes };
}

function said(lines: readonly string[]): Piece[] {
  return lines.some((line) => line.trim() !== '') ? [plain(lines)] : [];
}

function ofTask(prefix: string, texts: readonly string[]): Piece[] {
  const [first = ''] = texts;
  const command = /^\$ (\S.*)$/.exec(first)?.[1];
  if (command !== undefined) return [plain([`${prefix} ${first}`]), ...read(texts.slice(1), [command])];
  return [plain([prefix]), ...(banners(texts) ?? byScript(texts))];
}

function isBanner(line: string): boolean {
  return BANNERS.some((banner) => banner.test(line));
}

/** npm says the command, or the text shows whose it is. */
function byScript(lines: readonly string[]): Piece[] {
  const [otherwise = plain(lines)] = read(lines, []);
  return [inner(['npm', 'run', 'task'], lines, otherwise)];
}

/** What stands under a banner is its command's; as the banners come on stderr, another one's filter may know a text better. */
function banners(lines: readonly string[]): Piece[] | undefined {
  const sections: { said: string[]; command: string; lines: string[] }[] = [{ said: [], command: '', lines: [] }];
  for (const line of lines) {
    const command = commandOf(line);
    if (command === undefined) sections.at(-1)?.lines.push(line);
    else sections.push({ said: [line], command, lines: [] });
  }
  if (sections.length < 2) return undefined;
  const commands = sections.map(({ command }) => command).filter((command) => command !== '');
  return sections.flatMap(({ said, command, lines: own }) => {
    const order = [command, ...commands.filter((other) => other !== command)].filter((each) => each !== '');
    return [...(said.length > 0 ? [plain(said)] : []), ...read(own, order)];
  });
}

function commandOf(line: string): string | undefined {
  for (const banner of BANNERS) {
    const command = banner.exec(line)?.groups?.['command'];
    if (command !== undefined) return command;
  }
  return undefined;
}

/** The first filter that knows the text reads it; else it stays. */
function read(lines: readonly string[], commands: readonly string[]): Piece[] {
  if (!lines.some((line) => line.trim() !== '')) return [];
  const tools = [...[...new Set(commands)].slice(0, 6).flatMap((command) => commandWords(command) ?? []), ...toolsIn(lines)];
  return [tools.reduceRight<Piece>((otherwise, argv) => inner(argv, lines, otherwise), plain(lines))];
}

function inner(argv: readonly string[], lines: readonly string[], otherwise: Piece = plain(lines)): Inner {
  const text = lines.map((line) => `${line}\n`).join('');
  return { kind: 'inner', argv, text, otherwise: otherwise.kind === 'inner' ? { kind: 'parts', parts: [otherwise] } : otherwise };
}

function plain(lines: readonly string[]): Text {
  return { kind: 'text', lines: lines.filter((line, at) => line.trim() !== '' || (at > 0 && at < lines.length - 1)) };
}
