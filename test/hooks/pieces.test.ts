/** Texts of several commands are told apart by what they show themselves, and by nothing else. */

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { agent } from '../../src/hooks/agents/claude.ts';
import { answer } from '../../src/hooks/answer.ts';
import { piecesOf } from '../../src/shell/pieces.ts';
import { context, place } from './samples.ts';

beforeAll(() => {
  process.env['XDG_STATE_HOME'] = mkdtempSync(join(tmpdir(), 'rtk-pieces-'));
});

const PATCH = `diff --git a/src/a.go b/src/a.go
index 1111111..2222222 100644
--- a/src/a.go
+++ b/src/a.go
@@ -1,4 +1,4 @@ func one() {
 first
-second
+other
 third
 fourth
`;
const CODE = 'package main\n\nfunc main() {\n\tprintln(1)\n}\n';
const STATUS = '## main...origin/main\n M src/a.go\n?? new.go\n';
const NUMBERED = '     9\tfunc a() {\n    10\t\treturn\n    11\t}\n';
const HITS = 'src/a.go:3:func a() {\nsrc/a.go:9:func b() {\nsrc/b.go:4:func c() {\n';

const kinds = (line: string, text: string) => piecesOf(line, text)?.map(({ proven, text: own }) => [proven, own]);

describe('the texts of several commands', () => {
  it('end where a patch says, and begin where one does', () => {
    expect(kinds('git diff\nsed -n 1,9p main.go', PATCH + CODE)).toEqual([
      ['patch', PATCH],
      [undefined, CODE],
    ]);
    expect(kinds('cat main.go; git diff', CODE + PATCH)).toEqual([
      [undefined, CODE],
      ['patch', PATCH],
    ]);
    expect(kinds('git status -sb && git diff', STATUS + PATCH)).toEqual([
      ['status', STATUS],
      ['patch', PATCH],
    ]);
    expect(kinds('git diff; git diff --cached', PATCH + PATCH)?.map(([kind]) => kind)).toEqual(['patch']);
  });

  it('are numbers of nl, and matches below the paths of a search', () => {
    expect(kinds("nl -ba a.go | sed -n '9,11p'; cat main.go", NUMBERED + CODE)).toEqual([
      ['numbered', NUMBERED],
      [undefined, CODE],
    ]);
    expect(kinds('cat main.go; nl -ba a.go | sed -n 9,11p', CODE + NUMBERED)).toEqual([
      [undefined, CODE],
      ['numbered', NUMBERED],
    ]);
    expect(kinds('rg -n func src\ncat main.go', HITS + CODE)).toEqual([
      ['hits', HITS],
      [undefined, CODE],
    ]);
    expect(kinds('rg -n func src; rg -n c src', HITS + HITS)?.map(([, own]) => own)).toEqual([HITS, HITS]);
  });

  it('stay together where nothing shows the border', () => {
    expect(kinds('rg -n func lib\ncat main.go', HITS + CODE)).toBeUndefined();
    expect(kinds('cat a.go; cat b.go', CODE + CODE)).toBeUndefined();
    expect(kinds('git diff || cat a.go', PATCH)).toBeUndefined();
    expect(kinds('git diff & cat a.go', PATCH + CODE)).toBeUndefined();
    expect(kinds('for f in a b; do git diff $f; done', PATCH)).toBeUndefined();
    expect(kinds('rg func src; cat main.go', HITS + CODE)).toBeUndefined();
    // A file's own patch is no text of git's.
    expect(kinds('cat fix.patch main.go', PATCH + CODE)).toBeUndefined();
    expect(kinds('git status -s', `${STATUS}something else\n`)).toBeUndefined();
  });
});

describe('what the model reads of them', () => {
  const shown = (command: string, stdout: string): string => {
    const payload = {
      session_id: 's',
      cwd: '/lab',
      hook_event_name: 'PostToolUse',
      tool_name: 'Bash',
      tool_use_id: 't',
      tool_input: { command },
      tool_response: { stdout, stderr: '' },
    };
    const { reply } = answer(agent, payload, context(place()));
    return reply === '' ? stdout : JSON.parse(reply).hookSpecificOutput.updatedToolOutput.stdout;
  };

  it('is each line of a file to the byte, numbers without their padding', () => {
    const long = Array.from({ length: 60 }, (_, n) => `${String(n + 100).padStart(6)}\t\tline ${n}  \n`).join('');
    expect(shown('nl -ba a.go | sed -n 100,159p', long)).toBe(long.replace(/^ +/gm, ''));
    expect(shown('cat -n a.go; cat main.go', long.replaceAll('  \n', '\n') + CODE)).toBe(
      long.replaceAll('  \n', '\n').replace(/^ +/gm, '') + CODE,
    );
  });

  it('is a patch to the byte, and the file beside it as it was', () => {
    const patches = Array.from({ length: 9 }, (_, n) => PATCH.replaceAll('src/a.go', `src/folder/a${n}.go`)).join('');
    expect(shown('git diff; cat main.go', patches + CODE)).toBe(patches + CODE);
  });

  it('is what a service answered as a table, but not a file of the same name', () => {
    const json = JSON.stringify(
      Array.from({ length: 40 }, (_, id) => ({ id, name: `user ${id}`, state: 'open', url: `https://x.example/u/${id}` })),
    );
    for (const line of [
      'gh api users',
      'gh issue list --json id,name | jq .',
      'curl -s https://x.example/u | head -99',
      'kubectl get pods -o json',
    ])
      expect(shown(line, json)).toMatch(
        /^\[40 rows as a table; ~1=https:\/\/x\.example\/u; JSON: rtk recall [0-9a-f]+\]\n\{id,name,url,state=open\}\n0,user 0,~1\/0\n/,
      );
    for (const line of [
      'cat users.json',
      'jq . users.json',
      'git show HEAD:users.json',
      'curl -s https://x.example/u | tee users.json | wc -c',
      'cat users.json; gh api users',
    ])
      expect(shown(line, json)).toBe(json);
  });
});
