/** Google Antigravity: PreToolUse takes other arguments; results are not shown to hooks. From third-party readings of 1.2; not run here. */

import type { JsonObject } from '../../json.ts';
import { isObject, listAt, objectAt, parsed, stringAt } from '../../json.ts';
import { failOpen } from '../command-line.ts';
import { couldMatch } from '../rules/match.ts';
import { told } from '../told.ts';
import type { Agent, Event, Piece, Place, Stop, Verdict } from '../types.ts';

export const agent: Agent = {
  name: 'antigravity',
  title: 'Antigravity',
  replaces: 'none',
  rewrites: true,
  mode: 'rewrite',
  detect: { programs: ['agy', 'antigravity'], folders: ({ home }) => [`${home}/.gemini/antigravity-cli`, `${home}/.gemini/antigravity`] },
  pieces: (scope, place, rtk): readonly Piece[] => [
    {
      kind: 'entries',
      file: scope === 'user' ? `${place.home}/.gemini/config/hooks.json` : `${place.cwd}/.agents/hooks.json`,
      // Whatever ends with anything but 0 blocks the command.
      entries: [entry(place.platform === 'win32' ? `"${rtk}" hook antigravity || exit 0` : failOpen(rtk, 'antigravity'))],
      empty: {},
    },
  ],
  instructions: (scope, { home, cwd }) => (scope === 'user' ? `${home}/.gemini/GEMINI.md` : `${cwd}/.agents/rules/rtk.md`),
  parse,
  // `{}` would be a refusal.
  neutral: '',
  // `ask` is "as your rules say"; the arguments are merged.
  rewritten: (_, lines) => ({ decision: 'ask', overwrite: { CommandLine: lines[0] ?? '' } }),
  replaced: () => undefined,
  rules,
  stops,
  refused: (_, action, reason) => ({ decision: action === 'deny' ? 'deny' : 'force_ask', reason }),
  sample: {
    before: (line, cwd) => ({
      conversationId: 'sample',
      workspacePaths: [cwd],
      stepIdx: 1,
      toolCall: { name: 'run_command', args: { CommandLine: line, Cwd: cwd, WaitMsBeforeAsync: 500 } },
    }),
  },
  todo: ['Hooks of a project run only in a workspace that you trust; `/hooks` lists them. 1.2 or later.'],
  limits: [
    'Not run with the real program here. Outputs cannot be replaced.',
    'What you allowed inside the app is not seen: such a command asks once more when it is rewritten. Do not allow `command(rtk)`: it would hold for every command behind rtk.',
  ],
};

/** The root of the file holds groups by name. */
function entry(command: string) {
  return { at: ['rtk', 'PreToolUse'], item: { matcher: 'run_command', hooks: [{ type: 'command', command, timeout: 10 }] } };
}

function parse(payload: JsonObject): Event | undefined {
  const call = objectAt(payload, 'toolCall');
  if (stringAt(call, 'name') !== 'run_command') return undefined;
  const args = objectAt(call, 'args');
  const line = stringAt(args, 'CommandLine');
  const [root] = listAt(payload, 'workspacePaths');
  const cwd = stringAt(args, 'Cwd') ?? (typeof root === 'string' ? root : undefined);
  return line ? { kind: 'before', lines: [line], ...told(cwd, stringAt(payload, 'conversationId'), undefined) } : undefined;
}

function rules(line: string, _: readonly (readonly string[])[], __: JsonObject, place: Place): Verdict {
  const found = filesOf(place).flatMap((file) => grantsIn(place.read(file), file));
  return found.some((rule) => concerns(rule, line)) ? 'leave' : 'silent';
}

function filesOf(place: Place): string[] {
  return [
    `${place.home}/.gemini/antigravity-cli/settings.json`,
    `${place.cwd}/.agents/settings.json`,
    `${place.home}/.gemini/config/config.json`,
  ];
}

/** `command(git push)` is the beginning of a command. */
function stops(_: JsonObject, place: Place): Stop[] {
  const of = (action: Stop['action']) =>
    filesOf(place)
      .flatMap((file) => grantsIn(place.read(file), file, [action]))
      .flatMap((rule) => {
        const text = commandOf(rule);
        return text === undefined || text === '*'
          ? []
          : [text, `${text} *`].map((each) => ({ action, text: each, rule: `your rule ${rule}` }));
      });
  return [...of('deny'), ...of('ask')];
}

// {"permissions": {"allow": ["command(git)"], "deny": []}} and {"userSettings": {"globalPermissionGrants": {"allow": [...]}}}
function grantsIn(text: string | undefined, file: string, kinds?: readonly string[]): string[] {
  if (text === undefined || text.trim() === '') return [];
  const settings = parsed(text);
  if (!isObject(settings)) throw new Error(`${file} is not understood`);
  const places = [objectAt(settings, 'permissions'), objectAt(objectAt(settings, 'userSettings'), 'globalPermissionGrants')];
  return places.flatMap((each) =>
    Object.entries(each ?? {})
      .filter(([kind]) => !kinds || kinds.includes(kind))
      .flatMap(([, rules]) => (Array.isArray(rules) ? rules : []))
      .map(String),
  );
}

/** A rule for all commands alike holds for the rewritten one, too. */
function concerns(rule: string, line: string): boolean {
  const command = commandOf(rule);
  if (command === undefined || command === '*') return false;
  return /rtk/.test(command) || /[\\^$[|]/.test(command) || couldMatch(`${command}*`, line);
}

function commandOf(rule: string): string | undefined {
  return /^(?:command|run_command|unsandboxed)\(([\s\S]*)\)$/.exec(rule.trim())?.[1];
}
