/** Reading settings files for the rules in them. Throws if one is there and cannot be understood. */

import type { JsonObject } from '../../json.ts';
import { isObject, parsed } from '../../json.ts';
import type { Place } from '../types.ts';

export function settingsIn(paths: readonly string[], place: Place): JsonObject[] {
  return [...new Set(paths)].flatMap((path) => {
    const text = place.read(path);
    if (text === undefined || text.trim() === '') return [];
    const data = parsed(text);
    if (!isObject(data)) throw new Error(`${path} is not understood`);
    return [data];
  });
}

/** The folder and all above it. */
export function foldersFrom(start: string): string[] {
  const found: string[] = [];
  for (let dir = start; dir.length > 1; dir = dir.slice(0, Math.max(dir.lastIndexOf('/'), dir.lastIndexOf('\\'), 0))) found.push(dir);
  return found;
}

/** A list of strings; empty if it is not there; throws for anything else. */
export function textsAt(from: JsonObject | undefined, key: string): readonly string[] {
  const value = from?.[key] ?? [];
  if (!Array.isArray(value) || value.some((each) => typeof each !== 'string')) throw new Error(`${key} is not understood`);
  return value as readonly string[];
}

/** Texts inside `<tool>(…)` of a list of rules; `''` for the bare tool or `*`. */
export function rulesFor(tools: readonly string[], rules: readonly string[]): string[] {
  return rules.flatMap((rule) => {
    const [, name = '', text = ''] = /^\s*([^(]*?)\s*(?:\(([\s\S]*)\))?\s*$/.exec(rule) ?? [];
    return name === '*' || tools.includes(name) ? [text] : [];
  });
}

/** `allow`, `ask` and `deny` of `permissions`. */
export function permissions(all: readonly JsonObject[], kind: 'allow' | 'ask' | 'deny'): string[] {
  return all.flatMap((each) => {
    const found = each['permissions'];
    if (found === undefined) return [];
    if (!isObject(found)) throw new Error('permissions are not understood');
    return textsAt(found, kind);
  });
}

/** `~/.config` and what stands for it elsewhere. */
export function configFolder({ env, home, platform }: Place): string {
  if (platform === 'win32') return env['APPDATA'] || `${home}/AppData/Roaming`;
  return env['XDG_CONFIG_HOME'] || `${home}/.config`;
}
