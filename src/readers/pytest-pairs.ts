/** Brings together what pytest says of a failure in its traceback and in its short summary. */

import type { Failure } from '../types.ts';
import { type Block, withoutHints, withoutPointers } from './pytest-failures.ts';
import type { SummaryLine } from './pytest-report.ts';

const IN_FULL = 20;

export interface Paired {
  readonly failures: readonly Failure[];
  /** Failed tests without a traceback of their own (`--tb=no`, `--tb=line`). */
  readonly untold: readonly SummaryLine[];
  /** Lines of the summary that are no failures. */
  readonly left: readonly SummaryLine[];
}

/** Each block gets the id that the summary has for its title. */
export function pair(blocks: readonly Block[], summary: readonly SummaryLine[]): Paired {
  const failed = summary.filter((entry) => /FAIL(?:ED)?\b|^ERROR/.test(entry.word) && !entry.word.startsWith('X'));
  const free = new Set(failed);
  const texts = new Set<string>();
  const failures = blocks.map((block): Failure => {
    const entry = entryOf(block, free);
    if (entry) free.delete(entry);
    texts.add(block.lines.join('\n'));
    const name = nameOf(block, entry);
    const place = block.place === undefined ? {} : { place: block.place };
    return { name: texts.size > IN_FULL && block.message !== '' ? `${name} - ${block.message}` : name, ...place, lines: block.lines };
  });
  return { failures, untold: [...free], left: summary.filter((entry) => !failed.includes(entry)) };
}

function entryOf(block: Block, free: ReadonlySet<SummaryLine>): SummaryLine | undefined {
  const title = plainTitle(block.title);
  for (const entry of free) if (titleOf(entry) === title) return entry;
  for (const entry of free) if (block.title.endsWith(` ${entry.id}`)) return entry;
  // a crashed worker's block has the file for a title: "worker 'gw0' crashed while running 'tests/a.py::test_x'"
  for (const entry of free) if (block.lines.some((line) => line.endsWith(` crashed while running '${entry.id}'`))) return entry;
  return undefined;
}

// "/home/dev/tests/test_cart.py:13: AssertionError: assert 1 == 2"
const LINE_STYLE = /^(\S.*:\d+): (.+)$/;
const XPASS = '[XPASS(strict)]';

/** `--tb=line` has no titles: its lines are in the order of the summary, and each message must agree. */
export function placed(loose: readonly string[], untold: readonly SummaryLine[]): { failures: Failure[]; loose: string[] } {
  const said = withoutPointers(loose).filter((line) => !line.startsWith(XPASS));
  const traced = untold.filter((entry) => !entry.message.startsWith(XPASS) && entry.word !== 'ERROR' && entry.message !== '');
  const told = tracesOf(said, traced);
  if (!told) return { failures: untold.map((entry) => toldBySummary(entry)), loose: messagesOnce(withoutPointers(loose)) };
  const strict = loose.filter((line) => line.startsWith(XPASS) && !untold.some((entry) => entry.message.startsWith(XPASS)));
  return { failures: untold.map((entry) => toldBySummary(entry, told[traced.indexOf(entry)])), loose: strict };
}

interface Trace {
  readonly place: string;
  readonly message: string;
  /** What the exception and the test said besides. */
  readonly more: readonly string[];
}

/** Each ends with the place line of the next failure; undefined if not every failure has one. */
function tracesOf(lines: readonly string[], entries: readonly SummaryLine[]): Trace[] | undefined {
  const traces: Trace[] = [];
  let more: string[] = [];
  for (const line of lines) {
    const [, place = '', message = ''] = LINE_STYLE.exec(line) ?? [];
    if (!agrees(message, entries[traces.length])) more.push(line);
    else {
      traces.push({ place, message, more: more.filter((each) => each !== `E   ${message}`).map(withoutRule) });
      more = [];
    }
  }
  return traces.length > 0 && traces.length === entries.length && more.length === 0 ? traces : undefined;
}

// "----------------------------- Captured stderr call -----------------------------"
function withoutRule(line: string): string {
  return line.replace(/^-{3,} (Captured [\w ]+) -{3,}$/, '$1:');
}

function toldBySummary(entry: SummaryLine, trace?: Trace): Failure {
  const message = trace?.message ?? entry.message;
  const sub = entry.word.replace(/^(?:SUB)?FAILED/, '').trim();
  const word = /^(?:SUB)?FAILED/.test(entry.word) ? '' : `${entry.word} `;
  const name = `${word}${entry.id}${sub === '' || word !== '' ? '' : ` ${sub}`}${message === '' ? '' : ` - ${message}`}`;
  const more = trace ? trace.more : [];
  return { name, ...(trace === undefined ? {} : { place: trace.place }), lines: [...more, ...withoutHints(entry.more)] };
}

/** The place line says the exception's first line again: it stands in its stead. */
function messagesOnce(lines: readonly string[]): string[] {
  const out: string[] = [];
  for (const line of lines) {
    const message = LINE_STYLE.exec(line)?.[2];
    const at = message === undefined ? -1 : out.lastIndexOf(`E   ${message}`);
    if (at < 0) out.push(line);
    else out[at] = line;
  }
  return out;
}

/** The summary cuts messages to the width of the terminal. */
function agrees(message: string, entry: SummaryLine | undefined): boolean {
  const told = entry?.message ?? '';
  return message !== '' && (told === message || (told.endsWith('...') && message.startsWith(told.slice(0, -3))));
}

/** `tests/a.py::T::test_x` under SUBFAILED[row] (i=1) stands under `T.test_x [row] (i=1)`. */
function titleOf(entry: SummaryLine): string {
  const test = entry.id.slice(entry.id.indexOf('::') + 2).replace(/^[^[]+/, (path) => path.replaceAll('::', '.'));
  const sub = entry.word.replace(/^[A-Z]+/, '').trim();
  return sub === '' ? test : `${test} ${sub.replace('](', '] (')}`;
}

function plainTitle(title: string): string {
  return title.replace(/^ERROR at (?:setup|teardown) of |^\[doctest\] /, '');
}

function nameOf(block: Block, entry: SummaryLine | undefined): string {
  if (!entry || block.title.includes(entry.id)) return block.title;
  if (block.title.startsWith('ERROR ')) return `${block.title} - ${entry.id}`;
  return [entry.id, entry.word.replace(/^[A-Z]+/, '').trim()].join(' ').trim();
}
