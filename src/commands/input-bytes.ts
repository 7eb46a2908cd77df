import { readFileSync } from 'node:fs';
import { UsageError } from '../errors.ts';
import { isTerminal } from '../io/terminal.ts';

/** All of standard input; at a terminal nobody would know what is waited for. */
export function inputBytes(word: string, example: string): Buffer {
  if (isTerminal(0)) throw new UsageError(`${word}: nothing is piped into it; use it as in \`${example}\`.`);
  try {
    return readFileSync(0);
  } catch (error) {
    throw new UsageError(`${word}: standard input cannot be read (${(error as NodeJS.ErrnoException).code}); pipe a text into it.`);
  }
}
