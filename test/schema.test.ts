import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { backtracks, checkedFilter } from '../src/schema.ts';

const HEAD = "about = 'x'\ncommand = ['x']\n";

describe('a filter in TOML', () => {
  for (const [text, sentence] of [
    ["command = ['x']\n[lines]", 'about'],
    [HEAD, 'exactly one of [lines] and [match]'],
    [`${HEAD}colour = 1\n[lines]`, 'no field `colour`'],
    [`${HEAD}[lines]\ndrop = ['(']`, 'not a valid regular expression'],
    [`${HEAD}[lines]\ndrop = ['(a+)+b']`, 'exponential'],
    [`${HEAD}[lines]\nreplace = [{ pattern = '(x*)*', with = '' }]`, 'exponential'],
    [`${HEAD}[lines.on_success]\nsay = 'all good'`, 'needs `when`'],
    [`${HEAD}[lines]\non_empty = 'no errors'`, 'no field `on_empty`'],
  ] as const) {
    it(`says what is wrong: ${sentence}`, () => {
      expect(() => checkedFilter(parse(text), 'some.toml')).toThrowError(sentence);
      expect(() => checkedFilter(parse(text), 'some.toml')).toThrowError(/^some\.toml: .*\.$/);
    });
  }
  it('is taken if it is right', () => {
    expect(checkedFilter(parse(`${HEAD}[lines]\ndrop = ['^\\s*$']`), 'some.toml').about).toBe('x');
  });
});

describe('patterns in linear time', () => {
  for (const pattern of ['(a+)+', '(?:\\s*\\w+)*$', '(.*)*', '((a|b)+c*)+', '(a)\\1', '(?<n>a)\\k<n>', '(?:x{2,})+']) {
    it(`${pattern} is refused`, () => expect(backtracks(pattern)).toBe(true));
  }
  for (const pattern of ['^(?<file>[^:]+):(?<line>\\d+): (?<message>.*)$', '(?:a|b)+', '[(a+)+]', '\\(a+\\)+', '(?:\\d{1,3}){2}']) {
    it(`${pattern} is taken`, () => expect(backtracks(pattern)).toBe(false));
  }
  const folders = ['src', 'src/filters', 'src/readers', 'src/shapes'].map((folder) => join(import.meta.dirname, '..', folder));
  for (const file of folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name))).filter((name) => name.endsWith('.ts'))) {
    it(`${file.slice(file.indexOf('/src/') + 1)} has no pattern that backtracks`, () => {
      expect(literals(readFileSync(file, 'utf8')).filter(backtracks)).toEqual([]);
    });
  }
});

/** The regular expression literals of a source text. */
function literals(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return [...code.matchAll(/(?<=[=(,:[!&|?{};\s])\/((?![*/ ])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/[gimsuyv]*(?=[\s,.;)\]])/g)].map(([, pattern]) => pattern ?? '');
}
