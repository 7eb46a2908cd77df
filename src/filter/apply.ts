/** A filter applied to a run: line rules, patterns or parser → Shape → lines. Launchers' inner commands are read with their own filters. */

import { formOf, type Route, route } from '../route/route.ts';
import { print } from '../shapes/print.ts';
import type { Filter, Inner, LineRules, Parts, Reading, Run, Shape } from '../types.ts';
import { byLines } from './line-rules.ts'; // loaded when called
import { byMatch } from './patterns.ts'; // loaded when called
import { type ReadByName, readByName } from './read-by-name.ts';

/** What a filter made of a run, laid out; omissions are still marks of `omitted()`. */
export interface Read {
  readonly lines: readonly string[];
  readonly filter: Filter;
  readonly kind: Shape['kind'];
  readonly content: boolean;
  readonly prefixes?: readonly string[];
  /** No filter of another tool read a part of it. */
  readonly foreign: boolean;
  /** It was read back, and is the same value: its words need no check. */
  readonly readsBack?: true;
}

/** The run without the lines that the launcher in front of the tool printed. */
export function withoutLauncher(run: Run, { noise }: Route): Run {
  if (!noise) return run;
  const patterns = noise.map((pattern) => new RegExp(pattern));
  const kept = (text: string) =>
    text
      .split('\n')
      .filter((line) => !patterns.some((pattern) => pattern.test(line)))
      .join('\n');
  return { ...run, text: kept(run.text), stdout: kept(run.stdout), stderr: kept(run.stderr) };
}

/** What the filter makes of the run; a launcher's inner command is read with its own filter. */
export function readWith(filter: Filter, run: Run): Read | undefined {
  const reading = formOf(filter, run.argv) ?? filter;
  if ('data' in reading) return undefined;
  const named = readByName(reading, run, filter.hints);
  if (named) return withNoiseOf(named, readShape(named.shape, filter, run));
  const shape = shapeBy(reading, filter, run);
  return shape && readShape(shape, filter, run);
}

function withNoiseOf({ noise, hints }: ReadByName, read: Read | undefined): Read | undefined {
  if (!read || noise.length + hints.length === 0) return read;
  const { filter } = read;
  return { ...read, filter: { ...filter, noise: [...(filter.noise ?? []), ...noise], hints: [...(filter.hints ?? []), ...hints] } };
}

function shapeBy(reading: Reading, filter: Filter, run: Run): Shape | undefined {
  if (reading.lines) return byLines(withoutHints(filter, reading.lines), run);
  return reading.match ? byMatch(reading.match, run) : filter.parse?.(run);
}

function readShape(shape: Shape, filter: Filter, run: Run): Read | undefined {
  if (shape.kind === 'inner') return readInner(shape, filter, run);
  if (shape.kind === 'parts') return readParts(shape, filter, run);
  const [lines, content] = [print(shape, run.level, run.window), isContent(shape)];
  const laid = content || filter.quotes ? split(lines) : flat(lines);
  const back = shape.kind === 'json' && shape.restated ? { readsBack: true as const } : {};
  return { lines: laid, filter, kind: shape.kind, content, foreign: true, ...back };
}

function readInner(shape: Inner, filter: Filter, run: Run): Read | undefined {
  const inner = route(shape.argv);
  const known = inner.filter && inner.filter !== filter ? inner.filter : undefined;
  const exit = 'exit' in shape ? shape.exit : run.exit;
  const read =
    known && readWith(known, withoutLauncher({ ...run, argv: inner.argv, text: shape.text, stdout: shape.text, stderr: '', exit }, inner));
  const shown = read ?? (shape.otherwise && readShape(shape.otherwise, filter, run));
  return (
    shown && {
      ...shown,
      foreign: shown.foreign && !read,
      filter: withNoise(filter, [shown]),
      lines: [...flat(shape.head ?? []), ...shown.lines, ...flat(shape.tail ?? [])],
    }
  );
}

function readParts(shape: Parts, filter: Filter, run: Run): Read | undefined {
  const reads = shape.parts.map((part) => readShape(part, filter, run));
  const known = reads.filter((read) => read !== undefined);
  if (known.length < reads.length) return undefined;
  const kind = (['tests', 'diagnostics'] as const).find((each) => known.some((read) => read.kind === each)) ?? 'text';
  const lines = [...flat(shape.head ?? []), ...known.flatMap((read) => read.lines), ...flat(shape.tail ?? [])];
  const prefixes = [...(shape.prefixes ?? []), ...known.flatMap((read) => read.prefixes ?? [])];
  return { lines, filter: withNoise(filter, known), kind, content: false, prefixes, foreign: known.every((read) => read.foreign) };
}

/** The outer filter, with what the inner ones know as noise, hints and answers. */
function withNoise(filter: Filter, reads: readonly Read[]): Filter {
  const noise = [...(filter.noise ?? []), ...reads.flatMap((read) => read.filter.noise ?? [])];
  const hints = [...(filter.hints ?? []), ...reads.flatMap((read) => read.filter.hints ?? [])];
  return {
    ...filter,
    noise: [...new Set(noise)],
    hints: [...new Set(hints)],
    ...(reads.length === 1 ? { answers: reads[0]?.filter.answers ?? [] } : {}),
  };
}

/** Line rules drop what the filter names as hints. */
function withoutHints(filter: Filter, rules: LineRules): LineRules {
  return filter.hints ? { ...rules, drop: [...(rules.drop ?? []), ...filter.hints] } : rules;
}

function flat(lines: readonly string[]): string[] {
  return split(lines).map((line) => line.trimEnd());
}

/** Blanks at the end of quoted content may be what matters: a diff that removes them. */
function split(lines: readonly string[]): string[] {
  return lines.flatMap((line) => (line.includes('\n') ? line.split('\n') : [line]));
}

/** Foreign text that the tool quotes: words in it are no verdicts. */
function isContent(shape: Shape): boolean {
  return (
    shape.kind === 'diff' ||
    shape.kind === 'files' ||
    shape.kind === 'tree' ||
    shape.kind === 'json' ||
    (shape.kind === 'text' && shape.content === true)
  );
}
