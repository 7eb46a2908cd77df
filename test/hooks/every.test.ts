import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { AGENTS } from '../../src/hooks/agents/index.ts';
import { lab, RTK } from '../e2e/lab.ts';

/** Empty, no JSON, no object, half of one, another caller's. */
const ODD = ['', ' \n', 'garbage', '[]', '{"tool_name":', '\uFEFF{}', '{"hook_event_name":"Stop"}'];

describe('the hook of every agent', () => {
  for (const [name, load] of Object.entries(AGENTS)) {
    it(`${name} ends with 0 and says nothing to what it cannot read`, async () => {
      const { agent } = await load();
      const { home } = lab();
      for (const input of ODD) {
        const { status, stdout, stderr } = spawnSync(RTK, ['hook', name], {
          input,
          cwd: home,
          env: { ...process.env, HOME: home },
          encoding: 'utf8',
        });
        expect([input, status, stdout, stderr]).toEqual([input, 0, agent.neutral, '']);
      }
    });
  }
});
