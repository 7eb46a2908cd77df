import { describe, expect, it } from 'vitest';
import type { Mode } from '../../src/config/types.ts';
import { agent } from '../../src/hooks/agents/cursor.ts';
import { answer } from '../../src/hooks/answer.ts';
import { installed } from '../../src/install/changes.ts';
import type { JsonObject } from '../../src/json.ts';
import { context, place } from './samples.ts';
import { comesAndGoes } from './there-and-back.ts';

function replyTo(payload: JsonObject, files: Readonly<Record<string, string>> = {}, mode?: Mode): string {
  return answer(agent, payload, context(place(files), mode)).reply;
}

const SHELL = agent.sample.before?.('npx tsc --noEmit', '/lab/project') ?? {};

describe('cursor', () => {
  comesAndGoes(agent, 'hooks');

  it('writes a version into a new file', () => {
    const [piece] = agent.pieces('user', place(), '/opt/rtk');
    const text = piece && installed(piece, 'cursor', undefined, undefined).after;
    expect(JSON.parse(text ?? '')).toMatchObject({
      version: 1,
      hooks: { preToolUse: [{ matcher: '^(?:Shell|Write|Edit|StrReplace|MultiEdit)$' }], postToolUse: [{ matcher: '^MCP:' }] },
    });
  });

  it('leaves commands alone unless it is told otherwise', () => {
    expect(replyTo(SHELL)).toBe('{}');
    expect(JSON.parse(replyTo(SHELL, {}, 'both'))).toEqual({
      updated_input: { command: '/opt/rtk npx tsc --noEmit', working_directory: '/lab/project' },
    });
    for (const rules of [{ deny: ['Shell(npx)'] }, { allow: ['Shell(npx:*)'] }, { allow: ['Shell(rtk)'] }])
      expect(replyTo(SHELL, { '/lab/home/.cursor/cli-config.json': JSON.stringify({ permissions: rules }) }, 'both')).toBe('{}');
    expect(
      replyTo(SHELL, { '/lab/project/.cursor/cli.json': '{"permissions":{"deny":["Shell(git push)","Read(.env)"]}}' }, 'both'),
    ).toContain('/opt/rtk');
  });

  it('replaces texts of MCP results in their own shape, and nothing else', () => {
    const text = `${'the same line again and again\n'.repeat(60)}the end`;
    const output = {
      content: [
        { type: 'text', text },
        { type: 'image', data: 'x' },
      ],
      isError: false,
    };
    const payload = {
      hook_event_name: 'postToolUse',
      tool_name: 'MCP:search',
      tool_input: {},
      tool_output: JSON.stringify(output),
      cwd: '/lab/project',
    };
    const reply = replyTo(payload);
    if (reply !== '{}') {
      const { updated_mcp_tool_output: updated } = JSON.parse(reply);
      expect(updated).toMatchObject({
        isError: false,
        content: [
          { type: 'text', text: expect.stringContaining('the end') },
          { type: 'image', data: 'x' },
        ],
      });
    }
    expect(replyTo({ ...payload, tool_name: 'Shell' })).toBe('{}');
    expect(replyTo({ ...payload, tool_output: 'no JSON' })).toBe('{}');
  });
});
