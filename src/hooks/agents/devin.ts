/** Devin CLI and Devin Local: PreToolUse merges a rewritten input; results cannot be replaced. Payloads as captured from 3000.6.14. */

import type { JsonObject } from '../../json.ts';
import { objectAt } from '../../json.ts';
import { guarded } from '../command-line.ts';
import { isPrefix, verdictOf } from '../rules/lists.ts';
import { configFolder, foldersFrom, permissions, rulesFor, settingsIn } from '../rules/settings.ts';
import { stopsFrom } from '../rules/stops.ts';
import type { Agent, Place, Stop, Verdict } from '../types.ts';
import { before, entry, sample } from './claude-kin.ts';

export const agent: Agent = {
  name: 'devin',
  title: 'Devin',
  replaces: 'none',
  rewrites: true,
  mode: 'rewrite',
  detect: { programs: ['devin'], folders: (place) => [`${configFolder(place)}/devin`] },
  pieces: (scope, place, rtk) =>
    scope === 'user'
      ? [{ kind: 'entries', file: userFile(place), entries: [entry(['hooks', 'PreToolUse'], '^exec$', guarded(rtk, 'devin'))] }]
      : [{ kind: 'entries', file: `${place.cwd}/.devin/hooks.v1.json`, entries: [entry(['PreToolUse'], '^exec$', guarded(rtk, 'devin'))] }],
  instructions: (scope, place) => (scope === 'user' ? `${configFolder(place)}/devin/AGENTS.md` : `${place.cwd}/AGENTS.md`),
  parse: (payload) => before(payload, 'exec'),
  neutral: '',
  // It is merged into the call: what is not named stays.
  rewritten: (_, lines) => ({ hookSpecificOutput: { hookEventName: 'PreToolUse', updatedInput: { command: lines[0] } } }),
  replaced: () => undefined,
  rules,
  stops,
  // It knows no answer that asks.
  refused: (_, action, reason) => (action === 'deny' ? { decision: 'block', reason } : undefined),
  sample: {
    before: (line) => ({
      hook_event_name: 'PreToolUse',
      session_id: 'sample',
      prompt_id: 'sample',
      tool_name: 'exec',
      tool_input: sample('', '', line, '')['tool_input'],
      tool_use_id: 'sample',
    }),
  },
  todo: ['Hooks do not run in Restricted Mode: trust the folder. `/hooks` lists them.'],
  limits: [
    'Devin cannot replace a result: builds, tests and linters are rewritten, commands that change more than the project are left.',
    'Rules that an organisation keeps on its server are not seen; in Smart mode a model judges the rewritten command.',
  ],
};

function userFile(place: Place): string {
  return `${configFolder(place)}/devin/config.json`;
}

/** `Exec(git push)` is a prefix; a deny rule of any level wins, and Claude Code's rules count where they are imported. Which syntax allows is not documented, so nothing is ever allowed here. */
function rules(line: string, touched: readonly (readonly string[])[], _: JsonObject, place: Place): Verdict {
  const of = textsOf(place);
  const verdict = verdictOf(line, touched, {
    stops: [...of('deny'), ...of('ask')],
    allows: of('allow'),
    covers: isPrefix,
    asksForReads: true,
  });
  return typeof verdict === 'object' ? 'leave' : verdict;
}

function textsOf(place: Place): (kind: 'allow' | 'ask' | 'deny') => string[] {
  const start = place.env['DEVIN_PROJECT_DIR'] || place.cwd;
  const folders = foldersFrom(start);
  const own = settingsIn(
    [userFile(place), ...folders.flatMap((dir) => [`${dir}/.devin/config.json`, `${dir}/.devin/config.local.json`])],
    place,
  );
  const imports = own.every((each) => objectAt(each, 'read_config_from')?.['claude'] !== false);
  const claude = imports
    ? settingsIn(
        [place.home, ...folders].flatMap((dir) => [`${dir}/.claude/settings.json`, `${dir}/.claude/settings.local.json`]),
        place,
      )
    : [];
  return (kind) => [...rulesFor(['Exec', 'exec', 'Bash'], permissions(own, kind)), ...rulesFor(['Bash'], permissions(claude, kind))];
}

function stops(_: JsonObject, place: Place): Stop[] {
  const of = textsOf(place);
  const listed = (kind: 'deny' | 'ask') =>
    of(kind).flatMap((text) => stopsFrom(kind, [text, `${text} *`], () => `your rule Exec(${text})`));
  return [...listed('deny'), ...listed('ask')];
}
