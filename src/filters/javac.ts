import { readJavac } from '../readers/javac.ts';
import { linesOf } from '../text.ts';
import type { Filter } from '../types.ts';

export default {
  about: 'javac, kotlinc: each finding with its explanation, no code frames',
  command: ['javac', 'kotlinc', 'javadoc'],
  unless: ['-verbose', '=-X', '-version'],
  parse({ text }) {
    const { items, rest } = readJavac(linesOf(text));
    if (items.length === 0) return undefined;
    const above = rest.filter(({ after }) => after === 0).map(({ line }) => line);
    return { kind: 'diagnostics', head: above, items, tail: rest.filter(({ after }) => after > 0).map(({ line }) => line) };
  },
} satisfies Filter;
