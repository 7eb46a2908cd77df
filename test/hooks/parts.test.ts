import { describe, expect, it } from 'vitest';
import { printedBy } from '../../src/hooks/printed-by.ts';
import { route } from '../../src/route/route.ts';
import { partsOf } from '../../src/shell/parts.ts';

const lines = (line: string, text: string) => partsOf(line, text)?.map((part) => [part.line, part.text]);

describe('a text between headings that the line printed', () => {
  it('is taken apart', () => {
    const line = 'cd app && echo "== a ==" && git log | head -3; echo == b ==\nnpm test; touch x\necho done';
    expect(lines(line, '== a ==\n1\n2\n== b ==\n3\ndone\n')).toEqual([
      ['cd app', ''],
      [undefined, '== a ==\n'],
      ['git log | head -3', '1\n2\n'],
      [undefined, '== b ==\n'],
      ['npm test; touch x', '3\n'],
      [undefined, 'done\n'],
    ]);
  });
  it('is taken apart in the order of headings that say the same', () => {
    expect(lines('ls; echo ---; pwd; echo ---; git log', 'a\n---\nb\n---\nc')?.map(([, text]) => text)).toEqual([
      'a\n',
      '---\n',
      'b\n',
      '---\n',
      'c',
    ]);
  });
  it('stays whole if a heading is missing, comes twice, in another order, or is not literal', () => {
    for (const text of ['a\nb\n', '== x\na\n== x\nb\n', 'a\n == x\nb\n', ''])
      expect([text, lines('ls; echo "== x"; pwd', text)]).toEqual([text, undefined]);
    expect(lines('echo 1; ls; echo 2; pwd', '2\na\n1\nb\n')).toBeUndefined();
    for (const line of [
      'ls; echo "$x"; pwd',
      'ls; echo -n x; pwd',
      'ls; echo -e "x"; pwd',
      'ls || echo x; pwd',
      'ls & echo x; pwd',
      'ls; echo x > f; pwd',
      'echo x',
      'ls; echo "x',
    ])
      expect([line, lines(line, 'a\nx\nb\n')]).toEqual([line, undefined]);
  });
});

describe('exact repeats', () => {
  const printed = (line: string) => printedBy(line, (argv) => route(argv)).kind;
  it('are folded where nothing prints data or the content of a file', () => {
    for (const line of [
      'git status; npm test 2>&1 | tail -50',
      'for i in 1 2; do git log -3; done',
      './run.sh | tail -20',
      'cat a.ts > b.ts; make',
      'git log | awk "{print $1}" | sort | uniq -c',
      'cat a.ts | wc -l; git diff | grep -c x',
      'x=$(cat a); npm test',
    ])
      expect([line, printed(line)]).toEqual([line, 'text']);
  });
  it('stay where something may', () => {
    for (const line of [
      'git status; cat a.ts',
      'make; head -20 a.ts | tee b',
      'ls; sed -n 1,5p a.ts',
      'git show HEAD:a.ts; ls',
      'curl -s localhost; ls',
      'python3 x.py --json; ls',
      'python3 x.py; sed s/a/b/ c',
      'ls | cat a.ts',
      'git status --porcelain; ls',
      'echo "$(cat a)"; ls',
      'ls; cat <<E\nx\nE',
      'cat "',
    ])
      expect([line, printed(line)]).toEqual([line, 'content']);
  });
  it('stay in what a script prints, too', () => {
    for (const line of ['python3 x.py; ls', 'ls && node build.js']) expect([line, printed(line)]).toEqual([line, 'script']);
  });
  it('are rtk’s business where only rtk prints', () => {
    expect(printed('cd a && /opt/rtk git status; rtk npm test')).toBe('rtk');
    expect(printed('rtk git status; make | tail -5')).toBe('text');
  });
});
