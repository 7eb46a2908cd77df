/** Findings that say the same, brought to one saying, so that it is printed once with all its places. */

import { groupBy } from '../text.ts';
import type { Diagnostic } from '../types.ts';
import type { CodePlace, Finding, Remark } from './rustc-types.ts';

/** Remarks of findings in one file that say the same are joined: each remark once, with the places of all. */
export function merged(findings: readonly Finding[]): Diagnostic[] {
  const groups = groupBy(findings, sayingOf);
  const remarks = new Map([...groups].map(([key, same]) => [key, joined(same)]));
  return findings.map((finding) => diagnostic(finding, remarks.get(sayingOf(finding)) ?? []));
}

function sayingOf(finding: Finding): string {
  return [finding.at.file, finding.severity, finding.code, finding.message, ...finding.remarks.map((remark) => remark.text)].join('\n');
}

/** Suggested code that differs from finding to finding is left out: it would be false for the others. */
function joined(same: readonly Finding[]): Remark[] {
  const all = same.flatMap((finding) => finding.remarks);
  return [...groupBy(all, (remark) => remark.text)].map(([text, remarks]) => {
    const [code, ...others] = new Set(remarks.map((remark) => remark.code));
    const places = remarks.flatMap((remark) => remark.places);
    return { text: code === undefined || others.length > 0 ? text : `${text.replace(/:$/, '')}: ${code}`, places };
  });
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
