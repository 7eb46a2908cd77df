import { omitted } from '../marks.ts';
import type { Json, Level } from '../types.ts';
import { CAPS } from './caps.ts';
import { restatedJson } from './json-restated.ts';

/** Elements of an array shown before the rest is only counted. */
const CAP = CAPS.elements;

/** JSON without blanks; what is beyond the cap of an array becomes one string element that counts it. Values stay as they are spelled. */
export function printJson(shape: Json, level: Level): string[] {
  if (shape.restated) return restatedJson(shape.text) ?? shape.text.trimEnd().split('\n');
  return shape.text.trim() === '' ? [] : [compactJson(shape.text, CAP[level])];
}

/** `text` must be valid JSON. Scalars are copied letter by letter: no number is re-written. */
function compactJson(text: string, cap: number): string {
  return value({ text, at: 0, cap });
}

interface Cursor {
  readonly text: string;
  at: number;
  readonly cap: number;
}

function value(cursor: Cursor): string {
  blanks(cursor);
  const start = cursor.text[cursor.at];
  if (start === '{') return members(cursor, '}', Number.POSITIVE_INFINITY);
  if (start === '[') return members(cursor, ']', cursor.cap);
  return scalar(cursor);
}

function members(cursor: Cursor, end: '}' | ']', cap: number): string {
  const open = cursor.text[cursor.at++] ?? '';
  const shown: string[] = [];
  let hidden = 0;
  let lines = 0;
  for (blanks(cursor); cursor.at < cursor.text.length && cursor.text[cursor.at] !== end; blanks(cursor)) {
    const from = cursor.at;
    const item = end === '}' ? `${scalar(cursor)}:${afterColon(cursor)}` : value(cursor);
    if (shown.length < cap) shown.push(item);
    else {
      hidden++;
      lines += cursor.text.slice(from, cursor.at).split('\n').length;
    }
    blanks(cursor);
    if (cursor.text[cursor.at] === ',') cursor.at++;
  }
  cursor.at++;
  if (hidden > 0) shown.push(`"${omitted(hidden, 'elements', lines)}"`);
  return open + shown.join(',') + end;
}

function afterColon(cursor: Cursor): string {
  blanks(cursor);
  cursor.at++;
  return value(cursor);
}

function scalar(cursor: Cursor): string {
  const from = cursor.at;
  if (cursor.text[cursor.at] !== '"') {
    while (cursor.at < cursor.text.length && !/[\s,\]}:]/.test(cursor.text[cursor.at] ?? '')) cursor.at++;
    return cursor.text.slice(from, cursor.at);
  }
  cursor.at++;
  while (cursor.at < cursor.text.length && cursor.text[cursor.at] !== '"') cursor.at += cursor.text[cursor.at] === '\\' ? 2 : 1;
  cursor.at++;
  return cursor.text.slice(from, cursor.at);
}

function blanks(cursor: Cursor): void {
  while (/\s/.test(cursor.text[cursor.at] ?? '')) cursor.at++;
}
