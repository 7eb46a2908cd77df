/** May exact repeats be folded in what a line prints? Not in the content of files, nor in data: either may be edited or parsed afterwards. */

import { type Command, forEachChild, type ParsedScript, parse, type SyntaxNode, type Word } from 'unbash';
import type { RouteOf } from '../shell/simple.ts';
import { wordsOf } from '../shell/simple.ts';
import { SILENT } from '../shell/source.ts';
import { OTHER_SHELLS } from '../shell/untouched.ts';
import { commandsOf, type Found } from '../shell/walk.ts';
import { guess } from '../shell/word.ts';
import { unwrapped } from '../shell/wrapped.ts';

/** `rtk`: all that prints is behind rtk already. */
export type Printed = 'text' | 'content' | 'rtk';

export function printedBy(line: string, routeOf: RouteOf): Printed {
  const printers = printersOf(line);
  if (!printers) return CONTENT.test(line) ? 'content' : 'text';
  const kinds = printers.map((printer) => kindOf(printer, routeOf));
  if (kinds.length > 0 && kinds.every((kind) => kind === 'rtk')) return 'rtk';
  return printers.some(({ text }) => DATA.test(text)) || kinds.includes('content') ? 'content' : 'text';
}

/** Every command whose output may be seen, at the end of a pipe or on its way there; undefined if the line cannot be read. */
function printersOf(line: string): Found[] | undefined {
  try {
    if (line.length > 64_000 || OTHER_SHELLS.some((sign) => sign.test(line))) return undefined;
    const script = parse(line);
    if ((script.errors?.length ?? 0) > 0) return undefined;
    const before = pickedIn(script);
    return commandsOf(script, line)?.filter(
      ({ command, outlets }) =>
        command.name !== undefined &&
        !SILENT.test(command.name.value) &&
        (outlets.stdout === 'the model' || outlets.stdout === 'a program') &&
        !outlets.why?.includes('substituted') &&
        !before.some(({ from, to }) => command.pos >= from && command.pos < to),
    );
  } catch {
    return undefined;
  }
}

/** They show some lines of what comes through a pipe, or count them. */
const PICKS = /^(?:[ef]?grep|rg|wc|uniq -c)\b/;

/** What stands in a pipe before such a program: its own output is not what is seen. */
function pickedIn(script: ParsedScript): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Pipeline') {
      const stages = node.commands.slice(1).filter((stage) => stage.type === 'Command' && PICKS.test(typed(stage)));
      for (const stage of stages) found.push({ from: node.pos, to: stage.pos });
    }
    forEachChild(node, visit);
  };
  visit(script);
  return found;
}

function typed(command: Command): string {
  return wordsOf(command)
    .map(({ value }) => value)
    .join(' ');
}

// What these print may be edited or parsed afterwards: it stays as it is.
const CONTENT =
  /\b(?:cat|bat|head|tail|sed|awk|perl|python3?|node|ruby|php|jq|yq|base64|xxd|od|hexdump|curl|wget|nl|cut|paste|tr|diff|patch|git|sqlite3|psql|mysql)\b/;
const DATA = /--(?:json|porcelain|format|output|template)\b|<</;
/** They print files or data, although a filter may know them. A patch is none: its own filter shortens it, too. */
const QUOTING = /^(?:cat|bat|head|tail|sed|awk|curl|wget|jq|yq|nl|psql|mysql|sqlite3|git (?:cat-file|format-patch|show .*\w:\S))\b/;

function kindOf({ command, text }: Found, routeOf: RouteOf): Printed {
  const words = wordsOf(command);
  if (command.name?.value === 'echo' || command.name?.value === 'printf')
    return /\$\(|`/.test(text) && CONTENT.test(text) ? 'content' : 'text';
  if (passesOn(words)) return 'text';
  const inner = unwrapped(words);
  const tool = typeof inner === 'string' ? words : words.slice(inner.tool);
  if (/^(?:.*\/)?rtk(?:-node)?(?:\.exe)?$/.test(tool[0]?.value ?? '')) return 'rtk';
  const { argv, filter } = routeOf(tool.map((word) => guess(word, 'x')));
  if (filter) return QUOTING.test(argv.join(' ')) ? 'content' : 'text';
  return CONTENT.test(text) ? 'content' : 'text';
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
