/** Factory Droid: PreToolUse takes a rewritten input; results cannot be replaced. From its documentation; payloads as documented, not run here. */

import type { JsonObject } from '../../json.ts';
import { isObject, objectAt, parsed, stringAt } from '../../json.ts';
import { guarded } from '../command-line.ts';
import { verdictOf } from '../rules/lists.ts';
import { foldersFrom, settingsIn, textsAt } from '../rules/settings.ts';
import { stopsFrom } from '../rules/stops.ts';
import type { Agent, Piece, Place, Scope, Stop, Verdict } from '../types.ts';
import { before, entry, refused, rewritten, sample } from './claude-kin.ts';

export const agent: Agent = {
  name: 'droid',
  title: 'Factory Droid',
  replaces: 'none',
  rewrites: true,
  mode: 'rewrite',
  detect: { programs: ['droid'], folders: (place) => [userFolder(place)] },
  pieces: (scope, place, rtk) => [piece(folder(scope, place), place, guarded(rtk, 'droid'))],
  instructions: (scope, place) => (scope === 'user' ? `${userFolder(place)}/AGENTS.md` : `${place.cwd}/AGENTS.md`),
  parse: (payload) => before(payload, 'Execute'),
  guard: /^(?:Create|Edit|MultiEdit|ApplyPatch|Write)$/,
  neutral: '',
  rewritten,
  replaced: () => undefined,
  rules,
  stops,
  refused,
  sample: { before: (line, cwd) => sample('PreToolUse', 'Execute', line, cwd) },
  todo: ['Restart Droid: hooks are read when it starts. `/hooks` lists them.'],
  limits: [
    'Droid cannot replace a result: builds, tests and linters are rewritten; commands that only read, and that it may not ask for, are left.',
    'Rules that an organisation keeps on its server are not seen.',
  ],
};

function userFolder({ env, home }: Place): string {
  return `${env['FACTORY_HOME_OVERRIDE'] || home}/.factory`;
}

function folder(scope: Scope, place: Place): string {
  return scope === 'user' ? userFolder(place) : `${place.cwd}/.factory`;
}

/**
 * hooks.json hides the hooks of settings.json, event by event or as a whole: the entry goes where it hides nothing,
 * and no hooks.json is made.
 */
function piece(dir: string, place: Place, command: string): Piece {
  const settings = `${dir}/settings.json`;
  const inSettings: Piece = {
    kind: 'entries',
    file: settings,
    entries: [entry(['hooks', 'PreToolUse'], 'Execute|Create|Edit|MultiEdit|ApplyPatch', command)],
  };
  const file = [`${dir}/hooks.json`, `${dir}/hooks/hooks.json`].find((path) => isThere(place.read(path)));
  if (file === undefined) return inSettings;
  const map = dataOf(place.read(file));
  const wrapped = isObject(map?.['hooks']);
  const events = wrapped ? objectAt(map, 'hooks') : map;
  if (!hasItems(events) && hasItems(objectAt(dataOf(place.read(settings)), 'hooks'))) return inSettings;
  return {
    kind: 'entries',
    file,
    entries: [entry(wrapped ? ['hooks', 'PreToolUse'] : ['PreToolUse'], 'Execute|Create|Edit|MultiEdit|ApplyPatch', command)],
  };
}

function isThere(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '';
}

function dataOf(text: string | undefined): JsonObject | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const data = parsed(text);
  return isObject(data) ? data : undefined;
}

function hasItems(events: JsonObject | undefined): boolean {
  const items = events?.['PreToolUse'];
  return Array.isArray(items) && items.length > 0;
}

/** The denylist asks, the blocklist stops, at every level; how an allowlist's entry matches is not documented: only the very text is taken for allowed. */
function rules(line: string, touched: readonly (readonly string[])[], payload: JsonObject, place: Place): Verdict {
  if (stringAt(payload, 'permission_mode') === 'spec') return 'leave';
  const all = settingsOf(place);
  const of = (key: string) => all.flatMap((each) => textsAt(each, key));
  return verdictOf(line, touched, { stops: [...of('commandDenylist'), ...of('commandBlocklist')], allows: of('commandAllowlist') });
}

function settingsOf(place: Place): JsonObject[] {
  const dirs = [userFolder(place), ...foldersFrom(place.env['FACTORY_PROJECT_DIR'] || place.cwd).map((dir) => `${dir}/.factory`)];
  return settingsIn(
    dirs.flatMap((dir) => [`${dir}/settings.json`, `${dir}/settings.local.json`]),
    place,
  );
}

/** An entry is the beginning of a command, or all of it. */
function stops(_: JsonObject, place: Place): Stop[] {
  const all = settingsOf(place);
  const of = (action: Stop['action'], key: string) =>
    all.flatMap((each) => textsAt(each, key)).flatMap((text) => stopsFrom(action, [text, `${text} *`], () => `\`${text}\` in your ${key}`));
  return [...of('deny', 'commandBlocklist'), ...of('ask', 'commandDenylist')];
}
