import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { agent } from '../../src/hooks/agents/codex.ts';
import { answer } from '../../src/hooks/answer.ts';
import type { Place } from '../../src/hooks/types.ts';
import type { JsonObject } from '../../src/json.ts';
import { context, place, recorded } from './samples.ts';
import { comesAndGoes } from './there-and-back.ts';

const TRANSCRIPT = readFileSync(join(import.meta.dirname, 'payloads/codex-transcript.txt'), 'utf8');
const payload = recorded('codex').at(-1)?.payload ?? {};

function withTranscript(text: string): Place {
  return { ...place(), tail: (path) => (path === payload['transcript_path'] ? text : undefined) };
}

function replyTo(event: JsonObject, at: Place): string {
  return answer(agent, event, context(at)).reply;
}

describe('codex', () => {
  comesAndGoes(agent, 'hooks');

  it('replaces a failed run and says how it ended, as its transcript does', () => {
    const reply = JSON.parse(replyTo(payload, withTranscript(TRANSCRIPT)));
    expect(reply).toMatchObject({ continue: false, reason: expect.stringMatching(/^Process exited with code 1\nOutput:\n/) });
    expect(reply.reason).toContain("error TS2322: Type 'string' is not assignable to type 'number'.");
    expect(reply.reason).toContain('40:14');
  });

  it('leaves what it cannot know the end of', () => {
    expect(replyTo(payload, place())).toBe('');
    expect(replyTo(payload, withTranscript(TRANSCRIPT.replaceAll('call_00000001', 'call_00000002')))).toBe('');
    expect(replyTo(payload, withTranscript(TRANSCRIPT.replace('"exit_code":1', '"exit_code":null')))).toBe('');
    expect(replyTo(payload, withTranscript(`${TRANSCRIPT.trimEnd().slice(0, -20)}\n`))).toBe('');
  });

  it('leaves what its transcript has the two ends of only', () => {
    const text = JSON.stringify('x'.repeat(70_000));
    expect(
      replyTo(payload, withTranscript(TRANSCRIPT.replace(/"aggregated_output":"(?:[^"\\]|\\.)*"/, `"aggregated_output":${text}`))),
    ).toBe('');
  });

  const several = agent.sample.before?.('npx tsc --noEmit; npx eslint .', '/lab/project') ?? {};

  it('rewrites several commands only where nothing is asked', () => {
    expect(JSON.parse(replyTo(several, place()))).toMatchObject({
      hookSpecificOutput: { permissionDecision: 'allow', updatedInput: { command: '/opt/rtk npx tsc --noEmit; /opt/rtk npx eslint .' } },
    });
    expect(replyTo({ ...several, permission_mode: 'default' }, place())).toBe('');
    for (const file of ['/lab/home/.codex/rules/my.rules', '/lab/project/.codex/rules/x.rules', '/etc/codex/requirements.toml'])
      expect(replyTo(several, place({ [file]: 'prefix_rule(pattern = ["git"], decision = "forbidden")' }))).toBe('');
  });

  it('leaves to replacing what one command prints', () => {
    expect(replyTo(agent.sample.before?.('cd app && npx tsc --noEmit', '/lab/project') ?? {}, place())).toBe('');
  });
});
