import { say } from '../io/say.ts';
import { catalogOf } from './catalog.ts';
import { bashOf } from './completions/bash.ts';
import { fishOf } from './completions/fish.ts';
import { zshOf } from './completions/zsh.ts';
import { allWords } from './define/all.ts';
import { SHELLS } from './define/settings.ts';
import { oneOf } from './define/word.ts';

const SCRIPTS = { bash: bashOf, zsh: zshOf, fish: fishOf };

/** `rtk completions bash|zsh|fish`: made of the same definitions as the help. */
export async function run([shell = '']: readonly string[]): Promise<number> {
  say(SCRIPTS[oneOf('completions', shell, SHELLS)](catalogOf(await allWords())));
  return 0;
}
