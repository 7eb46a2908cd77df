/** A conversation before it is sent: what the tools have just said is made shorter, and nothing else is touched, so that a provider's cache of the rest holds. */

import { readsFiles } from '../hooks/told.ts';
import { filtered, filteredText } from './filter-output.ts';
import { aiSdk } from './messages/ai-sdk.ts';
import { anthropic } from './messages/anthropic.ts';
import { gemini } from './messages/gemini.ts';
import { openaiChat } from './messages/openai-chat.ts';
import { openaiResponses } from './messages/openai-responses.ts';
import { type Call, type Dialect, fields, type Result } from './messages/types.ts';
import { type OpenedStore, opened } from './stores.ts';
import type { Compressed, CompressOptions, FilteredOutput, Reported, ToolCall } from './types.ts';

const DIALECTS: readonly Dialect[] = [anthropic, openaiChat, openaiResponses, gemini, aiSdk];

/** Bytes of a failed result that is not worth a doubt. */
const SMALL_FAILURE = 8192;

export function compressed<Message>(messages: readonly Message[], options: CompressOptions = {}): Compressed<Message> {
  const at = opened(options.store);
  const report: Reported[] = [];
  const calls = new Map(messages.flatMap(callsIn).map((call) => [call.id, call]));
  const last = messages.findLastIndex(isAssistant);
  const change = (result: Result): string | undefined => {
    const asked = callOf(result, calls.get(result.id));
    const reported = reportOn(result, asked, options, at);
    if (reported) report.push(reported.report);
    return reported?.text;
  };
  const next = messages.map((message, index) => (index > last && isObject(message) ? changedBy(message, change) : message));
  return { messages: next as Message[], report, ...(at.store === undefined ? {} : { store: at.store }) };
}

function isObject(message: unknown): message is object {
  return typeof message === 'object' && message !== null;
}

function isAssistant(message: unknown): boolean {
  return isObject(message) && DIALECTS.some((dialect) => dialect.isAssistant(message));
}

function callsIn(message: unknown): Call[] {
  return isObject(message) ? DIALECTS.flatMap((dialect) => dialect.calls(message)) : [];
}

function changedBy(message: object, change: (result: Result) => string | undefined): object {
  return DIALECTS.reduce((next, dialect) => dialect.changed(next, change), message);
}

/** Keys under which shell tools take their command. */
const COMMANDS = ['command', 'cmd', 'commands', 'script'];
/** Keys that say which file a tool shows. */
const FILES = ['file_path', 'filePath', 'path', 'filename', 'file', 'uri'];

interface Asked extends ToolCall {
  /** It shows a file, which an edit is checked against. */
  readonly isFile: boolean;
}

function callOf({ id, tool: said }: Result, call: Call | undefined): Asked {
  const tool = call?.tool || said;
  const input = fields(call?.input);
  const command = COMMANDS.map((key) => input[key]).find((value) => typeof value === 'string' || isWords(value));
  const isFile = command === undefined && (readsFiles(tool ?? '') || FILES.some((key) => typeof input[key] === 'string'));
  return {
    id,
    isFile,
    ...(tool ? { tool } : {}),
    ...(command === undefined ? {} : { command: lineOf(command as string | readonly string[]) }),
  };
}

function isWords(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((word) => typeof word === 'string');
}

// ["bash", "-lc", "git log | head"]: the line is the third word
function lineOf(command: string | readonly string[]): string | readonly string[] {
  if (typeof command === 'string') return command;
  const [shell = '', option = '', line] = command;
  return /(?:^|\/)(?:ba|z|da)?sh$/.test(shell) && /^-l?c$/.test(option) && line !== undefined && command.length === 3 ? line : command;
}

/** undefined: it is not looked at. */
function reportOn(
  { text, failed }: Result,
  { isFile, ...asked }: Asked,
  { level, window, keep }: CompressOptions,
  at: OpenedStore,
): { readonly text?: string; readonly report: Reported } | undefined {
  if (keep?.(asked) || isFile || (failed && Buffer.byteLength(text) < SMALL_FAILURE)) return undefined;
  const how = { ...(level === undefined ? {} : { level }), ...(window === undefined ? {} : { window }) };
  const result = asked.command === undefined ? filteredText(text, how, at) : ofCommand(asked.command, text, { ...how, at });
  const { changed, hidden, handle, why, tokens } = result;
  const report = { ...asked, changed, hidden, tokens, ...(handle === undefined ? {} : { handle }), ...(why === undefined ? {} : { why }) };
  return { report, ...(changed ? { text: result.text } : {}) };
}

function ofCommand(
  command: string | readonly string[],
  stdout: string,
  { at, ...how }: Pick<CompressOptions, 'level' | 'window'> & { readonly at: OpenedStore },
): FilteredOutput {
  return filtered({ command, stdout, ...how }, at);
}
