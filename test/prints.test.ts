import { expect, it } from 'vitest';
import { route } from '../src/route/route.ts';

const prints = (line: string) => route(line.split(' ').map((word) => word.replace(/^'(.*)'$/, '$1'))).prints;

const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  file: [
    ...[
      'git show HEAD:src/two.py',
      'git show :src/app.py',
      'git show HEAD^:a',
      'git -C app show main:./a',
      'git show stash@{0}:a',
      'git cat-file -p HEAD:a',
    ],
    ...[
      'cat a',
      '/bin/cat a',
      'less a',
      'tar xOf t.tar a',
      'gofmt a.go',
      "grep -n '' a.py",
      "rg -N '' a.csv",
      'rg . a',
      'grep -v x a',
      'awk 1 a',
    ],
    ...[
      'join -t, a b',
      'column -t a',
      'node -e x',
      'python3 -c x',
      'python3 -m json.tool a',
      'npx prettier a.ts',
      'black -q -',
      'bash show.sh a',
    ],
  ],
  patch: [
    'git diff',
    'git show HEAD',
    'git show :/fix',
    'git log -p',
    'git log --stat -U5',
    'git stash show -p',
    'diff -u a b',
    'black --diff .',
    'git show --stat -p',
  ],
  hits: ['grep -n x a', 'rg x src', 'git grep x', 'git blame a'],
  words: [
    'git status',
    'git log',
    'git diff --stat',
    'git show --name-only HEAD',

    'rg -l x',
    'pwd',
    'pytest',
    'prettier --check .',
  ],
  anything: ['./run.sh', 'make two', 'npm run show', 'go run main.go', 'python3 x.py', 'mytool get pods', 'cargo run'],
};

it('one function says whose text a command prints', () => {
  for (const [kind, lines] of Object.entries(EXPECTED)) for (const line of lines) expect([line, prints(line)]).toEqual([line, kind]);
});

it('no filter reads a command that prints the content of a file and nothing else', () => {
  for (const line of ['git show HEAD:src/two.py', 'git show :a', "grep -n '' a.py", 'git grep -h . -- a'])
    expect([line, route(line.split(' ').map((word) => word.replace(/^''$/, ''))).why]).toEqual([line, 'it prints the content of a file']);
  expect(route(['git', 'show', 'HEAD']).filter).toBeDefined();
  expect(route(['cat', 'a']).filter).toBeDefined();
});
