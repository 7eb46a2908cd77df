import { omitted } from '../marks.ts';
import { dedent } from '../text.ts';
import type { Failure, Level, Tests } from '../types.ts';
import { CAPS } from './caps.ts';

/** Failures in full, per level; the others are named. */
const IN_FULL = CAPS.failures;

/** Each failure: name, place, assertion. Equal texts of several failures are said once, under all their names. */
export function printTests(shape: Tests, level: Level): string[] {
  const distinct = sameText(shape.failures);
  const full = distinct.slice(0, IN_FULL[level]);
  const named = distinct.slice(IN_FULL[level]);
  return [...(shape.head ?? []), ...printInFull(full), ...printNamed(named, full), ...(shape.tail ?? [])];
}

/** Name, place and the first line, if that says something new; the other lines are counted. */
function printNamed(named: readonly Failure[][], full: readonly Failure[][]): string[] {
  const said = new Set(full.map((same) => same[0]?.lines[0]?.trim()));
  const cut = named.reduce((sum, same) => sum + Math.max(0, (same[0]?.lines.length ?? 0) - 1), 0);
  const lines = named.flatMap((same) => {
    const first = same[0]?.lines[0]?.trim();
    const known = first === undefined || said.has(first);
    said.add(first);
    return [...same.map(nameAndPlace), ...(known ? [] : [`  ${first}`])];
  });
  return cut > 0 ? [...lines, omitted(cut)] : lines;
}

function sameText(failures: readonly Failure[]): Failure[][] {
  const groups = new Map<string, Failure[]>();
  for (const failure of failures) {
    const key = failure.lines.join('\n') || failure.name;
    groups.set(key, [...(groups.get(key) ?? []), failure]);
  }
  return [...groups.values()];
}

/** Names that share a text stand above it together. Behind one without a text they would seem to share it with that one, too: then each has its own. */
function printInFull(groups: readonly Failure[][]): string[] {
  return groups.flatMap((same, at) => {
    const above = groups[at - 1]?.[0];
    const bare = above !== undefined && above.lines.length === 0 && (same[0]?.lines.length ?? 0) > 0;
    return bare ? same.flatMap((failure) => printFailure([failure])) : printFailure(same);
  });
}

function printFailure(same: readonly Failure[]): string[] {
  return [...same.map(nameAndPlace), ...dedent(same[0]?.lines ?? []).map((line) => (line === '' ? line : `  ${line}`))];
}

function nameAndPlace(failure: Failure): string {
  const verdict = /^(?:FAIL|ERROR|UNEXPECTED SUCCESS)\b/.test(failure.name) ? '' : 'FAIL ';
  return failure.place === undefined || failure.name.includes(failure.place)
    ? `${verdict}${failure.name}`
    : `${verdict}${failure.name} (${failure.place})`;
}
