/** Answers of MCP servers in the three shapes that Claude Code hands over: reached, given back in the same shape, never more than without rtk. */

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { tokensOf } from '../../src/filter/tokens.ts';
import { agent } from '../../src/hooks/agents/claude.ts';
import { answer } from '../../src/hooks/answer.ts';
import type { JsonObject, JsonValue } from '../../src/json.ts';
import { chance, jsonRow } from '../json/made.ts';
import { context, place } from './samples.ts';

beforeAll(() => {
  process.env['XDG_STATE_HOME'] = mkdtempSync(join(tmpdir(), 'rtk-server-'));
});

const made = chance(11);
const rows = Array.from({ length: 150 }, (_, at) => JSON.parse(jsonRow(made, at, at === 77 ? 'suspended' : 'active')));
const TEXTS: Readonly<Record<string, string>> = {
  'rows, indented': JSON.stringify(rows, null, 2),
  'rows, in a line': JSON.stringify(rows),
  'rows in an object': JSON.stringify({ total: 150, items: rows, next: null }, null, 2),
  'rows one a line': rows.map((row) => JSON.stringify(row)).join('\n'),
  'a log with repeats': `begin\n${'2026-11-20 10:12:57 INFO still waiting for the lock\n'.repeat(300)}end\n`,
  prose:
    'Nothing in this text says the same twice. '.repeat(1) +
    Array.from({ length: 60 }, (_, n) => `Sentence ${n} has ${n * 7} words.`).join(' '),
};

const SHAPES: Readonly<Record<string, (text: string) => JsonValue>> = {
  string: (text) => text,
  blocks: (text) => [{ type: 'text', text }],
  content: (text) => ({ content: [{ type: 'text', text }], isError: false }),
  'structured content': (text) => ({ content: [{ type: 'text', text }], structuredContent: { ok: true } }),
};

function call(tool_response: JsonValue): { readonly payload: JsonObject; readonly given: unknown } {
  const payload = {
    session_id: 's',
    cwd: '/lab',
    hook_event_name: 'PostToolUse',
    tool_name: 'mcp__shop__list',
    tool_input: {},
    tool_use_id: 't',
    tool_response,
  };
  const { reply } = answer(agent, payload, context(place()));
  return { payload, given: reply === '' ? undefined : JSON.parse(reply).hookSpecificOutput.updatedToolOutput };
}

function textIn(shape: unknown): string {
  if (typeof shape === 'string') return shape;
  const blocks = Array.isArray(shape) ? shape : (shape as { content: unknown[] }).content;
  return blocks.map((block) => String((block as JsonObject)['text'])).join('\n');
}

describe('an answer of a server', () => {
  for (const [shape, make] of Object.entries(SHAPES))
    for (const [name, text] of Object.entries(TEXTS))
      it(`${name}, as ${shape}`, () => {
        const response = make(text);
        const { given } = call(response);
        const seen = given === undefined ? text : textIn(given);
        expect(tokensOf(seen)).toBeLessThanOrEqual(tokensOf(text));
        if (given !== undefined) {
          expect(Array.isArray(given)).toBe(Array.isArray(response));
          expect(typeof given).toBe(typeof response);
        }
        if (name.startsWith('rows')) {
          for (const row of rows) expect(seen).toContain(row.name);
          expect(tokensOf(seen)).toBeLessThan(0.62 * tokensOf(text));
        }
        if (name === 'a log with repeats') expect(seen).toMatch(/^begin\n.*\n\[\+299 lines: rtk recall [0-9a-f]+\]\nend\n$/);
        if (name === 'prose') expect(given).toBeUndefined();
      });

  it('of which the model would see a beginning only is left: all of it would cost more', () => {
    const long = JSON.stringify(
      Array.from({ length: 900 }, (_, at) => JSON.parse(jsonRow(made, at, 'active'))),
      null,
      2,
    );
    expect(long.length).toBeGreaterThan(50_000);
    for (const make of Object.values(SHAPES)) expect(call(make(long)).given).toBeUndefined();
    const log = `${'2026-11-20 10:12:57 INFO still waiting for the lock\n'.repeat(2_000)}end\n`;
    expect(textIn(call(log).given)).toMatch(/\[\+1999 lines: rtk recall [0-9a-f]+\]\nend\n$/);
  });

  it('with pictures keeps them', () => {
    const picture = { type: 'image', data: 'AAAA', mimeType: 'image/png' };
    const { given } = call([picture, { type: 'text', text: TEXTS['rows, indented'] ?? '' }]);
    expect((given as JsonObject[])[0]).toEqual(picture);
  });
});
