import { UsageError } from '../errors.ts';
import { say } from '../io/say.ts';
import { WORDS } from '../route/own-words.ts';

const words = Object.keys(WORDS).join(' ');

const SCRIPTS: Readonly<Record<string, string>> = {
  bash: `_rtk() {
  local word=\${COMP_WORDS[COMP_CWORD]}
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${words}" -- "$word") $(compgen -c -- "$word"))
  elif declare -F _command_offset >/dev/null; then
    _command_offset 1
  else
    COMPREPLY=($(compgen -f -- "$word"))
  fi
}
complete -o default -F _rtk rtk`,
  zsh: `#compdef rtk
_rtk() {
  if (( CURRENT == 2 )); then
    compadd -- ${words}
    _command_names
  else
    shift words; (( CURRENT-- )); _normal
  fi
}
compdef _rtk rtk`,
  fish: `complete -c rtk -n '__fish_is_first_arg' -a '${words}'
complete -c rtk -x -a '(__fish_complete_subcommand)'`,
};

/** `rtk completions bash|zsh|fish` */
export function run(args: readonly string[]): number {
  const script = SCRIPTS[args[0] ?? ''];
  if (script === undefined) throw new UsageError(`completions: \`${args[0] ?? ''}\` is no shell that is known; use bash, zsh or fish.`);
  say(script);
  return 0;
}
