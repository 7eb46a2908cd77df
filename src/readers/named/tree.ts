import { linesOf } from '../../text.ts';
import type { Reader } from '../../types.ts';
import { drawnTree } from '../drawn-tree.ts';

/** Drawn trees: one blank a level, leaves in rows. */
export default {
  read({ text }) {
    const nodes = drawnTree(linesOf(text).filter((line) => line.trim() !== ''));
    return nodes && { kind: 'tree', nodes };
  },
} satisfies Reader;
