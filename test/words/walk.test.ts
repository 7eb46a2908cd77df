import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { catalogOf } from '../../src/commands/catalog.ts';
import { allWords } from '../../src/commands/define/all.ts';
import { parsed } from '../../src/commands/parse-words.ts';
import { UsageError } from '../../src/errors.ts';
import { WORDS } from '../../src/route/own-words.ts';
import { lab } from '../e2e/lab.ts';

const l = lab();
const words = catalogOf(await allWords());
const all = words.flatMap((word) => [word, ...word.below]);

const commands = new Map((await allWords()).map((command) => [command.name(), command]));

/** One sentence on stderr, exit status 2, nothing else. */
function refused(typed: readonly string[], env = {}): string {
  const { status, stdout, stderr } = l.rtkWith({ env }, ...typed);
  const said = stderr.toString();
  expect([typed.join(' '), status, stdout.toString()]).toEqual([typed.join(' '), 2, '']);
  expect(said).toMatch(/^rtk: [^\n]+\n$/);
  return said;
}

/** What the parser makes of the words behind an own word, in this process. */
function parsedHere([word = '', ...rest]: readonly string[]) {
  const command = commands.get(word);
  if (!command) throw new Error(`there is no word ${word}`);
  return parsed(command, rest);
}

function sentence(typed: readonly string[]): string {
  try {
    return `accepted: ${JSON.stringify(parsedHere(typed))}`;
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
}

it('every word is defined, once', () => {
  expect(words.map(({ name }) => name)).toEqual(Object.keys(WORDS));
  expect(words.map(({ name, about }) => [name, about])).toEqual(Object.entries(WORDS));
});

describe.each(all)('rtk $name', ({ name, options, examples }) => {
  const typed = name.split(' ');
  it('has help with every option and examples', () => {
    const help = String(parsedHere([...typed, '--help']));
    expect(help.startsWith(`Usage: rtk ${name} `)).toBe(true);
    const flat = help.replace(/\s+/g, ' ');
    for (const { long, about } of options) {
      expect(flat).toContain(long);
      expect(flat).toContain(about);
    }
    expect(examples.length).toBeGreaterThan(0);
    for (const [line] of examples) expect(help).toContain(line);
  });
  it('names an option that it does not have, and the one that was meant', () => {
    expect(sentence([...typed, '--frobnicate'])).toContain(`${name} has no option \`--frobnicate\``);
    for (const { long } of options.filter((option) => option.long.length > 6)) {
      const misspelt = long.slice(0, -2) + long.slice(-1);
      // `--write` is an option, and so is `--write-rules`.
      if (!options.some((option) => option.long === misspelt)) expect(sentence([...typed, misspelt])).toMatch(/did you mean `--[\w-]+`\?/);
    }
  });
  it('says which option needs a value, and refuses one that is none', () => {
    for (const { long, value, optional } of options) {
      if (!value || optional) continue;
      expect(sentence([...typed, long])).toContain('needs a value');
      if (value.kind !== 'one' || long === '--filter') continue;
      expect(sentence([...typed, `${long}=nonesuch`, 'x'])).toMatch(/`nonesuch`/);
      for (const each of value.of) expect(sentence([...typed, `${long}=${each}`])).not.toContain(`\`${each}\``);
    }
  });
});

it('the binary says the same', () => {
  for (const { name } of words) {
    const { status, stdout, stderr } = l.rtk(name, '--help');
    expect([status, stderr.toString(), stdout.toString()]).toEqual([0, '', parsedHere([name, '--help'])]);
    expect(refused([name, '--frobnicate'])).toBe(`rtk: ${sentence([name, '--frobnicate'])}\n`);
  }
}, 120_000);

test.each([
  [['init', '--agent', 'claud'], 'did you mean `claude`?'],
  [['hook', 'check', '--agent', 'claud', 'git status'], 'did you mean `claude`?'],
  [['gain', '--agent', 'claud'], 'did you mean `claude`?'],
  [['doctor', 'claud'], 'did you mean `claude`?'],
  [['help', 'gian'], 'did you mean `gain`?'],
  [['pipe', '--filter', 'mak'], 'did you mean `make`?'],
  [['--levl', 'tight', 'git', 'status'], 'did you mean `--level`?'],
  [['--level', 'tigt', 'git'], 'use lossless, normal, tight'],
  [['recall', 'abcd', '--lines', '10-5'], 'use 5-10'],
  [['recall', 'abcd', '--lines', 'x'], 'use 10-40, 10- or 10'],
  [['recall', 'abcd', '--grep', '('], 'is not a valid regular expression'],
  [['read', 'x', '--lines', '3', '--tail-lines', '3'], 'give one of them'],
  [['pipe', '--exit', '256'], 'use 0 to 255'],
  [['version', 'now'], '`now` is one word too many'],
  [['deps', 'nowhere'], 'there is no such folder or file'],
  [['lint'], 'name one of'],
  [['run'], 'give a line or a command'],
  [['rewrite'], 'give <line>'],
  [[''], 'the command is empty'],
])('%j', (typed, sentence) => {
  expect(refused(typed)).toContain(sentence);
});

test.each(['7', '2w', '2026-01-01'])('--since %s means the same everywhere', (since) => {
  for (const typed of [['gain'], ['gain', 'export', '--jsonl'], ['discover', '--all'], ['session'], ['learn', '--all']])
    expect(l.rtk(...typed, '--since', since).stderr.toString()).not.toContain('is no day');
  expect(refused(['discover', '--since', 'soon'])).toBe(refused(['gain', '--since', 'soon']));
});

describe('a command that is not there', () => {
  it('and looks like a word of rtk gets a hint', () => {
    const { status, stderr } = l.rtk('gian');
    expect([status, stderr.toString()]).toEqual([127, expect.stringContaining('did you mean `rtk gain`?')]);
  });
  it('and looks like none gets none, nor does one that is there', () => {
    expect(l.rtk('zzyzx').stderr.toString()).toBe('rtk: zzyzx: command not found\n');
    l.tool('gian', 'exit 127');
    expect(l.rtk('gian').text).toBe('');
    expect(l.rtk('--', 'dicsover').text).not.toContain('did you mean');
  });
});

describe('words of a program with the name of a word', () => {
  test.each([
    [['env', 'FOO=1', 'printenv', 'FOO'], 0, '1\n'],
    [['env', '-i', 'A=2', '/usr/bin/env'], 0, 'A=2\n'],
    [['env', '-u', 'HOME', 'sh', '-c', 'echo "[$HOME]"'], 0, '[]\n'],
    [['test', '-f', '/etc/passwd'], 0, ''],
    [['test', '-d', '/etc/passwd'], 1, ''],
    [['test', '1', '-eq', '2'], 1, ''],
    [['test', 'a', '=', 'a'], 0, ''],
    [['test', '!', '-e', '/nowhere'], 0, ''],
    [['test', ''], 1, ''],
  ])('%j is run', (typed, status, text) => {
    const ran = l.rtk(...typed);
    expect([ran.status, ran.text]).toEqual([status, text]);
  });
  it("is no such case where they are a word's", () => {
    l.tool('suite', 'echo ok');
    expect(l.rtk('test', 'suite').text).toBe('ok\n');
    expect(l.rtkWith({ env: { AWS_REGION: 'x' } }, 'env', 'aws').text).toBe('AWS_REGION=x\n');
  });
});

test('data is JSON wherever there is some', () => {
  writeFileSync(join(l.home, 'package.json'), '{"dependencies":{"a":"1"}}');
  for (const typed of [
    ['config'],
    ['doctor'],
    ['explain', 'git', 'log'],
    ['gain'],
    ['recall', '--list'],
    ['trust', '--list'],
    ['verify'],
    ['deps'],
    ['env'],
  ]) {
    const [word = '', ...rest] = typed;
    const { stdout } = word === 'explain' ? l.rtk(word, '--json', ...rest) : l.rtk(...typed, '--json');
    expect(() => JSON.parse(stdout.toString()), typed.join(' ')).not.toThrow();
  }
});

describe('a state folder that cannot be used', () => {
  const places: Record<string, (at: string) => void> = {
    'a file': (at) => writeFileSync(at, ''),
    'a pipe': (at) => void execFileSync('mkfifo', [at]),
  };
  test.each(Object.keys(places))(
    '%s',
    (kind) => {
      const state = join(l.home, `state ${kind}`);
      mkdirSync(state, { recursive: true });
      places[kind]?.(join(state, 'rtk'));
      const typed = [
        ['gain'],
        ['recall', 'abcd'],
        ['recall', '--list'],
        ['doctor'],
        ['trust', '--list'],
        ['statusline'],
        ['config'],
        ['gain', '--reset', '--yes'],
        ['init', '--show'],
      ];
      for (const words of typed) {
        const { status, text, stderr } = l.rtkWith({ env: { XDG_STATE_HOME: state, XDG_DATA_HOME: state } }, ...words);
        expect(text).not.toMatch(/\n\s+at |bunfs/);
        if (status !== 0 && status !== 1)
          expect([words, status, stderr.toString()]).toEqual([words, 2, expect.stringMatching(/^rtk: [^\n]+\n$/)]);
        expect([words, status]).toEqual([words, expect.any(Number)]);
      }
    },
    60_000,
  );
});
