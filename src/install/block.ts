/** Lines of ours in a text file of the user's, between two markers. Pure. */

import type { Insertion } from './jsonc.ts';

type Comment = '#' | '//' | '<!--';

function marker(which: 'begin' | 'end', comment: Comment): string {
  return `${comment} rtk ${which}${comment === '<!--' ? ' -->' : ''}`;
}

/** At the end of the text, after what an earlier version put there was taken out. */
export function withBlock(text: string, body: string, comment: Comment): Insertion {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = [marker('begin', comment), ...body.trimEnd().split('\n'), marker('end', comment), ''];
  const added = `${text === '' || text.endsWith('\n') ? '' : eol}${lines.join(eol)}`;
  if (text.includes(lines.slice(0, -1).join(eol))) return { text, added: [] };
  return { text: withoutBlock(text, comment) + added, added: [added] };
}

/** A block whose end is missing stays as it is. */
export function withoutBlock(text: string, comment: Comment): string {
  const begin = text.indexOf(marker('begin', comment));
  const end = text.indexOf(marker('end', comment), begin);
  if (begin < 0 || end < 0) return text;
  return text.slice(0, begin) + text.slice(end + marker('end', comment).length).replace(/^\r?\n/, '');
}
