import { omitted, PLACES } from '../marks.ts';
import { groupBy } from '../text.ts';
import type { Diagnostic, Diagnostics } from '../types.ts';

/** Errors, then what is less: findings by file, `line:col severity code message`; a message found in several files is said once, with its places. */
export function printDiagnostics(shape: Diagnostics): string[] {
  const errors = shape.items.filter(isError);
  const others = shape.items.filter((item) => !isError(item));
  return [...(shape.head ?? []), ...printFindings(errors), ...printFindings(others), ...(shape.tail ?? [])];
}

function printFindings(items: readonly Diagnostic[]): string[] {
  const said = [...groupBy(items, sayingOf).values()];
  const spread = said.filter(isCheaperOnce);
  const local = said.filter((same) => !isCheaperOnce(same)).flat();
  const order = new Map(items.map((item, index) => [item, index]));
  local.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  return [...spread.flatMap(printSpread), ...printByFile(local)];
}

// "error", "fatal error", "ERROR", "Fehler", "erreur", "错误"; tools that say no severity find nothing less
const ERROR = /err|fatal|fehler|错误|エラー|오류|ошибка|✖/i;

function isError({ severity }: Diagnostic): boolean {
  return severity === undefined || ERROR.test(severity);
}

/** What the finding says, without its place. */
function sayingOf(item: Diagnostic): string {
  return [item.severity ?? '', item.code ?? '', item.message, ...(item.detail ?? [])].join('\n');
}

function isCheaperOnce(items: readonly Diagnostic[]): boolean {
  const files = [...new Set(items.map((item) => item.file ?? ''))];
  if (files.length < 2 || files.includes('')) return false;
  const again = (files.length - 1) * sayingOf(items[0] as Diagnostic).length;
  return again > files.reduce((sum, file) => sum + file.length + 3, 0);
}

/** Places of equal findings that are shown, of errors and of what is less; the others are counted. */
const SHOWN = { error: 2000, other: 300 };

function roomFor(item: Diagnostic): number {
  return isError(item) ? SHOWN.error : SHOWN.other;
}

function printSpread(items: readonly Diagnostic[]): string[] {
  const [first] = items;
  if (!first) return [];
  const room = roomFor(first);
  const places = [...groupBy(items.slice(0, room), (item) => item.file ?? '')].map(([file, same]) =>
    `  ${file}:${same.map(placeOf).join(' ')}`.replace(/:\s*$/, ''),
  );
  const more = items.length > room ? [`  ${omitted(items.length - room, PLACES)}`] : [];
  return [heading(first), ...(first.detail ?? []).map((line) => `  ${line.trimStart()}`), ...places, ...more];
}

function printByFile(items: readonly Diagnostic[]): string[] {
  return [...groupBy(items, (item) => item.file ?? '')].flatMap(([file, found]) => {
    const lines = [...groupBy(found, sayingOf).values()].flatMap((same) => printSame(same, file === '' ? '' : '  '));
    return file === '' ? lines : [file, ...lines];
  });
}

function printSame(items: readonly Diagnostic[], indent: string): string[] {
  const [first] = items;
  if (!first) return [];
  const all = [...new Set(items.map(placeOf))].filter((place) => place !== '');
  const room = roomFor(first);
  const more = all.length > room ? [omitted(all.length - room, PLACES)] : [];
  const places = [...all.slice(0, room), ...more].join(' ');
  const again = items.length > 1 && places === '' ? items.slice(1).map(heading) : [];
  return [
    `${indent}${places}${places === '' ? '' : ' '}${heading(first)}`,
    ...again,
    ...(first.detail ?? []).map((line) => `${indent}  ${line.trimStart()}`),
  ];
}

function heading(item: Diagnostic): string {
  return [item.severity, item.code, item.message].filter((part) => part !== undefined && part !== '').join(' ');
}

function placeOf(item: Diagnostic): string {
  if (item.line === undefined) return '';
  return item.col === undefined ? item.line : `${item.line}:${item.col}`;
}
