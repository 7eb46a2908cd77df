import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lab } from '../e2e/lab.ts';

const l = lab();
const env: NodeJS.ProcessEnv = { ...l.env, TERM: 'xterm' };
const there = (shell: string) => spawnSync(shell, ['-c', ':']).status === 0;
const script = (shell: string) => l.rtk('completions', shell).stdout.toString();

/** What is typed, and what must and must not be offered for its last word. */
const CASES: readonly (readonly [line: string, offered: readonly string[], not: readonly string[]])[] = [
  ['rtk gai', ['gain'], ['recall']],
  ['rtk --lev', ['--level'], ['--lossless']],
  ['rtk --level ', ['lossless', 'normal', 'tight'], ['gain']],
  ['rtk gain --form', ['--format'], ['--json']],
  ['rtk gain --format ', ['json', 'csv', 'html'], ['--format']],
  ['rtk gain ex', ['export'], ['--json']],
  ['rtk gain export --js', ['--jsonl'], ['--json']],
  ['rtk init --agent cl', ['claude', 'cline'], ['codex']],
  ['rtk hook check --agent ge', ['gemini'], ['claude']],
  ['rtk recall --l', ['--lines', '--list'], ['--grep']],
  ['rtk pipe --filter mak', ['make'], ['git-log']],
  ['rtk read --level ', ['outline', 'exact'], ['normal']],
  ['rtk completions ', ['bash', 'zsh', 'fish'], ['gain']],
  ['rtk help ga', ['gain'], ['read']],
];

const words = (line: string) => line.split(' ');

describe.runIf(there('bash'))('bash', () => {
  const file = join(l.home, 'rtk.bash');
  writeFileSync(file, script('bash'));
  test.each(CASES)('%s', (line, offered, not) => {
    const ask = `source '${file}'; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _rtk; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const found = spawnSync('bash', ['--norc', '-c', ask, 'bash', ...words(line)], { env, encoding: 'utf8' })
      .stdout.trim()
      .split('\n');
    expect(found).toEqual(expect.arrayContaining([...offered]));
    for (const each of not) expect(found).not.toContain(each);
  });
});

describe.runIf(there('fish'))('fish', () => {
  const file = join(l.home, 'rtk.fish');
  writeFileSync(file, script('fish'));
  test.each(CASES)('%s', (line, offered, not) => {
    const { stdout } = spawnSync('fish', ['--no-config', '-c', `source '${file}'; complete -C '${line}'`], { env, encoding: 'utf8' });
    const found = stdout.split('\n').map((row) => row.split('\t')[0]);
    expect(found).toEqual(expect.arrayContaining([...offered]));
    for (const each of not) expect(found).not.toContain(each);
  });
});

/** zsh completes at its line editor only: one in a terminal of its own gets a tab, and its `compadd` prints what it is given, between lines of `@@`. */
const ZSH = `
zmodload zsh/zpty
zpty z zsh -f -i
source_it() { zpty -w z source "$1"; repeat 40 { zpty -r z line; [[ $line == ready* ]] && return } }
source_it "$1"
zpty -w z "$2"$'\t'
integer marks=0
while zpty -r z line; do
  [[ $line == *@@* ]] && (( ++marks == 2 )) && break
  (( marks )) && print -rn -- "$line"
done
`;
const SETUP = `PROMPT=
bindkey '^M' undefined; bindkey '^J' undefined; bindkey '^I' complete-word
mark() { print -r -- @@ }
compprefuncs=(mark); comppostfuncs=(mark exit)
compadd() {
  if [[ \${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return $?; fi
  local -a hits
  builtin compadd -A hits "$@"
  (( $#hits )) && print -rl -- $hits
}
print ready
`;

describe.runIf(there('zsh'))('zsh', () => {
  const folder = join(l.home, 'functions');
  mkdirSync(folder);
  writeFileSync(join(folder, '_rtk'), script('zsh'));
  const ways = {
    'as _rtk in fpath': `fpath=('${folder}' $fpath); autoload -Uz compinit; compinit -u -D`,
    sourced: `autoload -Uz compinit; compinit -u -D; source '${folder}/_rtk'`,
  };
  const ask = (setup: string, line: string) => {
    const file = join(l.home, 'setup.zsh');
    writeFileSync(file, `${setup}\n${SETUP}`);
    const path = `${join(import.meta.dirname, '../../dist')}:${env['PATH']}`;
    return spawnSync('zsh', ['-f', '-c', ZSH, 'zsh', file, line], { env: { ...env, PATH: path }, encoding: 'utf8', timeout: 20_000 })
      .stdout;
  };
  for (const [way, setup] of Object.entries(ways))
    test.each([
      ['rtk gai', ['gain']],
      ['rtk gain --form', ['--format']],
      ['rtk gain --format ', ['csv', 'prometheus']],
      ['rtk gain export --js', ['--jsonl']],
      ['rtk init --agent cl', ['claude', 'cline']],
      ['rtk --level ', ['lossless', 'tight']],
      ['rtk completions ', ['bash', 'fish']],
    ])(`${way}: %s`, (line, offered) => {
      const found = ask(setup, line);
      for (const each of offered) expect(found).toContain(each);
    });
});
