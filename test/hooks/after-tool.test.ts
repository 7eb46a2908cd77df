/** Events of Claude Code whose texts real bash printed: what the model reads of them is these texts, to the byte. One event goes through the binary. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { agent } from '../../src/hooks/agents/claude.ts';
import { answer } from '../../src/hooks/answer.ts';
import { isObject, type JsonObject } from '../../src/json.ts';
import { lab } from '../e2e/lab.ts';
import { context, place } from './samples.ts';

interface Case {
  readonly name: string;
  readonly event: JsonObject;
  readonly text: string;
}

const CASES = readFileSync(join(import.meta.dirname, 'payloads/after-tool.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);

beforeAll(() => {
  process.env['XDG_STATE_HOME'] = lab().home;
});

/** The text of a result, whichever tool's it is. */
function textOf(result: unknown): string {
  if (Array.isArray(result)) return result.map((block) => String(block.text)).join('\n');
  const { stdout, content } = isObject(result) ? result : {};
  return Array.isArray(content) ? textOf(content) : String(stdout ?? content);
}

function shown(event: JsonObject, reply: string): string {
  return textOf(reply === '' ? event['tool_response'] : JSON.parse(reply).hookSpecificOutput.updatedToolOutput);
}

describe('what a model reads after a tool', () => {
  for (const { name, event, text } of CASES) {
    it(name, () => {
      const { reply } = answer(agent, event, context(place()));
      expect(shown(event, reply)).toContain(text.replace(/\n+$/, ''));
    });
  }
  it('is the same through the binary', () => {
    const { rtkWith } = lab();
    const found = CASES.filter(
      ({ name }) => name === 'mcp-read-blank-lines' || name === 'heading-md-git-diff' || name === 'grep-tool-multiline',
    );
    for (const { event, text } of found) {
      const { stdout } = rtkWith({ input: JSON.stringify(event) }, 'hook', 'claude');
      expect(shown(event, stdout.toString())).toContain(text.replace(/\n+$/, ''));
    }
    expect(found.length).toBe(3);
  });
});
