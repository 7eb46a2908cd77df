import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { exactParts, shorterMarkdown } from '../src/filter/markdown.ts';
import { type Lab, lab } from './e2e/lab.ts';

const LONG = [
  '---',
  'name: please',
  '---',
  '# Please read',
  '',
  '',
  '',
  'Please run `please  test` in order to build src/please.ts.',
  'It is important to note that you must not utilize 3 of https://a.example/please.',
  '- Due to the fact that it is able to fail, please do not push.',
  'Yes, please.',
  'As you please, to please users as well as possible.',
  '',
  '```sh',
  'echo please',
  '',
  '',
  'please',
  '```',
  '    please indent',
  '| please | a |',
  'say "please wait"',
  '',
].join('\n');

const SHORT = [
  '---',
  'name: please',
  '---',
  '# Please read',
  '',
  'Run `please  test` to build src/please.ts.',
  'You must not use 3 of https://a.example/please.',
  '- Because it can fail, do not push.',
  'Yes, please.',
  'As you please, to please users as well as possible.',
  '',
  '```sh',
  'echo please',
  '',
  '',
  'please',
  '```',
  '    please indent',
  '| please | a |',
  'say "please wait"',
  '',
].join('\n');

describe('a text in Markdown', () => {
  it('is said in fewer words, code and tables to the letter', () => expect(shorterMarkdown(LONG)).toBe(SHORT));
  it('is not made shorter twice', () => expect(shorterMarkdown(SHORT)).toBe(SHORT));
  it('keeps its numbers, negations, addresses and paths', () => {
    expect(exactParts(LONG)).toEqual(exactParts(SHORT));
    expect(exactParts('Do not push 3 to a/b.\n\nNever.')).toEqual(['not', '3', 'a/b.', 'Never.']);
  });
  it('of ours says the same', () => {
    const docs = join(import.meta.dirname, '../docs');
    for (const file of readdirSync(docs).filter((name) => name.endsWith('.md'))) {
      const text = readFileSync(join(docs, file), 'utf8');
      expect(exactParts(shorterMarkdown(text))).toEqual(exactParts(text));
    }
  });
});

describe('rtk compress-md', () => {
  let l: Lab;
  const file = () => join(l.home, 'CLAUDE.md');
  beforeEach(() => {
    l = lab();
    writeFileSync(file(), LONG);
  });
  it('writes the file, and keeps what was there outside of the project', () => {
    const done = l.rtk('compress-md', 'CLAUDE.md');
    expect([done.status, done.text]).toEqual([0, expect.stringMatching(/now \d+; with each 1,000 requests .*\$0\.00\d+ less/)]);
    expect(readFileSync(file(), 'utf8')).toBe(SHORT);
    const backup = /before: (\S+)/.exec(done.text)?.[1] ?? '';
    expect(backup).toContain('.local/state/rtk/backups/');
    expect(readFileSync(backup, 'utf8')).toBe(LONG);
    expect(l.rtk('compress-md', 'CLAUDE.md')).toMatchObject({ status: 0, text: 'CLAUDE.md: nothing can go.\n' });
  });
  it('says what can go and writes nothing with --check', () => {
    expect(l.rtk('compress-md', '--check', 'CLAUDE.md')).toMatchObject({ status: 1, text: expect.stringMatching(/of which \d+ can go/) });
    expect(readFileSync(file(), 'utf8')).toBe(LONG);
  });
  it('says what it takes', () => {
    for (const words of [[], ['none.md'], ['--force', 'CLAUDE.md'], ['a', 'b']]) expect(l.rtk('compress-md', ...words).status).toBe(2);
  });
});
