/** Trae and Trae CN: PreToolUse takes a rewritten input; results cannot be replaced. From its documentation; not run here. */

import type { JsonObject } from '../../json.ts';
import { parsed, stringAt } from '../../json.ts';
import { guarded } from '../command-line.ts';
import { verdictOf } from '../rules/lists.ts';
import { configFolder, settingsIn } from '../rules/settings.ts';
import { stopsFrom } from '../rules/stops.ts';
import type { Agent, Place, Scope, Stop, Verdict } from '../types.ts';
import { before, entry, refused, rewritten, sample } from './claude-kin.ts';

export const agent: Agent = {
  name: 'trae',
  title: 'Trae',
  replaces: 'none',
  rewrites: true,
  mode: 'rewrite',
  detect: { programs: ['trae', 'trae-cn'], folders: ({ home }) => [`${home}/.trae`, `${home}/.trae-cn`] },
  pieces: (scope, place, rtk) =>
    folders(scope, place).map((dir) => ({
      kind: 'entries',
      file: `${dir}/hooks.json`,
      entries: [entry(['hooks', 'PreToolUse'], 'RunCommand', guarded(rtk, 'trae'))],
      empty: { version: 1 },
    })),
  instructions: (scope, { cwd }) => (scope === 'user' ? undefined : `${cwd}/.trae/rules/rtk.md`),
  parse: (payload) => before(payload, 'RunCommand'),
  neutral: '',
  rewritten,
  replaced: () => undefined,
  rules,
  stops,
  refused,
  sample: { before: (line, cwd) => sample('PreToolUse', 'RunCommand', line, cwd) },
  todo: ['Hooks of a project stay idle until you switch them on in Settings > Hooks; its run log shows whether they run.'],
  limits: [
    'Trae cannot replace a result: builds, tests and linters are rewritten; commands that only read, and that it may not ask for, are left.',
    'Rules in a settings.json elsewhere (--user-data-dir, a remote machine) are not seen.',
  ],
};

/** Trae CN has a folder of its own. */
function folders(scope: Scope, { home, cwd, list }: Place): string[] {
  if (scope === 'project') return [`${cwd}/.trae`];
  const found = [`${home}/.trae`, `${home}/.trae-cn`].filter((dir) => list(dir).length > 0);
  return found.length > 0 ? found : [`${home}/.trae`];
}

/** Lists of commands stand in the editor's settings, as arrays or as JSON in a string. */
function rules(line: string, touched: readonly (readonly string[])[], payload: JsonObject, place: Place): Verdict {
  if (stringAt(payload, 'permission_mode') === 'plan') return 'leave';
  return verdictOf(line, touched, { stops: listed(/denyList$/i, place), allows: listed(/command\.allowList$/i, place) });
}

function listed(kind: RegExp, place: Place): string[] {
  return settingsIn(files(place), place).flatMap((each) =>
    Object.entries(each).flatMap(([key, value]) => (/^AI\.toolcall\./.test(key) && kind.test(key) ? textsIn(value, key) : [])),
  );
}

/** What is on the list is asked for. */
function stops(_: JsonObject, place: Place): Stop[] {
  return listed(/denyList$/i, place).flatMap((text) => stopsFrom('ask', [text, `${text} *`], () => `\`${text}\` on your deny list`));
}

function files(place: Place): string[] {
  const root = place.platform === 'darwin' ? `${place.home}/Library/Application Support` : configFolder(place);
  const user = ['Trae', 'Trae CN', 'TRAE SOLO', 'TRAE SOLO CN'].map((name) => `${root}/${name}/User/settings.json`);
  return [...user, `${place.cwd}/.vscode/settings.json`];
}

// "[\"sort\",\"tail\",\"cp\"]"
function textsIn(value: unknown, key: string): readonly string[] {
  const list = typeof value === 'string' ? parsed(value || '[]') : value;
  if (!Array.isArray(list) || list.some((each) => typeof each !== 'string')) throw new Error(`${key} is not understood`);
  return list as string[];
}
