import { readGraph } from '../readers/git-graph.ts';
import { budgetOf, readHistory } from '../readers/git-history.ts';
import { readOneline } from '../readers/git-oneline.ts';
import { formatOf } from '../readers/git-pretty.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'git log: hash, subject, author and date of each commit, long messages shortened',
  command: ['git log', 'git whatchanged'],
  quotes: true,
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

function parse(run: Run): Shape | undefined {
  const format = formatOf(run.argv);
  if (format === 'long') return readHistory(run.text, budgetOf(run)) ?? readGraph(run.text, budgetOf(run));
  return format === 'oneline' ? readOneline(run.text, budgetOf(run)) : undefined;
}
