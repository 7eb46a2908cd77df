/** Findings that say the same, brought to one saying, so that it is printed once with all its places. */

import { groupBy } from '../text.ts';
import type { Diagnostic } from '../types.ts';
import type { CodePlace, Finding, Remark } from './rustc-types.ts';

/** Remarks of findings in one file that say the same are joined: each remark once, with the places of all. */
export function merged(findings: readonly Finding[]): Diagnostic[] {
  const groups = groupBy(findings, sayingOf);
  const everywhere = groupBy(findings, (finding) => sayingOf({ ...finding, at: { ...finding.at, file: '' } }));
  const differ = new Set([...everywhere.values()].filter(manySuggestions).flat());
  const remarks = new Map(
    [...groups].map(([key, same]) => [
      key,
      joined(
        same,
        same.some((finding) => differ.has(finding)),
      ),
    ]),
  );
  return findings.map((finding) => diagnostic(finding, remarks.get(sayingOf(finding)) ?? []));
}

function sayingOf(finding: Finding): string {
  return [finding.at.file, finding.severity, finding.code, finding.message, ...finding.remarks.map((remark) => remark.text)].join('\n');
}

/** Suggestions that differ from finding to finding are said with their lines, or left out where they are many or whole lines: one would be false for the others. */
const SUGGESTIONS = 4;

/** Is text inserted in more lines, of all files, than are said? */
function manySuggestions(same: readonly Finding[]): boolean {
  const placed = same.flatMap(({ remarks }) => remarks.flatMap((remark) => (remark.placed === remark.code ? [] : [remark.code])));
  return placed.length > SUGGESTIONS && new Set(placed).size > 1;
}

function joined(same: readonly Finding[], without: boolean): Remark[] {
  const all = same.flatMap((finding) => finding.remarks);
  return [...groupBy(all, (remark) => remark.text)].map(([text, remarks]) => {
    const code = without ? undefined : suggestionOf(remarks);
    const places = remarks.flatMap((remark) => remark.places);
    return { text: code === undefined ? text : `${text.replace(/:$/, '')}: ${code}`, places };
  });
}

function suggestionOf(remarks: readonly Remark[]): string | undefined {
  const [first, ...others] = remarks;
  if (others.length === 0) return first?.placed;
  const same = new Set(remarks.map(({ code }) => code)).size === 1;
  const inserted = remarks.every(({ code, placed }) => placed !== code);
  const placed = [...new Set(remarks.map((remark) => remark.placed))];
  if (same) return first?.code;
  return inserted && placed.length <= SUGGESTIONS ? placed.join(' | ') : undefined;
}

/** Remarks in the same file stand under the finding, `20: value moved here`; a place in another file stands behind the message, so that it does not look like the heading of what follows. */
function diagnostic({ at, severity, code, message }: Finding, remarks: readonly Remark[]): Diagnostic {
  const away = remarks.filter((remark) => remark.places.some((place) => place.file !== at.file));
  const here = remarks.filter((remark) => !away.includes(remark));
  return {
    file: at.file,
    line: at.line,
    ...(at.col === undefined ? {} : { col: at.col }),
    severity,
    ...(code === undefined ? {} : { code }),
    message: [message, ...away.map((remark) => `${placesOf(remark.places)} ${remark.text}`)].join('; '),
    detail: here.map((remark) => (remark.places.length === 0 ? remark.text : `${numbersOf(remark.places)}: ${remark.text}`)),
  };
}

function placesOf(places: readonly CodePlace[]): string {
  return [...groupBy(places, (place) => place.file)].map(([file, same]) => `${file}:${numbersOf(same)}`).join(' ');
}

function numbersOf(places: readonly CodePlace[]): string {
  return [...new Set(places.map((place) => (place.col === undefined ? place.line : `${place.line}:${place.col}`)))].join(' ');
}
