/** Pieces → what becomes of files: in, and out again. Pure; who writes is `commands/init-files.ts`. */

import { isForeignRtk, WRITTEN } from '../hooks/command-line.ts';
import type { Piece } from '../hooks/types.ts';
import { withBlock, withoutBlock } from './block.ts';
import { handlersIn, isOwnOf, withEntries, withoutAdded, withoutCommands } from './jsonc.ts';

export interface Change {
  readonly file: string;
  /** undefined: there is no such file. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** What was put in, to be taken out again. */
  readonly added: readonly string[];
  readonly executable?: boolean;
}

/** What is remembered of an installation. */
export interface KnownChange {
  readonly added: readonly string[];
  /** Was there no such file before? */
  readonly created: boolean;
}

/** The change that installs; `before` and `after` are equal if all is there already. */
export function installed(piece: Piece, agent: string, before: string | undefined, known: KnownChange | undefined): Change {
  const { file } = piece;
  if (piece.kind === 'file') {
    return { file, before, after: piece.text, added: before === piece.text ? [] : [piece.text], executable: piece.executable ?? false };
  }
  if (piece.kind === 'block') {
    const { text, added } = withBlock(before ?? '', piece.text, piece.comment);
    return { file, before, after: text, added };
  }
  if ((before ?? '').trim() === '' && Object.keys(piece.empty ?? {}).length > 0) {
    const start = `${JSON.stringify(piece.empty, null, 2)}\n`;
    const { text, added } = withEntries(`${before ?? ''}${start}`, piece.entries, file);
    return { file, before, after: text, added: [start, ...added] };
  }
  const ready = withEntries(before ?? '', piece.entries, file);
  if (ready.added.length === 0) return { file, before, after: before, added: [] };
  // Entries of an earlier version, or of a binary that has moved, go first.
  const clean = removed(piece, agent, before, known).after ?? '';
  const { text, added } = withEntries(clean, piece.entries, file);
  return { file, before, after: text, added };
}

/** A whole file: as we remember it, or with our mark or our command line in it. */
function isOurs(text: string, agent: string, known: KnownChange | undefined): boolean {
  return text.trim() === '' || known?.added.includes(text) === true || text.includes(WRITTEN) || text.includes(`' hook ${agent}`);
}

/** The change that takes everything of ours out; byte for byte what was there before, if what we put in is still there. */
export function removed(piece: Piece, agent: string, before: string | undefined, known: KnownChange | undefined): Change {
  const { file } = piece;
  const after = before === undefined ? undefined : withoutPiece(piece, agent, before, known);
  return { file, before, after: after === '' && (known?.created ?? before !== '') ? undefined : after, added: [] };
}

function withoutPiece(piece: Piece, agent: string, before: string, known: KnownChange | undefined): string {
  if (piece.kind === 'file') return before === piece.text || known?.added.includes(before) ? '' : before;
  const exact = known && withoutAdded(before, known.added);
  if (piece.kind === 'block') return exact ?? withoutBlock(before, piece.comment);
  const left = exact ?? before;
  return left.trim() === '' ? left : withoutCommands(left, isOwnOf(agent), piece.file);
}

/** What is not ours where we want to be: handlers of rtk-rs in the same settings, a file under the name of ours. */
export function foreignIn(piece: Piece, agent: string, text: string | undefined, known: KnownChange | undefined): string[] {
  if (text === undefined || piece.kind === 'block') return [];
  if (piece.kind === 'entries')
    return [
      ...new Set(
        handlersIn(text, piece.file)
          .map(({ command }) => command)
          .filter(isForeignRtk),
      ),
    ];
  return text === piece.text || isOurs(text, agent, known) ? [] : [piece.file];
}

export function withoutForeignRtk(text: string, file: string): string {
  return withoutCommands(text, isForeignRtk, file);
}
