/** VS Code's rules for terminal commands: they are matched against the rewritten line, so only what surely meets its prompt anyway may be rewritten. */

import type { JsonObject, JsonValue } from '../../json.ts';
import { isObject, objectAt } from '../../json.ts';
import { isRead } from '../read-only.ts';
import { couldMatch } from '../rules/match.ts';
import { settingsIn as readSettings } from '../rules/settings.ts';
import type { Place, Stop, Verdict } from '../types.ts';

export function vscodeRules(line: string, touched: readonly (readonly string[])[], _: JsonObject, place: Place): Verdict {
  // In a remote window the user's settings are on another machine.
  if (place.list(`${place.home}/.vscode-server`).length > 0 || place.list(`${place.home}/.vscode-remote`).length > 0) return 'leave';
  const settings = settingsIn(place);
  if (settings.some((each) => setting(each, 'chat.tools.global.autoApprove') === true)) return 'silent';
  const rules = settings.flatMap((each) => Object.entries(objectOf(setting(each, 'chat.tools.terminal.autoApprove'))));
  if (rules.some(([key, value]) => concerns(key, value, line))) return 'leave';
  return touched.some((words) => isRead(words) || NPM_SCRIPT.test(words.join(' ')) || DEFAULT_RULES.test(words.join(' ')))
    ? 'leave'
    : 'silent';
}

/** `"git push": false` asks for it; between slashes it is a regular expression. */
export function vscodeStops(_: JsonObject, place: Place): readonly Stop[] {
  const rules = settingsIn(place).flatMap((each) => Object.entries(objectOf(setting(each, 'chat.tools.terminal.autoApprove'))));
  return rules.flatMap(([key, value]): Stop[] => {
    if (value !== false && !(isObject(value) && value['approve'] === false)) return [];
    const pattern = /^\/([\s\S]+)\/([a-z]*)$/.exec(key);
    const regex = pattern ? new RegExp(pattern[1] ?? '', pattern[2]) : undefined;
    const covers = (command: string) => (regex ? regex.test(command) : command === key || command.startsWith(`${key} `));
    return [{ action: 'ask', covers, rule: `\`${key}\` in chat.tools.terminal.autoApprove` }];
  });
}

// Scripts of the workspace's package.json run unasked: npm test, yarn build, pnpm run lint
const NPM_SCRIPT = /^(?:npm (?:run|run-script|test|t|start)|pnpm|yarn|bun run|npx yarn)\b/;
// What stands in the default of chat.tools.terminal.autoApprove, to allow or to ask, besides what only reads
const DEFAULT_RULES =
  /^(?:cd|echo|pwd|cut|cmp|basename|dirname|realpath|readlink|nl|tr|col|column|date|fold|tac|rm|rmdir|del|kill|wget|eval|chmod|chown|xargs|mkdir|npm (?:ls|audit)|yarn|pnpm)\b|Set-|Get-|Remove-/;

/** A regular expression between slashes, or a beginning of a command. `null` takes a default away. */
function concerns(key: string, value: JsonValue | undefined, line: string): boolean {
  if (value === null || value === undefined) return false;
  if (/rtk/.test(key)) return true;
  const pattern = /^\/([\s\S]+)\/([a-z]*)$/.exec(key);
  return pattern ? true : couldMatch(`${key}*`, line);
}

function settingsIn(place: Place): JsonObject[] {
  const folders = userFolders(place);
  const profiles = folders.flatMap((folder) => place.list(`${folder}/profiles`).map((name) => `${folder}/profiles/${name}`));
  const files = [...folders, ...profiles, `${place.cwd}/.vscode`].map((folder) => `${folder}/settings.json`);
  return readSettings(files, place);
}

export function userFolders({ home, env, platform }: Place): string[] {
  const root =
    platform === 'win32'
      ? (env['APPDATA'] ?? home)
      : platform === 'darwin'
        ? `${home}/Library/Application Support`
        : env['XDG_CONFIG_HOME'] || `${home}/.config`;
  return ['Code', 'Code - Insiders', 'VSCodium'].map((name) => `${root}/${name}/User`);
}

/** `"chat.tools.global.autoApprove": true`, or the same nested. */
function setting(settings: JsonObject, name: string): JsonValue | undefined {
  if (settings[name] !== undefined) return settings[name];
  const [parts, last] = [name.split('.').slice(0, -1), name.split('.').at(-1) ?? ''];
  return parts.reduce<JsonObject | undefined>((at, key) => objectAt(at, key), settings)?.[last];
}

function objectOf(value: JsonValue | undefined): JsonObject {
  if (value !== undefined && !isObject(value)) throw new Error('chat.tools.terminal.autoApprove is not understood');
  return value ?? {};
}
