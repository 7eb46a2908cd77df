/** A text of several commands between headings that the line itself printed, `echo "== tests =="; npm test; echo "== lint =="; …`: which part of the line printed which part of the text. */

import type { Command, CommandNode, ParsedScript, Pipeline } from 'unbash';
import { scriptOf } from './script.ts';
import { wordsOf } from './simple.ts';
import { OTHER_SHELLS } from './untouched.ts';
import { hasExpansions } from './word.ts';

export interface Part {
  /** The piece of the line that printed it; absent for a heading. */
  readonly line?: string;
  readonly text: string;
}

/** undefined where a heading is not found exactly as often as the line prints it, or there is none: nothing is guessed. */
export function partsOf(line: string, text: string): Part[] | undefined {
  if (!/\becho\b/.test(line) || line.length > 64_000 || OTHER_SHELLS.some((sign) => sign.test(line))) return undefined;
  try {
    const script = scriptOf(line);
    const steps = (script.errors?.length ?? 0) > 0 ? undefined : stepsOf(script);
    return steps && split(piecesOf(steps, line), text);
  } catch {
    return undefined;
  }
}

type Step = Pipeline | CommandNode;

/** What runs one after the other; undefined where a list has alternatives or runs in the background. */
function stepsOf(script: ParsedScript): Step[] | undefined {
  const steps: Step[] = [];
  for (const { command, background } of script.commands) {
    if (background || (command.type === 'AndOr' && command.operators.includes('||'))) return undefined;
    if (command.type === 'AndOr') steps.push(...command.commands);
    else steps.push(command);
  }
  return steps;
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
  for (const step of steps) {
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
