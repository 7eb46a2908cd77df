import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { agent } from '../../src/hooks/agents/copilot.ts';
import { answer } from '../../src/hooks/answer.ts';
import type { JsonObject } from '../../src/json.ts';
import { context, LOG, place, recorded } from './samples.ts';
import { comesAndGoes } from './there-and-back.ts';

const ERRORS = Array.from(
  { length: 40 },
  (_, n) => `a.ts(${n + 1},14): error TS2322: Type 'string' is not assignable to type 'number'.`,
).join('\n');

function ended(line: string, text: string): JsonObject {
  return {
    ...agent.sample.after?.(line, '', '/lab/project'),
    toolResult: { resultType: 'success', textResultForLlm: text, sessionLog: 'kept' },
  };
}

function replyTo(payload: JsonObject): string {
  return answer(agent, payload, context(place())).reply;
}

describe('copilot', () => {
  comesAndGoes(agent, 'hooks');

  it('keeps its line about the end of the command, and what else the result holds', () => {
    const { modifiedResult } = JSON.parse(replyTo(ended('npx tsc --noEmit', `${ERRORS}\n<shellId: 0 completed with exit code 1>`)));
    expect(modifiedResult).toMatchObject({ resultType: 'success', sessionLog: 'kept' });
    expect(modifiedResult.textResultForLlm).toContain('error TS2322');
    expect(modifiedResult.textResultForLlm).toMatch(/\n<shellId: 0 completed with exit code 1>$/);
  });

  it('reads arguments that are JSON in a string', () => {
    const payload = { ...ended('git log', `${LOG}\n<shellId: 0 completed with exit code 0>`), toolArgs: '{"command":"git log"}' };
    expect(replyTo(payload)).toContain('Change number 29');
  });

  it('leaves what has not ended, files that it read, and its own words', () => {
    expect(replyTo(ended('git log', LOG))).toBe('');
    expect(replyTo(ended('git log', `${LOG}\n<command is still running with shellId: 0>`))).toBe('');
    for (const { payload } of recorded('copilot')) expect(replyTo(payload)).toBe('');
  });

  it('reads the file in which it keeps a long output, and no other', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'rtk-copilot-')), '1795267827215-copilot-tool-output-10746-cb1485c5.txt');
    writeFileSync(file, LOG.repeat(8));
    const told = recorded('copilot').at(-1)?.payload ?? {};
    const before = JSON.stringify(told)
      .replace(/\/\S+?copilot-tool-output-[\w-]+\.txt/, file)
      .replace('seq 1 30000', 'git log');
    expect(replyTo(JSON.parse(before))).toContain('Change number 29');
    expect(replyTo(JSON.parse(before.replace(file, '/etc/passwd')))).toBe('');
  });

  it('does not rewrite, whatever is asked for', () => {
    const payload = { sessionId: 's', cwd: '/lab/project', toolName: 'bash', toolArgs: { command: 'npx tsc --noEmit' } };
    for (const mode of ['rewrite', 'both'] as const) expect(answer(agent, payload, context(place(), mode)).reply).toBe('');
  });
});
