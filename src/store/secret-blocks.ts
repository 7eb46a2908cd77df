/** Keys in blocks of lines: PEM and what looks like it, PuTTY's files. Also where the line ends are written `\n`, or something stands before each line. */

import type { Range } from './secret-tokens.ts';

// "-----BEGIN RSA PRIVATE KEY-----", "-----BEGIN PGP PRIVATE KEY BLOCK-----", "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----", "-----BEGIN OpenVPN Static key V1-----"
const BEGIN =
  /-{4,5} ?BEGIN [A-Z0-9 ]{0,60}(?:(?:PRIVATE|SECRET) KEY|STATIC KEY)[A-Z0-9 ]{0,20}-{4,5}|PuTTY-User-Key-File-\d:|Private-Lines: \d/gi;
const END = /-{4,5} ?END [A-Z0-9 ]{0,60}(?:(?:PRIVATE|SECRET) KEY|STATIC KEY)[A-Z0-9 ]{0,20}-{4,5}|Private-MAC: [0-9a-f]+/gi;
/** A line of a key; "Proc-Type: 4,ENCRYPTED"; an empty one, with what a diff or a search puts before it. */
const OF_KEY =
  /[A-Za-z0-9+/=]{16}|^[^A-Za-z]{0,24}[A-Za-z0-9+/]{1,64}={1,2}[\s"',\\n]*$|^[\s>|+\-\d:]*$|(?:Proc-Type|DEK-Info|Version|Comment|Hash|Subject|X-\w{1,30}|Encryption|Public-Lines|Private-Lines|Key-Derivation|Argon2-\w{1,30}): /;
const MOST_LINES = 2000;
/** Bytes of a whole block, and what it holds at least. */
const LONGEST_BLOCK = 64 * 1024;
const BODY = /[A-Za-z0-9+/=]{16}/;
/** Longer lines are looked at in parts. */
const LONGEST_LINE = 16 * 1024;

/** Is the text worth a look? */
export function mayHoldBlock(text: string): boolean {
  return text.includes(' KEY') || text.includes('tatic key') || text.includes('rivate-Lines') || text.includes('PuTTY-User');
}

export interface SecretBlock extends Range {
  /** It goes on behind the end of the text. */
  readonly open?: boolean;
}

/** A beginning alone, as sources name it, is no block. */
export function blocksIn(text: string): SecretBlock[] {
  const found: SecretBlock[] = [];
  BEGIN.lastIndex = 0;
  let ends: readonly Range[] | undefined;
  let next = 0;
  for (let begin = BEGIN.exec(text); begin; begin = BEGIN.exec(text)) {
    ends ??= [...text.matchAll(END)].map(({ 0: end, index }) => ({ from: index, to: index + end.length }));
    const from = begin.index + begin[0].length;
    while ((ends[next]?.from ?? from) < from) next++;
    const block = blockFrom(text, from, ends[next]);
    if (block.to > from) found.push({ ...block, from: begin.index });
    BEGIN.lastIndex = Math.max(from, block.to);
  }
  return found;
}

/** Line by line, up to the end, or to the first line that is none of a key's. */
function blockFrom(text: string, from: number, end: Range | undefined): SecretBlock {
  if (end && end.from - from < LONGEST_BLOCK && BODY.test(text.slice(from, end.from))) return { from, to: end.to };
  let to = from;
  let at = from;
  for (let lines = 0; lines < MOST_LINES && at < text.length; lines++) {
    const part = text.slice(at, at + LONGEST_LINE);
    const next = at + (part.indexOf('\n') + 1 || part.length);
    if (end && end.from < next) return { from, to: end.to };
    const line = text.slice(at, Math.min(next, at + 400)).trimEnd();
    const isOfKey = OF_KEY.test(line) && (lines > 0 || line.length > 16);
    if (lines > 0 && !isOfKey) return { from, to };
    if (isOfKey && line !== '') to = next;
    at = next;
  }
  return at >= text.length ? { from, to, open: true } : { from, to };
}
