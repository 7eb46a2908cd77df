/** Completions for fish 3 and later. */

import { OPTIONS, type OptionInfo, type Value, type WordInfo } from '../catalog.ts';

export function fishOf(words: readonly WordInfo[]): string {
  const names = words.map(({ name }) => name);
  return [
    '# rtk: completions for fish; made by `rtk completions fish`.',
    ...HELPERS,
    'complete -c rtk -e',
    'complete -c rtk -f',
    ...OPTIONS.map((option) => `complete -c rtk -n __rtk_first ${optionOf(option)}`),
    ...words.map(({ name, about }) => `complete -c rtk -n __rtk_first -a ${name} -d ${quoted(about)}`),
    "complete -c rtk -n __rtk_first -a '(__fish_complete_command)'",
    // Any other command completes as it does alone.
    `complete -c rtk -n '__rtk_other ${names.join(' ')}' -a '(__rtk_behind 1)'`,
    ...words.flatMap((word) => [word, ...word.below]).flatMap(ofWord),
  ].join('\n');
}

/** Words before the cursor without rtk and its own options. */
const HELPERS = [
  'function __rtk_words',
  '  set -l words (commandline -opc)',
  '  set -e words[1]',
  "  while set -q words[1]; and string match -q -- '-*' $words[1]",
  '    test $words[1] = --level; and set -e words[1]',
  '    set -e words[1]',
  '  end',
  "  test (count $words) -gt 0; and printf '%s\\n' $words",
  'end',
  'function __rtk_first',
  '  test (count (__rtk_words)) -eq 0',
  'end',
  'function __rtk_is',
  '  set -l words (__rtk_words)',
  '  set -l n (count $argv)',
  '  test (count $words) -ge $n; and test "$words[1..$n]" = "$argv"',
  'end',
  'function __rtk_other',
  '  set -l words (__rtk_words)',
  '  set -q words[1]; and not contains -- $words[1] $argv',
  'end',
  'function __rtk_behind',
  '  set -l words (__rtk_words) (commandline -ct)',
  '  complete -C "$(string join -- \' \' (string escape -- $words[$argv[1]..]))"',
  'end',
];

function ofWord({ name, options, args, below }: WordInfo): string[] {
  const inner = below.map((each) => each.name.split(' ').at(-1));
  const not = inner.map((each) => `; and not __rtk_is ${name} ${each}`).join('');
  const when = `-n '__rtk_is ${name}${not}'`;
  const [value] = args;
  return [
    ...options.map((option) => `complete -c rtk ${when} ${optionOf(option)}`),
    ...below.map((each) => `complete -c rtk ${when} -a ${each.name.split(' ').at(-1)} -d ${quoted(each.about)}`),
    ...(value && value.kind !== 'text' ? [`complete -c rtk ${when} ${offer(value, name.split(' ').length + 1)}`] : []),
  ];
}

function optionOf({ short, long, about, value, optional }: OptionInfo): string {
  const names = `${short ? `-s ${short.slice(1)} ` : ''}-l ${long.slice(2)} -d ${quoted(about)}`;
  if (!value || optional) return names;
  return `${names} ${value.kind === 'one' ? `-x -a ${quoted(value.of.join(' '))}` : value.kind === 'text' ? '-x' : '-r -F'}`;
}

function offer(value: Value, at: number): string {
  if (value.kind === 'one') return `-a ${quoted(value.of.join(' '))}`;
  if (value.kind === 'command') return `-a '(__rtk_behind ${at})'`;
  return value.kind === 'folder' ? "-a '(__fish_complete_directories)'" : '-F';
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
