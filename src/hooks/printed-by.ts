/** May exact repeats be folded in what a line prints? Not in the content of files, nor in data: either may be edited or parsed afterwards. */

import { type Command, forEachChild, type ParsedScript, type SyntaxNode, type Word } from 'unbash';
import { scriptOf } from '../shell/script.ts';
import type { RouteOf } from '../shell/simple.ts';
import { typed, wordsOf } from '../shell/simple.ts';
import { SILENT } from '../shell/source.ts';
import { OTHER_SHELLS } from '../shell/untouched.ts';
import { commandsOf, type Found } from '../shell/walk.ts';
import { guess, hasExpansions } from '../shell/word.ts';
import { unwrapped } from '../shell/wrapped.ts';

export interface Printed {
  /** `rtk`: all that prints is behind rtk already. `script`: programs of the user's print it, and nothing else that may be content. */
  readonly kind: 'text' | 'content' | 'script' | 'rtk';
  /** Where all content is lines of files as they stand: the files, and the folders that the line goes to. */
  readonly files?: readonly string[];
  readonly folders?: readonly string[];
}

export function printedBy(line: string, routeOf: RouteOf): Printed {
  const read = readLine(line);
  if (!read) return { kind: CONTENT.test(line) ? 'content' : 'text' };
  const picked = stretchesBefore(PICKS, read.script);
  const commands = read.commands.filter(({ command }) => command.name !== undefined && !isIn(picked, command));
  const printers = commands.filter(isSeen);
  if (printers.length > 0 && printers.every(({ command }) => isRtk(wordsOf(command)))) return { kind: 'rtk' };
  if (printers.some(({ text }) => DATA.test(text))) return { kind: 'content' };
  const showing = printers.filter((printer) => showsContent(printer, routeOf)).map(({ command }) => command);
  if (showing.length === 0) return { kind: 'text' };
  const changed = stretchesBefore(CHANGES, read.script);
  const files = showing.map((command) => (isIn(changed, command) ? undefined : filesOf(toolOf(wordsOf(command)))));
  const folders = commands.filter(({ command }) => command.name?.value === 'cd').map(({ command }) => foldersOf(command, line));
  const isKnown = files.every((each) => each !== undefined) && folders.every((each) => each !== undefined);
  if (isKnown) return { kind: 'content', files: files.flat(), folders: folders.flat() };
  return { kind: FILES.test(line) ? 'content' : 'script' };
}

/** undefined if the line cannot be read. */
function readLine(line: string): { script: ParsedScript; commands: Found[] } | undefined {
  try {
    if (line.length > 64_000 || OTHER_SHELLS.some((sign) => sign.test(line))) return undefined;
    const script = scriptOf(line);
    const commands = (script.errors?.length ?? 0) > 0 ? undefined : commandsOf(script, line);
    return commands && { script, commands };
  } catch {
    return undefined;
  }
}

/** Its output may be seen, at the end of a pipe or on its way there. */
function isSeen({ command, outlets }: Found): boolean {
  const goesOn = outlets.stdout === 'the model' || outlets.stdout === 'a program';
  return goesOn && !SILENT.test(command.name?.value ?? '') && !outlets.why?.includes('substituted');
}

/** They show some lines of what comes through a pipe, or count them: what stands before them is not seen itself. */
const PICKS = /^(?:[ef]?grep|rg|wc|uniq -c)\b/;
/** They show lines otherwise than these come through a pipe. */
const CHANGES = /^(?:cut|tr|nl|awk|sort|sed (?!-n '?\d))/;

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What stands in a pipe before such a program. */
function stretchesBefore(program: RegExp, script: ParsedScript): Stretch[] {
  const found: Stretch[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Pipeline') {
      const stages = node.commands.slice(1).filter((stage) => stage.type === 'Command' && program.test(typed(stage)));
      for (const stage of stages) found.push({ from: node.pos, to: stage.pos });
    }
    forEachChild(node, visit);
  };
  visit(script);
  return found;
}

function isIn(stretches: readonly Stretch[], { pos }: Command): boolean {
  return stretches.some(({ from, to }) => pos >= from && pos < to);
}

// What these print may be the bytes of a file or of a download, which may be edited or parsed afterwards.
const FILES = /\b(?:cat|bat|head|tail|sed|awk|jq|yq|base64|xxd|od|hexdump|curl|wget|nl|cut|paste|tr|diff|patch|git|sqlite3|psql|mysql)\b/;
const CONTENT = new RegExp(`${FILES.source}|\\b(?:perl|python3?|node|ruby|php)\\b`);
const DATA = /--(?:json|porcelain|format|output|template)\b|<</;
/** They print files or data, although a filter may know them. A patch is none: its own filter shortens it, too. */
const QUOTING = /^(?:cat|bat|head|tail|sed|awk|curl|wget|jq|yq|nl|psql|mysql|sqlite3|git (?:cat-file|format-patch|show .*\w:\S))\b/;

function showsContent({ command, text }: Found, routeOf: RouteOf): boolean {
  const words = wordsOf(command);
  const name = command.name?.value;
  if (name === 'echo' || name === 'printf') return /\$\(|`/.test(text) && CONTENT.test(text);
  if (passesOn(words)) return false;
  const { argv, filter } = routeOf(toolOf(words).map((word) => guess(word, 'x')));
  return filter && !filter.script ? QUOTING.test(argv.join(' ')) : CONTENT.test(text);
}

/** Behind wrappers and rtk. */
function toolOf(words: readonly Word[]): readonly Word[] {
  const inner = unwrapped(words);
  const tool = typeof inner === 'string' ? words : words.slice(inner.tool);
  return isRtk(tool) ? toolOf(tool.slice(1)) : tool;
}

function isRtk(words: readonly Word[]): boolean {
  const inner = unwrapped(words);
  const [tool] = typeof inner === 'string' ? words : words.slice(inner.tool);
  return /^(?:.*\/)?rtk(?:-node)?(?:\.exe)?$/.test(tool?.value ?? '');
}

/** `cat a b`, `head -n 20 a`, `sed -n 1,20p a`: files whose lines are shown as they stand. */
function filesOf(words: readonly Word[]): string[] | undefined {
  const typed = literals(words);
  const [name = '', ...rest] = typed ?? [];
  const window = name === 'sed' && rest[0] === '-n' && /^\d+(?:,\d+)?p$/.test(rest[1] ?? '') ? rest.slice(2) : undefined;
  const operands =
    window ?? (/^(?:cat|head|tail)$/.test(name) ? rest.filter((word) => !/^-(?:n|\d+|n\d+)$|^[-+]?\d+$/.test(word)) : undefined);
  return operands && operands.length > 0 && !operands.some((word) => word.startsWith('-')) ? operands : undefined;
}

/** Of `cd app`, and of `cd "$d"` in `for d in app lib; do`. */
function foldersOf(command: Command, line: string): string[] | undefined {
  const words = wordsOf(command).slice(1);
  const name = /^"?\$\{?(\w+)\}?"?$/.exec(words[0]?.text ?? '')?.[1];
  if (name === 'PWD') return [];
  const listed = name === undefined ? undefined : new RegExp(`\\bfor\\s+${name}\\s+in\\s+([\\w./ -]+?)\\s*[;\\n]`).exec(line)?.[1];
  return listed?.split(/\s+/) ?? literals(words);
}

function literals(words: readonly Word[]): string[] | undefined {
  return words.some((word) => hasExpansions(word)) ? undefined : words.map(({ value }) => value);
}

/** Operands that are no files, of programs that show what they read from a pipe. */
const TRANSFORMERS: Readonly<Record<string, number>> = {
  head: 0,
  tail: 0,
  cat: 0,
  tee: 9,
  sort: 0,
  uniq: 0,
  wc: 0,
  cut: 0,
  nl: 0,
  tr: 2,
  sed: 1,
  awk: 1,
};

/** Without a file of its own it prints what came through the pipe, whose producer is judged by itself. */
function passesOn(words: readonly Word[]): boolean {
  const [name, ...rest] = words;
  const allowed = TRANSFORMERS[name?.value ?? ''];
  if (allowed === undefined) return false;
  return rest.filter(({ value }) => !/^-|^[-+]?\d+$/.test(value)).length <= allowed;
}
