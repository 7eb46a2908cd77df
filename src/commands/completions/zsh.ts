/** Completions for zsh: sourced after compinit, or as `_rtk` in a folder of $fpath. */

import { OPTIONS, type OptionInfo, type Value, type WordInfo } from '../catalog.ts';

export function zshOf(words: readonly WordInfo[]): string {
  return `#compdef rtk
# rtk: completions for zsh; made by \`rtk completions zsh\`.
_rtk() {
  local curcontext="$curcontext" state line
  typeset -A opt_args
  _arguments -C -S \\
${OPTIONS.map((option) => `    ${specOf(option)} \\`).join('\n')}
    '(-)1: :_rtk_first' \\
    '*:: :->behind' && return
  [[ $state == behind ]] || return 1
  case $words[1] in
${words.map(behind).join('\n')}
    *) _normal ;;
  esac
}
_rtk_first() {
  local -a own
  own=(
${words.map(({ name, about }) => `    ${quoted(`${name}:${about}`)}`).join('\n')}
  )
  _describe -t words 'word of rtk' own
  _command_names
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _rtk "$@"
elif (( $+functions[compdef] )); then
  compdef _rtk rtk
fi`;
}

function behind({ name, options, args, below }: WordInfo): string {
  const inner = below.map(
    (each) =>
      `      if [[ $words[2] == ${each.name.split(' ').at(-1)} && CURRENT -gt 2 ]]; then shift words; (( CURRENT-- )); ${argumentsOf(each.options, each.args)}; return; fi`,
  );
  const names = below.map((each) => each.name.split(' ').at(-1) ?? '');
  const own = names.length === 0 ? args : [withNames(args[0], names), ...args.slice(1)];
  return [`    ${name})`, ...inner, `      ${argumentsOf(options, own)} ;;`].join('\n');
}

/** Words below a word stand where its own argument would. */
function withNames(value: Value | undefined, names: readonly string[]): Value {
  return { kind: 'one', of: [...names, ...(value?.kind === 'one' ? value.of : [])] };
}

function argumentsOf(options: readonly OptionInfo[], args: readonly Value[]): string {
  const command = args[0]?.kind === 'command';
  const last = args.length - 1;
  const specs = args.map((value, at) => (command ? "'*::command:_normal'" : `'${at === last ? '*' : at + 1}:value:${actionOf(value)}'`));
  return ['_arguments -s -S', ...options.map(specOf), ...specs].join(' ');
}

/** `'(-l --lines)'{-l,--lines=}'[some lines]:a-b:'` */
function specOf({ short, long, about, placeholder, value, optional }: OptionInfo): string {
  const says = `[${about.replace(/[[\]:\\]/g, '\\$&')}]`;
  const takes = value ? `${optional ? '::' : ':'}${(placeholder ?? '').replace(/[:']/g, '')}:${actionOf(value)}` : '';
  const name = value ? `${long}=` : long;
  if (!short) return quoted(`${name}${says}${takes}`);
  return `'(${short} ${long})'{${value ? `${short}+` : short},${name}}${quoted(says + takes)}`;
}

function actionOf(value: Value): string {
  if (value.kind === 'one') return `(${value.of.join(' ')})`;
  if (value.kind === 'command') return '_command_names';
  if (value.kind === 'folder') return '_directories';
  return value.kind === 'file' ? '_files' : '';
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
