import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { backtracks, checkedFilter } from '../src/filter/check-toml.ts';

const READERS = ['places', 'table'];
const HEAD = "about = 'x'\ncommand = ['x']\n";

describe('a filter in TOML', () => {
  for (const [text, sentence] of [
    ["command = ['x']\n[lines]", 'about'],
    [HEAD, 'exactly one of [lines], [match], `read`, [table], [tests], [log]'],
    [`${HEAD}colour = 1\n[lines]`, 'no field `colour`'],
    [`${HEAD}[lines]\ndrop = ['(']`, 'not a valid regular expression'],
    [`${HEAD}[lines]\ndrop = ['(a+)+b']`, 'exponential'],
    [`${HEAD}[lines]\nreplace = [{ pattern = '(x*)*', with = '' }]`, 'exponential'],
    [`${HEAD}[lines.on_success]\nsay = 'all good'`, 'needs `when`'],
    [`${HEAD}[lines]\non_empty = 'no errors'`, 'no field `on_empty`'],
    [`${HEAD}read = 'tabel'`, 'knows no reader `tabel`; it knows places, table'],
    [`${HEAD}read = 'table'\n[lines]`, 'exactly one of'],
    [`${HEAD}drop = ['x']\n[table]`, '`drop` stands beside `read`; here write it into [table]'],
    [`${HEAD}[table]\nshow = '60'`, '`show` must be a whole number'],
    [`${HEAD}[table]\nheader = 'NAME'`, '`header` must be a list of patterns'],
    [`${HEAD}[tests]\nfailure = ['x']`, '[tests] needs `verdict`'],
    [`${HEAD}[match]\nshape = 'tree'\npattern = ['x']`, '`shape` must be one of diagnostics, tests, files, table'],
    [`${HEAD}[log]\nfold = true`, '`fold` must be a list of patterns'],
    [`${HEAD}read = 'table'\n[[form]]\nread = 'table'`, '[[form]] needs `when`'],
    [`${HEAD}read = 'table'\n[[form]]\nwhen = ['-x']`, '[[form]]: give exactly one of'],
    [`${HEAD}read = 'table'\n[[form]]\nwhen = ['-x']\ndata = true\nread = 'table'`, '[[form]] with `data`'],
    [`${HEAD}read = 'table'\n[[form]]\nwhen = ['-x']\n[form.log]\ntime = ['(a+)+']`, 'exponential'],
  ] as const) {
    it(`says what is wrong: ${sentence}`, () => {
      expect(() => checkedFilter(parse(text), 'some.toml', READERS)).toThrowError(sentence);
      expect(() => checkedFilter(parse(text), 'some.toml', READERS)).toThrowError(/^some\.toml: .*\.$/);
    });
  }
  it('is taken if it is right', () => {
    expect(checkedFilter(parse(`${HEAD}[lines]\ndrop = ['^\\s*$']`), 'some.toml', READERS).about).toBe('x');
  });
});

describe('patterns in linear time', () => {
  for (const pattern of ['(a+)+', '(?:\\s*\\w+)*$', '(.*)*', '((a|b)+c*)+', '(a)\\1', '(?<n>a)\\k<n>', '(?:x{2,})+']) {
    it(`${pattern} is refused`, () => expect(backtracks(pattern)).toBe(true));
  }
  for (const pattern of ['^(?<file>[^:]+):(?<line>\\d+): (?<message>.*)$', '(?:a|b)+', '[(a+)+]', '\\(a+\\)+', '(?:\\d{1,3}){2}']) {
    it(`${pattern} is taken`, () => expect(backtracks(pattern)).toBe(false));
  }
});
