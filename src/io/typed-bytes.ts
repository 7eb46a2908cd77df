/** What was typed, where the runtime cannot hold it: its strings have no place for bytes that are no UTF-8. */

import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';

/** Has an argument bytes that would be handed on changed? Asked where a word holds U+FFFD, which may also have been typed. */
export function holdsOtherBytes(): boolean {
  try {
    return !isUtf8(readFileSync('/proc/self/cmdline'));
  } catch {
    return true;
  }
}
