import { linesOf } from '../../text.ts';
import type { Reader } from '../../types.ts';
import { isUnderWay } from '../progress.ts';

/** What is left without downloads, bars and percentages. */
export default {
  read({ text }) {
    const lines = linesOf(text);
    const said = lines.filter((line) => !isUnderWay(line));
    return said.length < lines.length ? { kind: 'text', lines: said } : undefined;
  },
} satisfies Reader;
