/** A long text in parts that every agent shows whole. */

import { UsageError } from '../errors.ts';

/** Characters: below the limit of every agent that has one (Claude Code moves results above 50,000 into a file). */
const PAGE = 38_000;

/** The lines of one page; a line that is longer than a page is cut into several. */
export function pageOf(text: string, page: number, next: (page: number) => string): string {
  const pages = pagesIn(text);
  const shown = pages[page - 1];
  if (shown === undefined) throw new UsageError(`there is no page ${page}; this text has ${pages.length}.`);
  return page < pages.length ? `${shown.replace(/\n$/, '')}\n[page ${page} of ${pages.length}: ${next(page + 1)}]` : shown;
}

function pagesIn(text: string): string[] {
  const pages: string[] = [];
  for (let at = 0; at < text.length || pages.length === 0; ) {
    const end = at + PAGE >= text.length ? text.length : lineEnd(text, at);
    pages.push(text.slice(at, end));
    at = end;
  }
  return pages;
}

/** Behind the last line end that fits; no character of two halves is cut. */
function lineEnd(text: string, at: number): number {
  const line = text.lastIndexOf('\n', at + PAGE - 1) + 1;
  if (line > at) return line;
  const end = at + PAGE;
  return /[\ud800-\udbff]/.test(text.charAt(end - 1)) ? end - 1 : end;
}
