import { linesOf } from '../../text.ts';
import type { Reader } from '../../types.ts';
import { said } from '../go-build.ts';

/** go build, vet and Go's linters. */
export default {
  read({ text }) {
    const lines = linesOf(text);
    const { items, others, known } = said(lines);
    if (!known) return undefined;
    const silent = items.length + others.length === 0;
    return { kind: 'diagnostics', items, tail: silent ? lines.slice(0, 1) : others };
  },
} satisfies Reader;
