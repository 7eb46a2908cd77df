import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { AGENTS } from '../../src/hooks/agents/index.ts';
import { answer } from '../../src/hooks/answer.ts';
import { context, LOG, place, recorded } from './samples.ts';

beforeAll(() => {
  process.env['XDG_STATE_HOME'] = mkdtempSync(join(tmpdir(), 'rtk-hooks-'));
});

for (const [name, load] of Object.entries(AGENTS)) {
  describe(name, async () => {
    const { agent } = await load();

    it('is called by its name', () => expect(agent.name).toBe(name));

    it.runIf(existsSync(join(import.meta.dirname, 'payloads', `${name}.jsonl`)))('understands what the real agent sent', () => {
      const kinds = recorded(name).map(({ event, payload }) => ({ event, kind: agent.parse(payload)?.kind }));
      if (agent.rewrites) expect(kinds).toContainEqual({ event: 'pre', kind: 'before' });
      if (agent.replaces !== 'none') expect(kinds).toContainEqual({ event: 'post', kind: 'after' });
      for (const { event, kind } of kinds) expect([event === 'pre' ? 'before' : 'after', undefined]).toContain(kind);
    });

    it('answers neutrally to what it does not know', () => {
      for (const payload of [
        {},
        { tool_name: 7 },
        { hook_event_name: 'PreToolUse' },
        { hook_event_name: 'Stop', tool_input: [] },
        { toolName: null, input: 3 },
      ]) {
        expect(answer(agent, payload, context(place()))).toMatchObject({ reply: agent.neutral });
      }
    });

    it.runIf(agent.rewrites && agent.sample.before)('sends the whole input back with rtk in it, once', () => {
      const payload = agent.sample.before?.('cd app && npx tsc --noEmit', '/lab/project') ?? {};
      const { reply } = answer(agent, payload, context(place(), 'rewrite'));
      expect(reply).toContain('cd app && /opt/rtk npx tsc --noEmit');
      const again = agent.sample.before?.('cd app && /opt/rtk npx tsc --noEmit', '/lab/project') ?? {};
      expect(answer(agent, again, context(place(), 'rewrite')).reply).toBe(agent.neutral);
      for (const mode of ['off', 'replace'] as const) expect(answer(agent, payload, context(place(), mode)).reply).toBe(agent.neutral);
    });

    it.runIf(agent.replaces !== 'none' && agent.sample.after)('replaces an output by a shorter one, and leaves its own alone', () => {
      const payload = agent.sample.after?.('git log', LOG, '/lab/project') ?? {};
      const { reply } = answer(agent, payload, context(place(), 'replace'));
      expect(reply).toContain('Change number 29 of the lab');
      expect(reply.length).toBeLessThan(JSON.stringify(LOG).length);
      for (const line of ['/opt/rtk git log', "cd app; '/opt/my tools/rtk' git log"]) {
        expect(answer(agent, agent.sample.after?.(line, LOG, '/lab/project') ?? {}, context(place(), 'replace')).reply).toBe(agent.neutral);
      }
      for (const mode of ['off', 'rewrite'] as const) expect(answer(agent, payload, context(place(), mode)).reply).toBe(agent.neutral);
    });
  });
}
