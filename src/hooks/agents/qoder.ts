/** Qoder CLI and IDE: Claude Code's protocol; a result is replaced by a text, of successful runs only. From the bundle of qodercli 1.1.52. */

import type { JsonObject } from '../../json.ts';
import { isObject, objectAt, stringAt } from '../../json.ts';
import { guarded } from '../command-line.ts';
import { isCovered, verdictOf } from '../rules/lists.ts';
import { foldersFrom, permissions, rulesFor, settingsIn } from '../rules/settings.ts';
import { stopsFrom } from '../rules/stops.ts';
import type { Agent, Event, Place, Stop, Verdict } from '../types.ts';
import { before, entry, event, lineOf, refused, rewritten, sample, toldBy, WRITING, wholeText } from './claude-kin.ts';

export const agent: Agent = {
  name: 'qoder',
  title: 'Qoder',
  replaces: 'successes',
  rewrites: true,
  mode: 'both',
  detect: { programs: ['qodercli', 'qoder'], folders: (place) => [folder(place)] },
  pieces: (scope, place, rtk) => [
    {
      kind: 'entries',
      file: `${scope === 'user' ? folder(place) : `${place.cwd}/.qoder`}/settings.json`,
      entries: [
        entry(['hooks', 'PreToolUse'], 'Bash', guarded(rtk, 'qoder')),
        entry(['hooks', 'PreToolUse'], WRITING, guarded(rtk, 'qoder')),
        entry(['hooks', 'PostToolUse'], 'Bash', guarded(rtk, 'qoder')),
      ],
    },
  ],
  instructions: (scope, { cwd }) => (scope === 'user' ? undefined : `${cwd}/AGENTS.md`),
  parse,
  guard: /^(?:Write|Edit|MultiEdit|NotebookEdit)$/,
  neutral: '',
  rewritten,
  replaced: (_, texts) =>
    texts[0] === undefined ? undefined : { hookSpecificOutput: { hookEventName: 'PostToolUse', updatedToolOutput: texts[0] } },
  rules,
  stops,
  refused,
  sample: {
    before: (line, cwd) => sample('PreToolUse', 'Bash', line, cwd),
    after: (line, text, cwd) => ({
      ...sample('PostToolUse', 'Bash', line, cwd),
      tool_response: { kind: 'completed', stdout: text, stderr: '', exitCode: 0 },
    }),
  },
  limits: [
    'Results of successful commands are replaced; builds, tests and linters are rewritten where no rule of yours could concern them.',
  ],
};

/** `QODER_CONFIG_DIR` moves the whole folder. */
function folder({ env, home }: Place): string {
  return env['QODER_CONFIG_DIR'] || `${home}/.qoder`;
}

function parse(payload: JsonObject): Event | undefined {
  if (event(payload) !== 'PostToolUse') return before(payload, 'Bash');
  const line = lineOf(payload, 'Bash');
  const response = payload['tool_response'];
  const text = wholeText(typeof response === 'string' || isObject(response) ? response : undefined);
  return line && text ? { kind: 'after', outputs: [{ line, text, ...exitOf(response) }], ...toldBy(payload) } : undefined;
}

function exitOf(response: unknown): { exit?: number } {
  return isObject(response) && response['exitCode'] === 0 ? { exit: 0 } : {};
}

/** Rules of all levels, deny first; in `auto` a model judges what it reads, and it would read another line. */
function rules(line: string, touched: readonly (readonly string[])[], payload: JsonObject, place: Place): Verdict {
  const mode = stringAt(payload, 'permission_mode')?.replace(/_/g, '').toLowerCase();
  if (mode === 'auto' || mode === 'plan') return 'leave';
  const all = settingsOf(place);
  if (all.some((each) => objectAt(each, 'general')?.['defaultPermissionMode'] === 'auto')) return 'leave';
  const of = (kind: 'allow' | 'ask' | 'deny') => rulesFor(['Bash'], permissions(all, kind));
  return verdictOf(line, touched, { stops: [...of('deny'), ...of('ask')], allows: of('allow'), covers: isCovered });
}

function settingsOf(place: Place): JsonObject[] {
  const dirs = [folder(place), ...foldersFrom(place.cwd).map((dir) => `${dir}/.qoder`)];
  return settingsIn([...dirs.flatMap((dir) => [`${dir}/settings.json`, `${dir}/settings.local.json`])], place);
}

function stops(_: JsonObject, place: Place): Stop[] {
  const all = settingsOf(place);
  const of = (kind: 'deny' | 'ask') => stopsFrom(kind, rulesFor(['Bash'], permissions(all, kind)), (text) => `your rule Bash(${text})`);
  return [...of('deny'), ...of('ask')];
}
