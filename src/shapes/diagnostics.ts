import { groupBy } from '../text.ts';
import type { Diagnostic, Diagnostics } from '../types.ts';

/** Findings by file, `line:col severity code message`; a message found in several files is said once, with its places. */
export function printDiagnostics(shape: Diagnostics): string[] {
  const said = [...groupBy(shape.items, sayingOf).values()];
  const spread = said.filter(isCheaperOnce);
  const local = said.filter((items) => !isCheaperOnce(items)).flat();
  const order = new Map(shape.items.map((item, index) => [item, index]));
  local.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  return [...(shape.head ?? []), ...spread.flatMap(printSpread), ...printByFile(local), ...(shape.tail ?? [])];
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

function printSpread(items: readonly Diagnostic[]): string[] {
  const [first] = items;
  if (!first) return [];
  const places = [...groupBy(items, (item) => item.file ?? '')].map(([file, same]) =>
    `  ${file}:${same.map(placeOf).join(' ')}`.replace(/:\s*$/, ''),
  );
  return [heading(first), ...(first.detail ?? []).map((line) => `  ${line.trimStart()}`), ...places];
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
  const places = [...new Set(items.map(placeOf))].filter((place) => place !== '').join(' ');
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
