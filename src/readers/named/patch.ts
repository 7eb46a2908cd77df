import { linesOf } from '../../text.ts';
import type { Reader } from '../../types.ts';
import { hasPatch, readPatch } from '../patch.ts';

/** Diffs: every changed line, less of what stands around them. */
export default {
  read({ text }) {
    const lines = linesOf(text);
    const files = hasPatch(lines) ? readPatch(lines) : undefined;
    return files && { kind: 'diff', files };
  },
} satisfies Reader;
