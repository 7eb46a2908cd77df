/** argv in, exit status out. */

import { run as hook } from './commands/hook.ts';
import { loadConfig } from './config/config.ts';
import { flagsOf } from './config/flags.ts';
import { UsageError } from './errors.ts';
import { write, writeProblem } from './io/write.ts';
import { isOwnCall, isOwnWord } from './route/own-words.ts';
import { proxy } from './run/proxy.ts';

main(process.argv.slice(2)).then((status) => process.exit(written(status)));

/** A shell's status for a command that is not there. */
const NOT_FOUND = 127;

async function main(typed: readonly string[]): Promise<number> {
  try {
    if (typed.some((word) => word.includes('\ufffd')) && (await import('./io/typed-bytes.ts')).holdsOtherBytes())
      throw new UsageError('an argument holds bytes that are no UTF-8 and would be changed on their way; run the command without rtk.');
    const { flags, argv, escaped } = flagsOf(typed);
    const [word = 'help', ...rest] = argv;
    // The one word that comes before and behind every command stands in the same piece as commands do.
    if (word === 'hook' && !escaped && isAgent(rest[0])) return await hook(rest);
    if (isOwnWord(word) && !(escaped && argv.length > 0) && isOwnCall(argv))
      return await (await import('./commands/index.ts')).ownWord(word, rest, flags);
    const config = await loadConfig(process.cwd());
    if (config.problems.length > 0) (await import('./config/tell.ts')).tellOnceADay(config);
    const status = await proxy(argv, { ...config, ...flags });
    if (status === NOT_FOUND && !escaped) (await import('./commands/suggest.ts')).suggest(argv);
    return status;
  } catch (error) {
    const sentence = error instanceof UsageError ? error.message : (await import('./io/fault.ts')).faultOf(error);
    write(2, Buffer.from(`rtk: ${sentence}\n`));
    return 2;
  }
}

/** `rtk hook claude`; `rtk hook check` and options are parsed as those of other words. */
function isAgent(word = '-'): boolean {
  return !word.startsWith('-') && word !== 'check';
}

/** What was not written has failed, whatever the command's own status is; an agent's hook never fails. */
function written(status: number): number {
  const problem = writeProblem();
  if (problem === undefined || process.argv[2] === 'hook') return status;
  write(2, Buffer.from(`${problem}\n`));
  return status === 0 ? 1 : status;
}
