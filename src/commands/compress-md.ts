import { UsageError } from '../errors.ts';
import { exactParts, shorterMarkdown } from '../filter/markdown.ts';
import { tokensOf } from '../filter/tokens.ts';
import { ASSUMED_ELSEWHERE, CACHED, PRICES, priceOf } from '../gain/report/prices.ts';
import { apply, textOf } from '../install/files.ts';
import { say } from '../io/say.ts';
import type { compressMd } from './define/reading.ts';
import type { OptionsOf } from './define/word.ts';

/** `rtk compress-md FILE [--check]`: a file that agents read in every session, in fewer words. Exit status 1 with `--check` where something can go. */
export function run([file = '']: readonly string[], { check }: OptionsOf<typeof compressMd>): number {
  const before = textOf(file);
  if (before === undefined) throw new UsageError(`${file}: there is no such file.`);
  const after = shorterMarkdown(before);
  const lost = lostIn(before, after);
  if (lost !== undefined) throw new UsageError(`${file}: "${lost.slice(0, 60)}" would change, so nothing is written.`);
  const saved = tokensOf(before) - tokensOf(after);
  if (after === before || saved <= 0) {
    say(`${file}: nothing can go.`);
    return 0;
  }
  const backup = check ? undefined : apply({ file, before, after, added: [] });
  say(`${file}: ${tokensOf(before)} tokens, ${check ? 'of which' : 'now'} ${check ? `${saved} can go` : tokensOf(after)}; ${worth(saved)}`);
  if (backup !== undefined) say(`  before: ${backup}`);
  return check ? 1 : 0;
}

/** A text read from a provider's cache costs a tenth: that is what a line less in such a file saves with each request. */
function worth(saved: number): string {
  const dollars = (priceOf(ASSUMED_ELSEWHERE, PRICES)?.input ?? 0) * CACHED * saved;
  return `with each 1,000 requests that read it from the cache $${(dollars / 1000).toFixed(4)} less (${ASSUMED_ELSEWHERE})`;
}

/** The first part that is not there to the letter, in its order. */
function lostIn(before: string, after: string): string | undefined {
  const [old, next] = [exactParts(before), exactParts(after)];
  const at = old.findIndex((part, index) => part !== next[index]);
  return at >= 0 ? old[at] : next[old.length];
}
