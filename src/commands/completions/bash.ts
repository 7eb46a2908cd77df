/** Completions for bash 3.2 and later, with or without bash-completion. */

import { OPTIONS, type OptionInfo, type Value, type WordInfo } from '../catalog.ts';

/** One `case` for values behind options, one for options, one for words. */
export function bashOf(words: readonly WordInfo[]): string {
  const all = words.flatMap((word) => [word, ...word.below]);
  const names = words.map(({ name }) => name).join(' ');
  return `# rtk: completions for bash; made by \`rtk completions bash\`.
_rtk_values() {
  case "$1 $2" in
${all.flatMap(({ name, options }) => valuesOf(name, options)).join('\n')}
${valuesOf('', OPTIONS).join('\n')}
    *) return 1 ;;
  esac
}
_rtk_options() {
  case "$1" in
${all.map(({ name, options }) => `    '${name}') echo '${namesOf(options)}' ;;`).join('\n')}
    '') echo '${namesOf(OPTIONS)}' ;;
  esac
}
_rtk_words() {
  case "$1" in
${all.map(({ name, args, below }) => `    '${name}') ${wordsOf(args, below)} ;;`).join('\n')}
    *) _rtk_command ;;
  esac
}
_rtk_from() { COMPREPLY=($(compgen -W "$1" -- "$cur")); }
_rtk_files() { COMPREPLY=($(compgen -f -- "$cur")); }
_rtk_folders() { COMPREPLY=($(compgen -d -- "$cur")); }
_rtk_command() {
  if [ "$at" -eq "$COMP_CWORD" ]; then
    COMPREPLY=($(compgen -c -- "$cur") $(compgen -f -- "$cur"))
  elif declare -F _command_offset >/dev/null; then
    _command_offset "$at"
  else
    _rtk_files
  fi
}
_rtk() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" word='' at=1
  COMPREPLY=()
  if [ "$before" = '=' ]; then before="\${COMP_WORDS[COMP_CWORD-2]}"; elif [ "$cur" = '=' ]; then before="\${COMP_WORDS[COMP_CWORD-1]}"; cur=''; fi
  while [ "$at" -lt "$COMP_CWORD" ]; do
    case "\${COMP_WORDS[at]}" in
      --level) at=$((at + 2)) ;;
      -*) at=$((at + 1)) ;;
      *) break ;;
    esac
  done
  [ "$at" -lt "$COMP_CWORD" ] && word="\${COMP_WORDS[at]}"
  case "$word \${COMP_WORDS[at+1]}" in
${all
  .filter(({ name }) => name.includes(' '))
  .map(({ name }) => `    '${name}') [ $((at + 1)) -lt "$COMP_CWORD" ] && { word='${name}'; at=$((at + 1)); } ;;`)
  .join('\n')}
  esac
  _rtk_values "$word" "$before" && return
  case "$cur" in -*) _rtk_from "$(_rtk_options "$word")"; [ "\${#COMPREPLY[@]}" -gt 0 ] && return ;; esac
  if [ -z "$word" ]; then
    COMPREPLY=($(compgen -W '${names}' -- "$cur") $(compgen -c -- "$cur"))
  else
    [ -n "$word" ] && at=$((at + 1))
    _rtk_words "$word"
  fi
}
complete -o default -F _rtk rtk`;
}

/** Behind an option its value; one that may be left out is offered with everything else. */
function valuesOf(name: string, options: readonly OptionInfo[]): string[] {
  return options.flatMap(({ short, long, value, optional }) => {
    if (!value || optional || value.kind === 'text') return [];
    const patterns = [long, ...(short ? [short] : [])].map((option) => `'${name} ${option}'`).join(' | ');
    return [`    ${patterns}) ${offer(value)} ;;`];
  });
}

function namesOf(options: readonly OptionInfo[]): string {
  return options.flatMap(({ short, long }) => [long, ...(short ? [short] : [])]).join(' ');
}

function wordsOf(args: readonly Value[], below: readonly WordInfo[]): string {
  const [value = { kind: 'text' as const }] = args;
  const names = below.map(({ name }) => name.split(' ').at(-1)).join(' ');
  if (names === '') return offer(value);
  return value.kind === 'one' ? `_rtk_from '${names} ${value.of.join(' ')}'` : `_rtk_from '${names}'`;
}

function offer(value: Value): string {
  if (value.kind === 'one') return `_rtk_from '${value.of.join(' ')}'`;
  if (value.kind === 'command') return '_rtk_command';
  if (value.kind === 'folder') return '_rtk_folders';
  return value.kind === 'file' ? '_rtk_files' : ':';
}
