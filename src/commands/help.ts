import { UsageError } from '../errors.ts';
import { say } from '../io/say.ts';
import { isOwnWord, WORDS } from '../route/own-words.ts';
import { nearest } from './define/word.ts';

/** `rtk help`, `rtk help <word>` */
export async function run([word, below]: readonly string[]): Promise<number> {
  say(word === undefined ? OVERVIEW : await helpFor(word, below));
  return 0;
}

async function helpFor(word: string, below: string | undefined): Promise<string> {
  if (!isOwnWord(word)) {
    const near = nearest(word, Object.keys(WORDS));
    const guess = near === undefined ? '' : `did you mean \`${near}\`? `;
    throw new UsageError(
      `help: rtk has no word \`${word}\`; ${guess}\`rtk help\` lists all, \`rtk explain ${word}\` says what is done with a command.`,
    );
  }
  const [{ wordNamed }, { helpOf }] = await Promise.all([import('./define/all.ts'), import('./parse-words.ts')]);
  const command = await wordNamed(word);
  return helpOf(command.commands.find((each) => each.name() === below) ?? command);
}

const OVERVIEW = `rtk runs a command exactly as asked and hands back less text that says the same.

  rtk [options] <command…>     rtk git status, rtk npx tsc --noEmit, rtk -u cargo test
  rtk [options] -- <command…>  for a command that is named like one of the words below

Options:
  -u, --tight     hide more        --lossless  hide nothing but repeats and redraws
  --level <name>  lossless, normal or tight    --help, --version

Words, each with --help:
${Object.entries(WORDS)
  .map(([name, about]) => `  ${name.padEnd(12)} ${about}`)
  .join('\n')}

A line like [+37 lines: rtk recall 3f9a2c] stands for what was left out; \`rtk recall 3f9a2c\` shows it.`;
