/**
 * What real agents read, where recordings of their sessions are at hand: each output goes through the after-tool event, and no line that names an error, a
 * place or a failed test is lost. Lines of files that were found or changed may stand behind a marker; its handle gives them back.
 */

import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { account } from '../src/filter/compare.ts';
import { plain } from '../src/filter/plain.ts';
import { agent } from '../src/hooks/agents/claude.ts';
import { answer } from '../src/hooks/answer.ts';
import { replacement } from '../src/hooks/replace.ts';
import type { JsonObject } from '../src/json.ts';
import { handlesIn, MARKER } from '../src/marks.ts';
import { recall } from '../src/store/store.ts';
import { context, place } from './hooks/samples.ts';

const FOLDER = join(import.meta.dirname, '../../shared/sessions/dev');

interface Call {
  readonly session: string;
  readonly agent: string;
  readonly tool: string;
  readonly kind: string;
  readonly cmd: string | null;
  readonly args: JsonObject | null;
  readonly is_error: boolean;
  readonly output: string;
}

beforeAll(() => {
  process.env['XDG_STATE_HOME'] = mkdtempSync(join(tmpdir(), 'rtk-sessions-'));
});

function* calls(): Generator<Call> {
  for (const name of readdirSync(FOLDER).filter((each) => each.endsWith('.jsonl.gz')))
    for (const line of gunzipSync(readFileSync(join(FOLDER, name)))
      .toString()
      .split('\n'))
      if (line !== '') yield JSON.parse(line) as Call;
}

function eventOf({ kind, tool, cmd, args, output }: Call): JsonObject | undefined {
  const common = { session_id: 's', cwd: '/lab', hook_event_name: 'PostToolUse', tool_use_id: 't' };
  if (kind === 'shell')
    return cmd ? { ...common, tool_name: 'Bash', tool_input: { command: cmd }, tool_response: { stdout: output } } : undefined;
  if (tool === 'Grep' && args?.['output_mode'] === 'content')
    return { ...common, tool_name: 'Grep', tool_input: args, tool_response: { mode: 'content', content: output } };
  return tool.startsWith('mcp__')
    ? { ...common, tool_name: tool, tool_input: args ?? {}, tool_response: [{ type: 'text', text: output }] }
    : undefined;
}

/** The texts that the model would have read, and what it reads now. */
function replacedOf(event: JsonObject): [raw: string, shown: string][] {
  const texts: [string, string][] = [];
  const seen: typeof replacement = (output, reader) => {
    const result = replacement(output, reader);
    if (result.text !== undefined) texts.push([output.text, result.text]);
    return result;
  };
  answer(agent, event, { ...context(place()), replacement: seen });
  return texts;
}

// Lines of files, commits and data: their words are no verdicts of a tool.
const CONTENT =
  /\b(?:grep|rg|ag|git (?:\S+ )*?(?:diff|show|log|grep|blame)|gh (?:pr|api|issue)|glab|cat|nl|sed|awk|head|tail|find|ls|curl|jq|strings)\b/;

describe.skipIf(!existsSync(FOLDER))('outputs of recorded sessions', () => {
  it('lose no error, no place and no failed test', { timeout: 300_000 }, () => {
    const lost: unknown[] = [];
    let changed = 0;
    for (const call of calls()) {
      const event = call.output.length >= 160 && !call.is_error ? eventOf(call) : undefined;
      for (const [raw, shown] of event ? replacedOf(event) : []) {
        changed++;
        const text = plain(raw);
        const said = shown.replace(new RegExp(MARKER.source, 'g'), '');
        const { missing } = account(text, said, []);
        const hidden = handlesIn(shown);
        const isContent = call.kind !== 'shell' || CONTENT.test(call.cmd ?? '');
        if (/JSON: rtk recall/.test(shown)) continue;
        const gone = missing.filter((item) => !isShown(item.text, said, isContent));
        const isKept = isContent && hidden.length > 0 && hidden.every((handle) => isWhole(handle, raw));
        if (gone.length > 0 && !isKept) lost.push({ cmd: call.cmd || call.args, gone: gone.slice(0, 3).map((item) => item.text) });
      }
    }
    expect(lost.slice(0, 10)).toEqual([]);
    expect(changed).toBeGreaterThan(300);
  });
});

/** A failed test by its name; a line of a file as it is, below the name of the file. */
function isShown(line: string, shown: string, isContent: boolean): boolean {
  const test = /^\s*--- FAIL: (\S+) \(/.exec(line)?.[1];
  if (test !== undefined) return new RegExp(`^(?:FAIL|\\s*--- FAIL:) ${test.replace(/[^\w/]/g, '\\$&')}\\b`, 'm').test(shown);
  return isContent && shown.includes(line.replace(/^[^:]*:\d+:/, '').trim());
}

/** Does the handle give back what stood there, or the part of it that one command printed? */
function isWhole(handle: string, raw: string): boolean {
  const found = recall(handle);
  return found.kind === 'found' && raw.includes(found.recalled.merged.toString());
}
