import { readSync } from 'node:fs';
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
export function confirmed(question: string): boolean {
  remark(`${question} [y/N]`);
  if (!isTerminal(0)) return false;
  const answer = Buffer.alloc(16);
  return /^y/i.test(answer.toString('utf8', 0, readSync(0, answer)));
}
