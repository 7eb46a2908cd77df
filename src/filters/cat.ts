import { dataShape } from '../readers/data.ts';
import { hasOption } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'cat, head, tail: text as it is; large logs, tables, JSON arrays, lock files and bundles in part, the rest counted',
  command: ['cat', 'head', 'tail'],
  quotes: true,
  whole: true,
  unless: [
    '-A',
    '-e',
    '-E',
    '-T',
    '-v',
    '--show-all',
    '--number',
    '--number-nonblank',
    '-f',
    '-F',
    '--retry',
    '-c',
    '--bytes',
    '-z',
    '--zero-terminated',
    '|',
  ],
  // 1: a file could not be read, which the tool says on stderr
  answers: [1],
  stderr: 'apart',
  parse(run: Run): Shape | undefined {
    if (run.argv[0] === 'cat' && hasOption(run.argv, '-n', '-b', '-s', '-t', '-u')) return undefined;
    const files = run.argv.slice(1).filter((word) => !word.startsWith('-'));
    return dataShape(run.text, files, run.level);
  },
} satisfies Filter;
