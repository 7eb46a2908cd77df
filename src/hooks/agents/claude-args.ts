/** Rules on Claude Code's own command line, which its hooks are told the process id of. Linux alone shows it in a file. */

import type { JsonObject } from '../../json.ts';
import { isObject, parsed } from '../../json.ts';
import type { Place } from '../types.ts';

export interface Arguments {
  readonly allow: readonly string[];
  readonly deny: readonly string[];
  /** What `--settings` adds. */
  readonly settings: readonly JsonObject[];
  /** `--setting-sources`: which settings files are in force is not known. */
  readonly sources: boolean;
}

/** Throws if `--settings` names something that cannot be understood. */
export function argumentsIn(place: Place): Arguments {
  const pid = place.env['CLAUDE_PID'];
  const words = pid && /^\d+$/.test(pid) && place.platform === 'linux' ? (place.read(`/proc/${pid}/cmdline`) ?? '').split('\0') : [];
  return {
    allow: rulesOf(words, ['--allowedTools', '--allowed-tools']),
    deny: rulesOf(words, ['--disallowedTools', '--disallowed-tools']),
    settings: valuesOf(words, ['--settings']).map(([value = '']) => settingsOf(value, place)),
    sources: words.some((word) => /^--setting-sources(?:=|$)/.test(word)),
  };
}

function rulesOf(words: readonly string[], names: readonly string[]): string[] {
  return valuesOf(words, names).flatMap((values) => values.flatMap(split));
}

/** The words behind each of these options, up to the next option; or the one behind `=`. */
function valuesOf(words: readonly string[], names: readonly string[]): string[][] {
  return words.flatMap((word, at) => {
    const name = names.find((each) => word === each || word.startsWith(`${each}=`));
    if (name === undefined) return [];
    if (word !== name) return [[word.slice(name.length + 1)]];
    const end = words.findIndex((each, index) => index > at && (each.startsWith('-') || each === ''));
    return [words.slice(at + 1, end < 0 ? undefined : end)];
  });
}

/** `Bash(git log:*),Edit Read`: commas and blanks inside brackets belong to the rule. */
function split(list: string): string[] {
  return list.match(/[^\s,(]+(?:\([^)]*\))?/g) ?? [];
}

function settingsOf(value: string, place: Place): JsonObject {
  const text = /^\s*\{/.test(value)
    ? value
    : place.read(value.startsWith('/') ? value : `${place.env['CLAUDE_PROJECT_DIR'] ?? place.cwd}/${value}`);
  const data = text === undefined ? undefined : parsed(text);
  if (!isObject(data)) throw new Error('--settings is not understood');
  return data;
}
