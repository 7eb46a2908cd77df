import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'go list: packages grouped by folder',
  command: ['go list'],
  unless: ['-f', '-json', '-m'],
  parse(run: Run): Shape | undefined {
    const lines = linesOf(run.text).filter((line) => !line.startsWith('go: downloading '));
    if (run.exit !== 0 || !lines.every((line) => /^[\w.~/@-]+$/.test(line))) return undefined;
    return { kind: 'files', items: lines.map((path) => ({ path })) };
  },
} satisfies Filter;
