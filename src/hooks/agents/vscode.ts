/** GitHub Copilot in VS Code (local sessions): PreToolUse takes a rewritten command. From its documentation and source; not run here. */

import type { JsonObject } from '../../json.ts';
import { objectAt, stringAt } from '../../json.ts';
import { failOpen, forPowerShell } from '../command-line.ts';
import { told } from '../told.ts';
import type { Agent, Event, Piece, Place } from '../types.ts';
import { refused } from './claude-kin.ts';
import { userFolders, vscodeRules, vscodeStops } from './vscode-rules.ts';

export const agent: Agent = {
  name: 'vscode',
  title: 'Copilot in VS Code',
  replaces: 'none',
  rewrites: true,
  mode: 'rewrite',
  detect: { programs: ['code', 'code-insiders'], folders: userFolders },
  pieces: (scope, place, rtk): readonly Piece[] => [
    {
      kind: 'file',
      file: `${scope === 'user' ? `${place.home}/.copilot` : `${place.cwd}/.github`}/hooks/rtk-vscode.json`,
      text: hooks(rtk, place),
    },
  ],
  instructions: (scope, place) =>
    scope === 'user' ? `${place.home}/.copilot/copilot-instructions.md` : `${place.cwd}/.github/copilot-instructions.md`,
  parse,
  guard: /^(?:create_file|replace_string_in_file|multi_replace_string_in_file|insert_edit_into_file|apply_patch|edit_notebook_file)$/,
  neutral: '',
  // An input that is not complete is dropped without a word.
  rewritten: (payload, lines) => ({
    hookSpecificOutput: { hookEventName: 'PreToolUse', updatedInput: { ...objectAt(payload, 'tool_input'), command: lines[0] } },
  }),
  replaced: () => undefined,
  rules: vscodeRules,
  stops: vscodeStops,
  refused,
  sample: {
    before: (line, cwd) => ({
      timestamp: '2026-01-01T00:00:00.000Z',
      cwd,
      session_id: 'sample',
      hook_event_name: 'PreToolUse',
      tool_name: 'run_in_terminal',
      tool_input: { command: line, explanation: 'sample', goal: 'sample', isBackground: false, timeout: 0 },
      tool_use_id: 'sample',
    }),
  },
  todo: ['Hooks need the setting `chat.useHooks`; the output channel "GitHub Copilot Chat Hooks" says whether they ran.'],
  limits: [
    'Not run with the real program here. Outputs cannot be replaced.',
    'Commands that VS Code runs unasked (ls, git status, npm scripts, your own chat.tools.terminal.autoApprove) are left alone; so is everything in a remote window.',
    'Do not answer "always allow" to a prompt for `rtk …`: it would hold for every command behind rtk.',
  ],
};

/** A file of its own: Copilot CLI reads the folder, too, and is answered neutrally. VS Code ignores matchers. */
function hooks(rtk: string, { platform }: Place): string {
  const [bash, powershell] = [failOpen(rtk, 'vscode'), forPowerShell(rtk, 'vscode')];
  const handler = {
    type: 'command',
    command: platform === 'win32' ? powershell : bash,
    windows: powershell,
    // As Copilot CLI spells it, which refuses commands whose hook fails.
    bash,
    powershell,
    timeout: 10,
  };
  return `${JSON.stringify({ version: 1, hooks: { PreToolUse: [handler] } }, null, 2)}\n`;
}

function parse(payload: JsonObject): Event | undefined {
  const event = stringAt(payload, 'hook_event_name') ?? stringAt(payload, 'hookEventName');
  if (event !== 'PreToolUse' || stringAt(payload, 'tool_name') !== 'run_in_terminal') return undefined;
  const input = objectAt(payload, 'tool_input');
  const line = stringAt(input, 'command');
  if (!line) return undefined;
  const background = input?.['isBackground'] === true || input?.['mode'] === 'async' ? { background: true } : {};
  const session = stringAt(payload, 'session_id') ?? stringAt(payload, 'sessionId');
  return { kind: 'before', lines: [line], ...background, ...told(stringAt(payload, 'cwd'), session, stringAt(payload, 'tool_use_id')) };
}
