/** Junie CLI (Early Access): PreToolUse takes a rewritten input; there is no event after a tool. From its documentation; not run here. */

import type { JsonObject } from '../../json.ts';
import { isObject, stringAt } from '../../json.ts';
import { guarded } from '../command-line.ts';
import { verdictOf } from '../rules/lists.ts';
import { settingsIn } from '../rules/settings.ts';
import type { Agent, Place, Stop, Verdict } from '../types.ts';
import { before, entry, inputWith } from './claude-kin.ts';

export const agent: Agent = {
  name: 'junie',
  title: 'Junie CLI',
  replaces: 'none',
  rewrites: true,
  mode: 'rewrite',
  detect: { programs: ['junie'], folders: (place) => [folder(place)] },
  // It ignores the hooks of a project's own file.
  pieces: (scope, place, rtk) =>
    scope === 'user'
      ? [
          {
            kind: 'entries',
            file: `${folder(place)}/config.json`,
            entries: [entry(['hooks', 'PreToolUse'], 'Bash', guarded(rtk, 'junie'))],
          },
        ]
      : [],
  instructions: (scope, { cwd }) => (scope === 'user' ? undefined : `${cwd}/.junie/AGENTS.md`),
  parse: (payload) => before(payload, 'Bash'),
  neutral: '',
  rewritten: (payload, lines) => ({ updatedInput: inputWith(payload, lines[0]) }),
  replaced: () => undefined,
  rules,
  stops,
  refused: (_, action, reason) => ({ decision: action, reason }),
  sample: {
    before: (line) => ({
      hook_event_name: 'PreToolUse',
      tool_name: 'Bash',
      tool_input: { command: line, run_in_background: false, timeout: 30 },
    }),
  },
  todo: ['Hooks run in the Early Access version of Junie CLI only; the plugin for IDEs has none.'],
  limits: [
    'Junie cannot replace a result: builds, tests and linters are rewritten; commands that only read, or that a rule may allow, are left.',
    'Hooks can be installed for the user only: use `rtk init -g --agent junie`.',
  ],
};

function folder({ env, home }: Place): string {
  return env['JUNIE_HOME'] || `${home}/.junie`;
}

/** The first rule that matches decides, and a hook's word does not end the question: whatever a rule could concern is left. */
function rules(line: string, touched: readonly (readonly string[])[], _: JsonObject, place: Place): Verdict {
  const found = listed(place);
  const of = (allowing: boolean) => found.filter(({ allows }) => allows === allowing).map(({ text }) => text);
  const verdict = verdictOf(line, touched, { stops: of(false), allows: of(true) });
  return typeof verdict === 'object' ? 'leave' : verdict;
}

function listed(place: Place): Rule[] {
  return settingsIn([`${folder(place)}/allowlist.json`], place).flatMap(rulesIn);
}

function stops(_: JsonObject, place: Place): Stop[] {
  return listed(place)
    .filter(({ allows }) => !allows)
    .flatMap(({ text, action, isPrefix }) => {
      const stop = { action: action === 'ask' ? 'ask' : 'deny', rule: `\`${text}\` in your allowlist.json` } as const;
      return isPrefix
        ? [
            { ...stop, text },
            { ...stop, text: `${text} *` },
          ]
        : [{ ...stop, text }];
    });
}

interface Rule {
  readonly text: string;
  readonly allows: boolean;
  readonly action: string;
  readonly isPrefix: boolean;
}

// { "prefix": "git status", "action": "allow" }, { "pattern": "python3 scripts/*.py **", "action": "ask" }
function rulesIn(value: unknown): Rule[] {
  if (Array.isArray(value)) return value.flatMap(rule);
  if (!isObject(value)) return [];
  const isRule = value['action'] !== undefined;
  return isRule ? rule(value) : Object.values(value).flatMap(rulesIn);
}

function rule(value: unknown): Rule[] {
  const text = stringAt(value, 'prefix') ?? stringAt(value, 'pattern');
  const action = stringAt(value, 'action');
  // Regular expressions, sets of characters and single wildcards are not judged.
  if (text === undefined || action === undefined || /^\^|\\|[[\]?]/.test(text))
    throw new Error('a rule of allowlist.json is not understood');
  return [{ text: text.replace(/\*+/g, '*'), allows: action === 'allow', action, isPrefix: stringAt(value, 'prefix') !== undefined }];
}
