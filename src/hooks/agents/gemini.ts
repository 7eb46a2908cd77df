/** Gemini CLI: BeforeTool takes a rewritten command; a replaced result would arrive as an error. Measured with 0.61.0. */

import type { JsonObject } from '../../json.ts';
import { objectAt, stringAt } from '../../json.ts';
import { failOpen, forPowerShell } from '../command-line.ts';
import { told } from '../told.ts';
import type { Agent, Entry, Event, Piece, Place, Scope } from '../types.ts';
import { geminiRules, geminiStops } from './gemini-rules.ts';

export const agent: Agent = {
  name: 'gemini',
  title: 'Gemini CLI',
  replaces: 'none',
  rewrites: true,
  mode: 'rewrite',
  detect: { programs: ['gemini'], folders: (place) => [`${folder(place)}/settings.json`, `${folder(place)}/trustedFolders.json`] },
  pieces: (scope, place, rtk): readonly Piece[] => [
    {
      kind: 'entries',
      file: settings(scope, place),
      entries: entries(place.platform === 'win32' ? forPowerShell(rtk, 'gemini') : failOpen(rtk, 'gemini')),
      empty: {},
    },
  ],
  instructions: (scope, place) => (scope === 'user' ? `${folder(place)}/GEMINI.md` : `${place.cwd}/GEMINI.md`),
  parse,
  guard: /^(?:write_file|replace)$/,
  neutral: '{}',
  rewritten: (payload, lines) => ({
    hookSpecificOutput: { hookEventName: 'BeforeTool', tool_input: { ...objectAt(payload, 'tool_input'), command: lines[0] } },
  }),
  replaced: () => undefined,
  rules: geminiRules,
  stops: geminiStops,
  refused: (_, action, reason) => ({ decision: action, reason }),
  sample: {
    before: (line, cwd) => ({
      session_id: 'sample',
      transcript_path: '',
      cwd,
      hook_event_name: 'BeforeTool',
      timestamp: '2026-01-01T00:00:00.000Z',
      tool_name: 'run_shell_command',
      tool_input: { command: line, description: 'sample' },
    }),
  },
  todo: ['Gemini runs hooks only in a folder that you trust; it warns once about a hook that is new in a project.'],
  limits: [
    'Gemini adds a note to the result of a rewritten command: its parameters were modified by a hook.',
    'Commands that Gemini runs unasked (ls, cat, git status, …) are left alone, except in `gemini --yolo -p`: rewritten they would be asked for.',
    'Do not answer "always" to a prompt for `rtk …`: it would hold for every command behind rtk. From then on nothing is rewritten.',
  ],
};

/** `GEMINI_CLI_HOME` replaces the home directory. */
export function folder({ env, home }: Place): string {
  return `${env['GEMINI_CLI_HOME'] || home}/.gemini`;
}

function settings(scope: Scope, place: Place): string {
  return scope === 'user' ? `${folder(place)}/settings.json` : `${place.cwd}/.gemini/settings.json`;
}

/** The time limit is in milliseconds. */
function entries(command: string): readonly Entry[] {
  return [
    {
      at: ['hooks', 'BeforeTool'],
      item: { matcher: '^(?:run_shell_command|write_file|replace)$', hooks: [{ name: 'rtk', type: 'command', command, timeout: 10_000 }] },
    },
  ];
}

function parse(payload: JsonObject): Event | undefined {
  if (stringAt(payload, 'hook_event_name') !== 'BeforeTool' || stringAt(payload, 'tool_name') !== 'run_shell_command') return undefined;
  const input = objectAt(payload, 'tool_input');
  const line = stringAt(input, 'command');
  if (!line) return undefined;
  const background = input?.['is_background'] === true ? { background: true } : {};
  return { kind: 'before', lines: [line], ...background, ...told(stringAt(payload, 'cwd'), stringAt(payload, 'session_id'), undefined) };
}
