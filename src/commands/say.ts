import { write } from '../emit.ts';

/** Text for the user on stdout, ending in a newline. */
export function say(text: string): void {
  write(1, Buffer.from(text === '' || text.endsWith('\n') ? text : `${text}\n`));
}

/** A remark for the user on stderr. */
export function remark(text: string): void {
  write(2, Buffer.from(`${text}\n`));
}
