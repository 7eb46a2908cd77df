/** Text that quotes files: what of it is the tool's, and what is the file's own. */

import { describe, expect, it } from 'vitest';
import { quoted } from '../src/filter/plain.ts';

describe('a text that quotes files', () => {
  it('keeps carriage returns, wherever they stand', () => {
    expect(quoted('a.txt:1:one\r\na.txt:2:10%\r20%\n', ['grep', '-n', 'o'])).toBe('a.txt:1:one\r\na.txt:2:10%\r20%\n');
  });
  it.each([
    ['diff --git a/x b/x\n+\x1b[31mred\n', ['git', 'diff']],
    ['a.txt:1:\x1b[31mred\x1b[0m\n', ['grep', '-rn', 'red']],
    ['\x1b[31mERROR\x1b[0m disk\n', ['cat', 'app.log']],
  ])('is left alone where a file has escape sequences of its own: %j', (text, argv) => {
    expect(quoted(text, argv)).toBeUndefined();
  });
  it.each([
    ['\x1b[1mdiff --git a/x b/x\x1b[m\n\x1b[31m-a\x1b[m\n', ['git', 'diff'], 'diff --git a/x b/x\n-a\n'],
    ['* \x1b[33mcommit 3fce3b5b\x1b[m\n', ['git', 'log', '--graph'], '* commit 3fce3b5b\n'],
    ['\x1b[35m\x1b[Ka.txt\x1b[m\x1b[K:x\n', ['grep', '-r', 'x'], 'a.txt:x\n'],
    ['a.txt\x1b[36m:\x1b[mx\n', ['git', 'grep', 'x'], 'a.txt:x\n'],
    ['a\x1b[31mx\x1b[m\n', ['grep', '--color=always', 'x', 'a.txt'], 'ax\n'],
  ])('loses the colours of the tool: %j', (text, argv, plain) => {
    expect(quoted(text, argv)).toBe(plain);
  });
  it('loses the line ends of a terminal where git itself writes none', () => {
    expect(quoted('diff --git a/x b/x\r\nindex 1234567..89abcde 100644\r\n+a\r\n', ['git', 'diff'])).toBe(
      'diff --git a/x b/x\nindex 1234567..89abcde 100644\n+a\n',
    );
  });
});
