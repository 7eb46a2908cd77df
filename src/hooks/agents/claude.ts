/** Claude Code: PreToolUse takes a rewritten input, PostToolUse a replaced result, of successful runs only. Measured with 2.1.329. */

import type { JsonObject } from '../../json.ts';
import { isObject, listAt, objectAt, stringAt } from '../../json.ts';
import { guarded } from '../command-line.ts';
import { HOOK_INPUT } from '../resident-input.ts';
import { readsFiles, searchOf, told } from '../told.ts';
import type { Agent, Entry, Event, Output, Piece, Place, Scope } from '../types.ts';
import { refused, WRITING } from './claude-kin.ts';
import { claudeRules, claudeStops } from './claude-rules.ts';

export const agent: Agent = {
  name: 'claude',
  title: 'Claude Code',
  replaces: 'successes',
  rewrites: true,
  mode: 'both',
  // 2.1.329: no word of it, and no hook runs.
  strictJson: true,
  detect: { programs: ['claude'], folders: (place) => [folder(place)] },
  pieces: (scope, place, rtk): readonly Piece[] => [
    {
      kind: 'entries',
      file: settings(scope, place),
      entries: entries({ type: 'command', command: guarded(rtk, 'claude'), timeout: 10 }),
      empty: {},
    },
  ],
  resident: {
    since: '2.1.118',
    pieces: (scope, place) => [{ kind: 'entries', file: settings(scope, place), entries: entries(RESIDENT_HOOK), empty: {} }],
    server: (scope, place, rtk) => ({
      file: scope === 'user' ? servers(place) : `${place.cwd}/.mcp.json`,
      at: ['mcpServers', 'rtk'],
      value: { type: 'stdio', command: rtk, args: ['mcp', '--hooks'], env: {} },
    }),
  },
  summary: (rtk) => [{ at: ['hooks', 'SessionEnd'], item: { hooks: [{ type: 'command', command: guarded(rtk, 'claude'), timeout: 10 }] } }],
  endOf: (payload) => stringAt(payload, 'hook_event_name') === 'SessionEnd' && !isForeign(payload),
  instructions: (scope, place) => (scope === 'user' ? `${folder(place)}/CLAUDE.md` : `${place.cwd}/CLAUDE.md`),
  parse,
  guard: /^(?:Write|Edit|MultiEdit|NotebookEdit)$/,
  neutral: '',
  rewritten,
  replaced,
  rules: claudeRules,
  stops: claudeStops,
  refused,
  sample: {
    before: (line, cwd) => ({ ...sample('PreToolUse', cwd), tool_input: { command: line, description: 'sample' } }),
    after: (line, text, cwd) => ({
      ...sample('PostToolUse', cwd),
      tool_input: { command: line, description: 'sample' },
      tool_response: { stdout: text, stderr: '', interrupted: false, isImage: false },
    }),
  },
  todo: ['Sessions that are open load the hook by themselves; in a new folder Claude Code asks once whether you trust it.'],
  limits: [
    'A failed run above 10,000 characters that was not rewritten is cut by Claude Code itself.',
    'Rules given with --disallowedTools or --settings are read on Linux only.',
  ],
};

/** `CLAUDE_CONFIG_DIR` moves the whole folder. */
function folder({ env, home }: Place): string {
  return env['CLAUDE_CONFIG_DIR'] || `${home}/.claude`;
}

function settings(scope: Scope, place: Place): string {
  return scope === 'user' ? `${folder(place)}/settings.json` : `${place.cwd}/.claude/settings.json`;
}

/** Where Claude Code keeps the servers of the user. */
function servers({ env, home }: Place): string {
  return `${env['CLAUDE_CONFIG_DIR'] || home}/.claude.json`;
}

/** Longer than the server ever takes, so that what hangs costs two seconds at most. */
const RESIDENT_HOOK: JsonObject = { type: 'mcp_tool', server: 'rtk', tool: 'hook', input: HOOK_INPUT, timeout: 2 };

function entries(handler: JsonObject): readonly Entry[] {
  return [
    { at: ['hooks', 'PreToolUse'], item: { matcher: 'Bash', hooks: [handler] } },
    { at: ['hooks', 'PreToolUse'], item: { matcher: WRITING, hooks: [handler] } },
    { at: ['hooks', 'PostToolUse'], item: { matcher: 'Bash|Grep|WebFetch|mcp__.*', hooks: [handler] } },
  ];
}

function sample(event: string, cwd: string): JsonObject {
  return {
    session_id: 'sample',
    transcript_path: '',
    cwd,
    permission_mode: 'default',
    hook_event_name: event,
    tool_name: 'Bash',
    tool_use_id: 'sample',
  };
}

/** Other agents read Claude Code's settings, too: what they send under another tool's name is not ours. */
function isForeign(payload: JsonObject): boolean {
  return payload['cursor_version'] !== undefined || payload['timestamp'] !== undefined;
}

function parse(payload: JsonObject): Event | undefined {
  if (isForeign(payload)) return undefined;
  const common = told(stringAt(payload, 'cwd'), stringAt(payload, 'session_id'), stringAt(payload, 'tool_use_id'));
  const event = stringAt(payload, 'hook_event_name');
  const tool = stringAt(payload, 'tool_name') ?? 'Bash';
  const input = objectAt(payload, 'tool_input');
  const line = stringAt(input, 'command');
  if (event === 'PreToolUse' && tool === 'Bash' && line)
    return { kind: 'before', lines: [line], ...(input?.['run_in_background'] === true ? { background: true } : {}), ...common };
  if (event !== 'PostToolUse') return undefined;
  const outputs = tool === 'Bash' ? ofBash(line, input, objectAt(payload, 'tool_response')) : ofOther(tool, payload);
  return outputs.length > 0 ? { kind: 'after', outputs, ...common } : undefined;
}

/** stdout holds both streams; stderr the tool's own remarks. Above 30,000 characters the model would see 2 KB and the path of a file. */
function ofBash(line: string | undefined, input: JsonObject | undefined, response: JsonObject | undefined): Output[] {
  const text = stringAt(response, 'stdout');
  if (line === undefined || text === undefined || input?.['run_in_background'] === true) return [];
  if (response?.['interrupted'] === true || response?.['isImage'] === true || response?.['backgroundTaskId'] !== undefined) return [];
  const file = stringAt(response, 'persistedOutputPath');
  return [{ line, text, ...(file === undefined ? {} : { file, seen: PREVIEW }) }];
}

const PREVIEW = 2254;

/** Grep's lines read like ripgrep's; a page and the text blocks of MCP results lose what shows by itself that it is no file's; lists of paths stay, each path being needed as it is. Read results are what edits are checked against: never touched. */
function ofOther(tool: string, payload: JsonObject): Output[] {
  const response = payload['tool_response'];
  if (tool === 'Grep') {
    const text = stringAt(response, 'content');
    return text !== undefined && stringAt(response, 'mode') === 'content' ? [{ as: searchOf(objectAt(payload, 'tool_input')), text }] : [];
  }
  if (tool === 'WebFetch') {
    const text = stringAt(response, 'result');
    return text === undefined ? [] : [{ text }];
  }
  return tool.startsWith('mcp__') && !readsFiles(tool) ? ofServer(response) : [];
}

/** Longer answers of a server go into a file, after the hook, and the model sees a beginning: measured with 2.1.329. */
const INLINE = 50_000;
const BEGINNING = 2266;

/** The text of a server's answer: a string where it has structured content, else its blocks, alone or under `content`. */
function ofServer(response: unknown): Output[] {
  const texts = typeof response === 'string' ? [response] : blocks(response).map((block) => stringAt(block, 'text') ?? '');
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  return texts.map((text) => ({
    text,
    answered: true as const,
    ...(length > INLINE ? { seen: Math.floor((BEGINNING * text.length) / length) } : {}),
  }));
}

function blocks(response: unknown): readonly unknown[] {
  const list = Array.isArray(response) ? response : listAt(response, 'content');
  return list.filter((block) => isObject(block) && block['type'] === 'text' && typeof block['text'] === 'string');
}

function rewritten(payload: JsonObject, lines: readonly string[], verdict: 'allow' | 'silent', because = ''): JsonObject {
  const decision = verdict === 'allow' ? { permissionDecision: 'allow', permissionDecisionReason: because } : {};
  return {
    hookSpecificOutput: {
      hookEventName: 'PreToolUse',
      ...decision,
      updatedInput: { ...objectAt(payload, 'tool_input'), command: lines[0] },
    },
  };
}

/** Where a tool's result has its text; of all others it is stdout. */
const FIELDS: Readonly<Record<string, string>> = { Grep: 'content', WebFetch: 'result' };

/** A result of another shape is ignored without a word: so it is cloned, and only its texts change. */
function replaced(payload: JsonObject, texts: readonly string[]): JsonObject | undefined {
  const response = payload['tool_response'];
  const tool = stringAt(payload, 'tool_name') ?? 'Bash';
  const updatedToolOutput = tool.startsWith('mcp__') ? withTexts(response, texts) : withText(response, FIELDS[tool] ?? 'stdout', texts[0]);
  return updatedToolOutput === undefined ? undefined : { hookSpecificOutput: { hookEventName: 'PostToolUse', updatedToolOutput } };
}

function withText(response: unknown, field: string, text: string | undefined): JsonObject | undefined {
  if (!isObject(response) || text === undefined) return undefined;
  const kept = Object.entries(response).filter(([name]) => !name.startsWith('persisted'));
  return { ...Object.fromEntries(kept), [field]: text };
}

/** In the shape in which it came. */
function withTexts(response: unknown, texts: readonly string[]): string | JsonObject | readonly JsonObject[] | undefined {
  if (typeof response === 'string') return texts[0];
  const left = [...texts];
  const swap = (list: readonly unknown[]) =>
    list.map((block) =>
      isObject(block) && block['type'] === 'text' && typeof block['text'] === 'string'
        ? { ...block, text: left.shift() ?? block['text'] }
        : (block as JsonObject),
    );
  if (Array.isArray(response)) return swap(response);
  return isObject(response) ? { ...response, content: swap(listAt(response, 'content')) } : undefined;
}
