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

describe('the borders of a part', () => {
  it('are not proven where a heading is glued to a line, or may not have been printed', () => {
    const line = 'cat a.md; echo "== b =="; git status';
    expect(lines(line, 'x\n== b ==\nclean\n')?.length).toBe(3);
    expect(lines(line, 'x\n== b ==\nend== b ==\nclean\n')).toBeUndefined();
    for (const each of [
      'grep -q x a.md && echo "== b =="; git status',
      'set -e; cat a.md; echo "== b =="; git status',
      'cat a.md; test -f x && exit; echo "== b =="; git status',
      't() { cat "$1"; }; t a.md; echo "== b =="; git status',
    ])
      expect([each, lines(each, 'x\n== b ==\nclean\n')]).toEqual([each, undefined]);
    expect(lines('cd nowhere && echo "== b =="; cat a.md', 'bash: cd: nowhere: No such file or directory\n== b ==\n')).toBeUndefined();
  });
  it('are proven where nothing prints files', () => {
    const line = 'npm ci && echo "== b ==" && git status';
    expect(partsOf(line, 'x\n== b ==\nclean\n')).toBeUndefined();
    expect(partsOf(line, 'x\n== b ==\nclean\n', () => false)?.length).toBe(3);
  });
});

const printed = (line: string) => printedBy(line, (argv) => route(argv));

describe('what a line prints', () => {
  it('is what tools say of themselves where all of them are known', () => {
    for (const line of [
      'git status; npm ci 2>&1 | tail -50',
      'for i in 1 2; do git log -3; done',
      'cat a.ts > b.ts; cargo build',
      'cat a.ts | wc -l; git diff | grep -c x',
      'x=$(cat a); pytest; echo "exit: $?"',
      'pwd; id; git log | head -3',
    ])
      expect([line, printed(line)]).toEqual([line, 'words']);
  });
  it('is the content of a file where something shows files, patches, hits or data', () => {
    for (const line of [
      'git status; cat a.ts',
      'make; head -20 a.ts | tee b',
      'ls; sed -n 1,5p a.ts',
      'git show HEAD:a.ts; ls',
      'git log -1; git show :src/app.py',
      'git show HEAD^:src/app.py',
      'curl -s localhost; ls',
      'python3 x.py --json; ls',
      'python3 x.py; sed s/a/b/ c',
      'ls | cat a.ts',
      'git status --porcelain; ls',
      'echo "$(cat a)"; ls',
      'ls; cat <<E\nx\nE',
      'cat "',
      'cat < a.ts; ls',
      'cd src && tail -n +3 < two.py; pwd',
      'awk 1 f',
      's=$(cat f); printf "%s\\n" "$s"',
      'id; diff -u a b; true',
      'for f in a b; do git diff $f; done',
      't() { cat "$1"; }; t a',
      'while read -r l; do echo "$l"; done < f',
      'id; grep -A3 x f',
      'git log | awk "{print $1}" | sort',
      'pwd; ls | tail -3 < f',
      'join a b; column -t f',
      "python3 -c 'print(open(1).read())'; id",
      'rtk cat f; id',
    ])
      expect([line, printed(line)]).toEqual([line, 'content']);
  });
});

describe('what else a line prints', () => {
  it('may be anything where a program of the user’s prints', () => {
    for (const line of [
      'python3 x.py; ls',
      'ls && node build.js',
      './run.sh | tail -20',
      'make two; npm test',
      'find . -exec cat {} +; git status',
      'fd -x cat; ls',
      'tox -e show; git status',
      'trap "cat a" EXIT; ls',
      'git() { x; }; git status',
    ])
      expect([line, printed(line)]).toEqual([line, 'anything']);
  });
  it('is rtk’s business where only rtk prints', () => {
    expect(printed('cd a && /opt/rtk git status; rtk npm test')).toBe('rtk');
    expect(printed('rtk git status; pytest | tail -5')).toBe('words');
  });
});
