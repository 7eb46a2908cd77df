import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { filter } from '../../src/filter/filter.ts';
import { agent } from '../../src/hooks/agents/claude.ts';
import { answer } from '../../src/hooks/answer.ts';
import type { JsonObject } from '../../src/json.ts';
import { objectAt, stringAt } from '../../src/json.ts';
import { filterOutput } from '../../src/library/index.ts';
import { route } from '../../src/route/route.ts';
import { fixtures, HANDLE } from '../fixture.ts';
import { context, place } from '../hooks/samples.ts';

beforeAll(() => {
  process.env['XDG_STATE_HOME'] = mkdtempSync(join(tmpdir(), 'rtk-library-'));
});

/** What the hook hands on of a successful run. */
function byHook(line: string, stdout: string): string {
  const event: JsonObject = {
    ...{ session_id: 's', cwd: '/lab/project', hook_event_name: 'PostToolUse', tool_name: 'Bash', tool_use_id: 't' },
    ...{ tool_input: { command: line }, tool_response: { stdout, stderr: '', interrupted: false, isImage: false } },
  };
  const { reply } = answer(agent, event, context(place({}, { RTK_WINDOW: '0' }), 'replace'));
  if (reply === '') return stdout;
  return stringAt(objectAt(objectAt(JSON.parse(reply), 'hookSpecificOutput'), 'updatedToolOutput'), 'stdout') ?? stdout;
}

const all = fixtures().filter(({ captured }) => captured.stderr === '' && captured.text.length < 29_000);

describe('a text without exit status', () => {
  it('comes out as from the hook, to the byte', () => {
    const lines = all.map(({ argv, captured }) => ({ line: argv.map(quoted).join(' '), text: captured.text }));
    const different = lines.filter(({ line, text }) => {
      const { text: ours } = filterOutput({ command: line, stdout: text, store: 'memory' });
      return ours !== byHook(line, text);
    });
    expect(lines.length).toBeGreaterThan(300);
    expect(different.map(({ line }) => line)).toEqual([]);
  });
});

describe('a text with stderr and exit status', () => {
  it('comes out as behind the prefix, to the byte', () => {
    const both = fixtures().filter(({ captured }) => captured.stderr !== '');
    const different = both.filter(({ argv, captured }) => {
      const { stdout, stderr, exit = 0 } = captured;
      const ours = filterOutput({ command: argv, stdout, stderr, exit, store: 'memory' });
      const result = filter(captured, route(argv), { level: 'normal', handle: () => ours.handle ?? HANDLE });
      return ours.text !== (result.stderrApart ? result.text + stderr : result.text);
    });
    expect(both.length).toBeGreaterThan(50);
    expect(different.map(({ filter: name, name: which }) => `${name}/${which}`)).toEqual([]);
  });
});

function quoted(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
