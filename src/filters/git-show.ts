import { readHistory } from '../readers/history.ts';
import { readOneline } from '../readers/oneline.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'git show: the commit and every changed line, less of the rest; files are left as they are',
  command: ['git show'],
  unless: [
    '-z',
    '--raw',
    '--numstat',
    '--shortstat',
    '--word-diff',
    '--color-words',
    '--check',
    '--binary',
    '--line-prefix',
    '--output',
    '--textconv',
  ],
  stderr: 'apart',
  parse,
} satisfies Filter;

const FORMAT = /^--(?:pretty|format)=(?:oneline|short|medium|full|fuller)$/;

/** `HEAD:src/a.ts` is a file, whatever is in it. */
function parse(run: Run): Shape | undefined {
  const words = run.argv.slice(2);
  const paths = words.indexOf('--');
  const objects = words.slice(0, paths < 0 ? undefined : paths).filter((word) => !word.startsWith('-'));
  if (objects.some((word) => word.includes(':') && !word.startsWith(':/'))) return undefined;
  if (words.some((word) => /^--(?:pretty|format)\b/.test(word) && word !== '--pretty' && !FORMAT.test(word))) return undefined;
  return readHistory(run.text, run.level) ?? readOneline(run.text, run.level);
}
