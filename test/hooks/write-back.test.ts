/** A live marker is not written into a file; documentation, tests and other handles are. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { AGENTS } from '../../src/hooks/agents/index.ts';
import { answer } from '../../src/hooks/answer.ts';
import type { Agent } from '../../src/hooks/types.ts';
import type { JsonObject } from '../../src/json.ts';
import { keep, recall } from '../../src/store/store.ts';
import { chance } from '../json/made.ts';
import { context, place } from './samples.ts';

let handle = '';
let agents: Agent[] = [];

beforeAll(async () => {
  process.env['XDG_STATE_HOME'] = mkdtempSync(join(tmpdir(), 'rtk-write-back-'));
  const data = Buffer.from('a text that was kept\n');
  handle = keep({ argv: ['git', 'log'], exit: 0, stdout: data, stderr: Buffer.alloc(0), merged: data }) ?? '';
  agents = (await Promise.all(Object.values(AGENTS).map((load) => load()))).map(({ agent }) => agent);
});

const stores = { isKept: (each: string) => /^(?:found|spooled)$/.test(recall(each).kind) };
const claude = () => agents.find(({ name }) => name === 'claude') as Agent;

function asked(agent: Agent, payload: JsonObject, files: Readonly<Record<string, string>> = {}): string {
  return answer(agent, payload, { ...context(place(files)), stores }).reply;
}

function call(tool_name: string, tool_input: JsonObject): JsonObject {
  return { session_id: 's', cwd: '/lab/project', hook_event_name: 'PreToolUse', tool_name, tool_use_id: 't', tool_input };
}

const marked = () => `one\n[+37 lines: rtk recall ${handle}]\ntwo\n`;

describe('a live marker', () => {
  it('is refused in every way that Claude Code writes files, with the way to the text', () => {
    const table = `[400 rows as a table; JSON: rtk recall ${handle}]`;
    for (const payload of [
      call('Write', { file_path: '/lab/project/a.md', content: marked() }),
      call('Write', { file_path: '/lab/project/a.md', content: table }),
      call('Edit', { file_path: '/lab/project/a.md', old_string: 'x', new_string: marked() }),
      call('MultiEdit', {
        file_path: '/lab/project/a.md',
        edits: [
          { old_string: 'x', new_string: 'y' },
          { old_string: 'z', new_string: marked() },
        ],
      }),
      call('NotebookEdit', { notebook_path: '/lab/project/a.ipynb', new_source: marked() }),
      call('Bash', { command: `cat > a.md <<'EOF'\n${marked()}EOF` }),
      call('Bash', { command: `printf '%s' '${marked()}' | tee a.md` }),
    ]) {
      const { permissionDecision, permissionDecisionReason } = JSON.parse(asked(claude(), payload)).hookSpecificOutput;
      expect(permissionDecision).toBe('deny');
      expect(permissionDecisionReason).toContain(`\`rtk recall ${handle}\``);
    }
  });

  it('stays where it was: in the text that is replaced, in the file, in a search for it', () => {
    const files = { '/lab/project/a.md': marked() };
    expect(asked(claude(), call('Edit', { file_path: '/lab/project/b.md', old_string: marked(), new_string: `${marked()}three\n` }))).toBe(
      '',
    );
    expect(asked(claude(), call('Write', { file_path: '/lab/project/a.md', content: `${marked()}three\n` }), files)).toBe('');
    expect(asked(claude(), call('Bash', { command: `grep -n '+37 lines: rtk recall ${handle}]' a.md` }))).not.toContain('deny');
    expect(asked(claude(), call('Read', { file_path: `[+37 lines: rtk recall ${handle}]` }))).toBe('');
  });

  it('is refused by every agent that can refuse, in its shell as well', () => {
    const able = agents.filter(({ guard }) => guard !== undefined);
    expect(able.map(({ name }) => name).sort()).toEqual(
      ['claude', 'codex', 'cursor', 'droid', 'gemini', 'opencode', 'pi', 'qoder', 'vscode'].sort(),
    );
    for (const agent of able) {
      const sample = agent.sample.before?.(`cat > a.md <<'EOF'\n${marked()}EOF`, '/lab/project') ?? {};
      expect([agent.name, asked(agent, sample)]).toEqual([agent.name, expect.stringContaining(`rtk recall ${handle}`)]);
      expect(asked(agent, agent.sample.before?.(`cat > a.md <<'EOF'\none\nEOF`, '/lab/project') ?? {})).not.toContain('rtk recall');
    }
  });
});

describe('no call is refused without need', () => {
  it('for any file of this repository, written as it is', () => {
    const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8', maxBuffer: 1 << 26 })
      .split('\0')
      .filter(Boolean);
    let seen = 0;
    for (const file of files) {
      const content = readFileSync(file, 'utf8');
      if (!content.includes('rtk recall')) continue;
      seen++;
      expect([file, asked(claude(), call('Write', { file_path: `/lab/new/${file}`, content }))]).toEqual([file, '']);
    }
    expect(seen).toBeGreaterThan(20);
  });

  it('for 1,000 generated edits with handles that nobody kept, or none', () => {
    const made = chance(3);
    const words = [
      '[+3 lines: rtk recall ',
      'rtk recall ',
      '[+1,204 files: rtk recall ',
      handle.slice(0, 3),
      handle,
      'abc',
      ']',
      '\n',
      'x = 1',
      '[',
      'JSON: ',
    ];
    for (let n = 0; n < 1_000; n++) {
      const text = Array.from({ length: 12 }, () => words[made(words.length)]).join('');
      const isLive = new RegExp(`\\[(?:\\+[\\d,]+ [\\w ]+|[^[\\]\\n]+; JSON): rtk recall ${handle}\\]`).test(text);
      const reply = asked(claude(), call('Edit', { file_path: '/lab/a', old_string: 'q', new_string: text }));
      expect([text, reply === '']).toEqual([text, !isLive]);
    }
  });
});
