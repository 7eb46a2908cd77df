/** Words about agents, their hooks and the lines that they type. */

import { AGENTS } from '../../hooks/agents/index.ts';
import { choice, oneOf, word } from './word.ts';

const AGENT_NAMES = Object.keys(AGENTS);

function agents(text: string, before: readonly string[] = []): string[] {
  return [...before, ...text.split(',').map((name) => oneOf('--agent', name, AGENT_NAMES))];
}

export const explain = word(
  'explain',
  'say what rtk would do with a command or a line',
  ['rtk explain npm test', 'which filter would read it, or why none'],
  ['rtk explain "cd a && git log"', 'each command of a line'],
)
  .argument('<command...>', 'a command, or one line in quotes')
  .option('--json', 'as JSON')
  .passThroughOptions();

export const rewrite = word('rewrite', 'print a shell line with rtk put in where it helps', [
  'rtk rewrite "cd a && git log"',
  'exit status 3 and the line; 1 where nothing changes',
])
  .argument('<line...>', 'the line')
  .passThroughOptions();

export const init = word(
  'init',
  "put rtk's hook into an agent's settings, or take it out",
  ['rtk init -g', 'Claude Code, for all your projects'],
  ['rtk init -g --agent codex', 'another agent'],
  ['rtk init -g --all --dry-run', 'what would change, for every agent that is found'],
  ['rtk init -g --uninstall', 'gives the settings back byte for byte'],
)
  .option('-g, --global', "the user's settings, for all projects, instead of this project's")
  .addOption(choice('-a, --agent <agent>', 'an agent; any number of times', AGENT_NAMES).argParser(agents))
  .option('--all', 'every agent that is found')
  .option('--gemini', 'as --agent gemini')
  .option('--codex', 'as --agent codex')
  .option('--opencode', 'as --agent opencode')
  .option('--copilot', 'as --agent copilot')
  .option('--dry-run', 'show what would change')
  .option('--no-patch', 'the same, as in rtk-rs')
  .option('--show', 'where hooks of rtk stand')
  .option('--uninstall', 'take it out')
  .option('-y, --yes', 'do not ask')
  .option('--auto-patch', 'the same, as in rtk-rs')
  .option('--hook-only', 'no instruction text, which is the default')
  .option('--with-instructions', 'instruction text beside the hook')
  .option('--with-summary', "a sentence at a session's end")
  .option('--replace-rtk-rs', 'take out what rtk-rs has written there');

export const doctor = word(
  'doctor',
  'say whether the hooks work',
  ['rtk doctor', 'every agent that is found'],
  ['rtk doctor claude', 'one'],
)
  .argument('[agent...]', 'agents; without one all that are found')
  .option('--json', 'as JSON');

export const hookCheck = word('check', 'the answer to a line, and why; nothing is run', [
  'rtk hook check --agent codex "git status"',
  'what the hook would say',
])
  .argument('<line...>', 'the line that the agent would run')
  .addOption(choice('-a, --agent <agent>', 'the agent that asks', AGENT_NAMES).default('claude'))
  .passThroughOptions();

export const hook = word('hook', "answer an agent's hook", ['rtk hook claude < event.json', 'what the settings of an agent call'])
  .argument('[agent]', 'the agent that asks; its event stands on standard input')
  .usage('<agent> | check [--agent <agent>] <line...>')
  .enablePositionalOptions()
  .addCommand(hookCheck);

export const statusline = word('statusline', "print one line for Claude Code's status line, or install it", [
  'rtk statusline --install',
  "into Claude Code's settings",
])
  .option('--install', 'put it in')
  .option('--uninstall', 'take it out')
  .option('--project', "this project's settings instead of the user's")
  .option('--force', "in place of another program's")
  .option('--dry-run', 'show what would change');
