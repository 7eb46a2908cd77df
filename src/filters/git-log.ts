import { readGraph } from '../readers/graph.ts';
import { readHistory } from '../readers/history.ts';
import { readOneline } from '../readers/oneline.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'git log: hash, subject, author and date of each commit, long messages shortened',
  command: ['git log', 'git whatchanged'],
  unless: [
    '-z',
    '--null',
    '--raw',
    '--numstat',
    '--word-diff',
    '--color-words',
    '--check',
    '--binary',
    '--line-prefix',
    '--patch-with-raw',
    '--notes',
    '--show-notes',
    '--output',
  ],
  stderr: 'apart',
  parse,
} satisfies Filter;

/** The formats that git names; any other is the user's own. */
const FORMAT = /^--(?:pretty|format)=(?:oneline|short|medium|full|fuller)$/;

function parse(run: Run): Shape | undefined {
  if (run.argv.some((word) => /^--(?:pretty|format)\b/.test(word) && word !== '--pretty' && !FORMAT.test(word))) return undefined;
  return readHistory(run.text, run.level) ?? readGraph(run.text, run.level) ?? readOneline(run.text, run.level);
}
