import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { triedPatterns } from '../../src/config/checked-filters.ts';
import { loadConfig } from '../../src/config/config.ts';
import { shownAttack, slowOn } from '../../src/config/slow-patterns.ts';

const home = mkdtempSync(join(tmpdir(), 'rtk-patterns-'));
afterAll(() => rmSync(home, { recursive: true }));

describe('patterns that need more than linear time', () => {
  it.each([
    ['^\\s*\\^*\\s*$', ''],
    ['\\s+$', ''],
    ['^(?<name>.*?) ?─*$', ''],
    ['^(Files) (.+) (and) (.+) (differ)$', ''],
    ['(a|a)*b', ''],
    ['^(?:\\w+\\s?)*:$', ''],
    ['^(?<text>.*?) {2,}(?<code>@?\\w+(?:[/-][\\w-]+)+) *$', ''],
    ['\\r+\\n', 'g'],
    ['[;|\\n]\\s*[^\\s#)}]', ''],
    ['^ +(?<line>\\d+) +(?<message>\\S.*?)(?: {2,}(?<code>\\S+))? *$', ''],
  ])('%s', (source, flags) => {
    expect(slowOn(source, flags)).toBeDefined();
  });
});

describe('patterns in linear time', () => {
  it.each([['^\\s*(?:\\^+\\s*)?$'], ['(?<!\\s)\\s+$'], ['^(?:\\w+\\s)*:$'], ['^[\\w.]+:(?<line>\\d+): (?<message>.*)$'], ['error']])(
    '%s',
    (source) => {
      expect(slowOn(source)).toBeUndefined();
    },
  );
});

it('an input is shown', () => {
  expect(shownAttack({ prefix: '  0) ', pump: '──', suffix: '\u0001' })).toBe('"  0) " + "──" × 7500 + "\\u0001"');
});

it("a user's filter with such a pattern is refused by its name, and a good one is tried once", async () => {
  for (const name of ['XDG_CONFIG_HOME', 'XDG_STATE_HOME']) process.env[name] = home;
  const file = join(home, 'rtk/filters/mine.toml');
  mkdirSync(join(home, 'rtk/filters'), { recursive: true });
  writeFileSync(file, 'about = "x"\ncommand = ["mine"]\n\n[lines]\ndrop = [\'\\s+$\']\n');
  const { problems, broken, filters } = await loadConfig(home);
  expect(problems).toEqual([
    expect.stringMatching(/mine\.toml: the pattern '\\s\+\$' needs more than linear time, for example on ".*" × 15000/),
  ]);
  expect([broken.map(({ command }) => command), filters]).toEqual([['mine'], {}]);
  expect(existsSync(join(home, 'rtk/tried-filters'))).toBe(false);

  writeFileSync(file, 'about = "x"\ncommand = ["mine"]\n\n[lines]\ndrop = [\'^\\s*$\']\n');
  expect(Object.keys((await loadConfig(home)).filters)).toEqual(['mine']);
  const fields = { about: 'x', command: ['mine'], lines: { drop: ['^\\s*$'] } };
  expect(readFileSync(join(home, 'rtk/tried-filters'), 'utf8')).toContain(JSON.stringify(JSON.stringify(fields)).slice(1, -1));
  // what was tried with the same text is not tried again
  await triedPatterns({ lines: { drop: ['\\s+$'] } }, JSON.stringify(fields), file);
});
