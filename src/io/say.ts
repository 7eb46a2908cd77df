import { UsageError } from '../errors.ts';
import { isTerminal } from './terminal.ts';
import { write } from './write.ts';

/** Text for the user on stdout, ending in a newline. */
export function say(text: string): void {
  write(1, Buffer.from(text === '' || text.endsWith('\n') ? text : `${text}\n`));
}

/** A remark for the user on stderr. */
export function remark(text: string): void {
  write(2, Buffer.from(`${text}\n`));
}

/** Asks on stderr; anything but a yes, typed at a terminal, is a no. */
export async function confirmed(question: string): Promise<boolean> {
  if (!isTerminal(0)) {
    remark(`${question} [y/N]`);
    return false;
  }
  const { default: confirm } = await import('@inquirer/confirm');
  try {
    return await confirm({ message: question, default: false }, { output: process.stderr });
  } catch (error) {
    // ^C, ^D
    if (error instanceof Error && error.name === 'ExitPromptError') return false;
    throw new UsageError(`the question could not be asked (${error instanceof Error ? error.message : error}); say --yes instead.`);
  }
}
