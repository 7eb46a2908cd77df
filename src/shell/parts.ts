/** A text of several commands between headings that the line itself printed, `echo "== tests =="; npm test; echo "== lint =="; …`: which part of the line printed which part of the text. */

import type { AndOr, Command, CommandNode, ParsedScript, Pipeline } from 'unbash';
import { limitsOf } from './limits.ts';
import { scriptOf } from './script.ts';
import { wordsOf } from './simple.ts';
import type { StepKind } from './steps.ts';
import { OTHER_SHELLS } from './untouched.ts';
import { hasExpansions } from './word.ts';

export interface Part {
  /** The piece of the line that printed it; absent for a heading. */
  readonly line?: string;
  readonly text: string;
  /** It reads as this command's text and nothing else's: what kind of text. */
  readonly proven?: StepKind;
}

/**
 * undefined where the borders are not proven. They are where the line prints every heading for certain, each stands on a line of its own, none is
 * glued to a text without a final newline, and there are no more of them than were printed: then no line of a file can be one.
 * `mayHold` says whether a piece of the line may print files; it is asked where a heading is printed only if something before it went well.
 */
export function partsOf(line: string, text: string, mayHold: (piece: string) => boolean = () => true): Part[] | undefined {
  if (!/\becho\b/.test(line) || line.length > 64_000 || OTHER_SHELLS.some((sign) => sign.test(line))) return undefined;
  try {
    const script = scriptOf(line);
    const steps = (script.errors?.length ?? 0) > 0 || limitsOf(script).names.size > 0 ? undefined : stepsOf(script, text);
    const pieces = steps && piecesOf(steps, line);
    const parts = pieces && split(pieces, text);
    if (!parts || pieces.some(({ heading }) => heading !== undefined && isGlued(heading, text))) return undefined;
    const certain = !ENDS.test(line) && steps.every(({ step, certain }) => certain || !isHeading(step));
    return certain || !parts.some((part) => part.line !== undefined && mayHold(part.line)) ? parts : undefined;
  } catch {
    return undefined;
  }
}

/** The shell may end before the last heading. */
const ENDS = /\b(?:exit|return|exec|kill|trap|errexit)\b|\bset -\w*e/;

/** Does a line end with the heading, and say something before it? */
function isGlued(heading: string, text: string): boolean {
  for (let at = text.indexOf(heading); at >= 0; at = text.indexOf(heading, at + 1)) {
    const end = text[at + heading.length];
    if (at > 0 && text[at - 1] !== '\n' && (end === undefined || end === '\n' || end === '\r')) return true;
  }
  return false;
}

interface Step {
  readonly step: Pipeline | CommandNode;
  /** It runs whatever the others say. */
  readonly certain: boolean;
}

/** What runs one after the other; undefined where a list has alternatives or runs in the background. */
function stepsOf(script: ParsedScript, text: string): Step[] | undefined {
  const steps: Step[] = [];
  for (const { command, background } of script.commands) {
    if (background || (command.type === 'AndOr' && command.operators.includes('||'))) return undefined;
    if (command.type === 'AndOr') steps.push(...chained(command, !/\bcd: /.test(text)));
    else steps.push({ step: command, certain: true });
  }
  return steps;
}

/** Behind what never fails the others are as certain as the first; `cd` says it if it does. */
function chained({ commands }: AndOr, arrived: boolean): Step[] {
  let certain = true;
  return commands.map((step) => {
    const each = { step, certain };
    certain &&=
      isHeading(step) || (step.type === 'Command' && (/^(?:export|true|:|pwd)$/.test(nameOf(step)) || (arrived && nameOf(step) === 'cd')));
    return each;
  });
}

function nameOf({ name }: Command): string {
  return name?.value ?? '';
}

function isHeading(step: Step['step']): boolean {
  return step.type === 'Command' && headingOf(step) !== undefined;
}

interface Piece {
  readonly heading?: string;
  readonly line?: string;
}

/** Headings, and what stands between them. */
function piecesOf(steps: readonly Step[], line: string): Piece[] {
  const pieces: Piece[] = [];
  let [from, to] = [-1, -1];
  const close = () => {
    if (from >= 0) pieces.push({ line: line.slice(from, to) });
    from = -1;
  };
  for (const { step } of steps) {
    const heading = step.type === 'Command' ? headingOf(step) : undefined;
    if (heading === undefined) [from, to] = [from < 0 ? step.pos : from, step.end];
    else {
      close();
      pieces.push({ heading });
    }
  }
  close();
  return pieces;
}

/** `echo "== tests =="`: literal words, no option, no backslash, nowhere else. */
function headingOf(command: Command): string | undefined {
  if (command.name?.text !== 'echo' || command.redirects.length > 0 || command.prefix.length > 0) return undefined;
  const words = wordsOf(command).slice(1);
  if (words.some((word) => hasExpansions(word) || /\\/.test(word.value)) || words[0]?.value.startsWith('-n')) return undefined;
  const heading = words.map(({ value }) => value).join(' ');
  return /^-[neE]+( |$)|\n/.test(heading) || heading.trim() === '' ? undefined : heading;
}

function split(pieces: readonly Piece[], text: string): Part[] | undefined {
  const wanted = pieces.flatMap(({ heading }) => heading ?? []);
  if (wanted.length === 0 || wanted.length === pieces.length) return undefined;
  const found = headingsIn(text, new Set(wanted));
  if (found.length !== wanted.length || found.some(({ heading }, at) => heading !== wanted[at])) return undefined;
  const parts: Part[] = [];
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    if (piece.heading !== undefined) {
      const place = found.shift();
      if (!place || place.from !== at) return undefined;
      parts.push({ text: text.slice(place.from, place.to) });
      at = place.to;
      continue;
    }
    const to = pieces[index + 1] === undefined ? text.length : (found[0]?.from ?? text.length);
    parts.push({ line: piece.line ?? '', text: text.slice(at, to) });
    at = to;
  }
  return at === text.length ? parts : undefined;
}

interface Place {
  readonly heading: string;
  readonly from: number;
  readonly to: number;
}

/** Lines of the text that are one of these, with their ends. */
function headingsIn(text: string, headings: ReadonlySet<string>): Place[] {
  const places: Place[] = [];
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end + 1;
    const heading = text.slice(from, end < 0 ? to : end);
    if (headings.has(heading)) places.push({ heading, from, to });
    from = to;
  }
  return places;
}
