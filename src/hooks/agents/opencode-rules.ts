/**
 * OpenCode's permissions, judged on the line as the model wrote it. The plugin sends the settings as OpenCode merged them: of all its files, of the
 * environment, of an organisation. Unless they say otherwise it allows every command, but asks for paths outside the project.
 */

import type { JsonObject } from '../../json.ts';
import { isObject, listAt, objectAt } from '../../json.ts';
import { couldMatch, globPattern } from '../rules/match.ts';
import type { Stop, Verdict } from '../types.ts';

/** Arguments of these are looked at for paths outside the project; behind another name they would not be. */
const ON_FILES = /(?:^|[\s;&|(/])(?:cd|chdir|pushd|popd|rm|cp|mv|mkdir|touch|chmod|chown|cat)\b/;

export function openCodeRules(line: string, touched: readonly (readonly string[])[], payload: JsonObject): Verdict {
  const settings = objectAt(payload, 'settings');
  if (!settings || touched.some((words) => ON_FILES.test(words.join(' ')))) return 'leave';
  // Another plugin may judge commands, and nobody knows which of us is asked first.
  if (!listAt(settings, 'plugin').every((each) => typeof each === 'string' && /[\\/]plugins?[\\/]rtk\.js$/.test(each))) return 'leave';
  return permissionsIn(settings).some((permission) => stops(permission, line)) ? 'leave' : 'silent';
}

/** Of all and of single agents; older settings switch tools off by name. */
function permissionsIn(settings: JsonObject): unknown[] {
  const agents = ['agent', 'mode'].flatMap((key) => Object.values(objectAt(settings, key) ?? {})).filter((each) => isObject(each));
  return [settings, ...agents].flatMap((each) => [each['permission'], ...switches(each)]).filter((each) => each !== undefined);
}

function switches(settings: JsonObject): unknown[] {
  return Object.entries(objectAt(settings, 'tools') ?? {}).map(([tool, on]) => ({ [tool]: on === true ? 'allow' : 'deny' }));
}

/** `"ask"`, `{"bash": "ask"}`, `{"*": "deny", "bash": {"*": "allow", "git push*": "deny"}}`. */
function stops(permission: unknown, line: string): boolean {
  if (typeof permission === 'string') return permission !== 'allow';
  if (!isObject(permission)) throw new Error('a permission is not understood');
  return Object.entries(permission).some(([tool, rule]) => globPattern(tool).test('bash') && stopsLine(rule, line));
}

function stopsLine(rule: unknown, line: string): boolean {
  if (typeof rule === 'string') return rule !== 'allow';
  if (!isObject(rule)) throw new Error('permission.bash is not understood');
  return Object.entries(rule).some(([pattern, action]) => action !== 'allow' && couldMatch(wordwise(pattern), line));
}

/** Of several patterns the last that matches decides, of all settings and agents each for itself. */
export function openCodeStops(payload: JsonObject): readonly Stop[] {
  const settings = objectAt(payload, 'settings');
  const lists = settings ? permissionsIn(settings).flatMap((each) => (isObject(each) && isObject(each['bash']) ? [each['bash']] : [])) : [];
  return lists.flatMap((list) => {
    const rules = Object.entries(list).map(([pattern, action]) => ({ pattern, action, matcher: globPattern(pattern) }));
    return rules.flatMap(({ pattern, action, matcher }, at): Stop[] => {
      if ((action !== 'deny' && action !== 'ask') || /^\**$/.test(pattern)) return [];
      const later = rules.slice(at + 1);
      const covers = (command: string) => matcher.test(command) && !later.some((rule) => rule.matcher.test(command));
      return [{ action, covers, rule: `your permission for \`${pattern}\`` }];
    });
  });
}

/** Its `*` also stands for blanks: `git*push` is `git* *push`. `?` is one character. */
function wordwise(pattern: string): string {
  return pattern.replaceAll('?', '*').replaceAll('*', '* *');
}
