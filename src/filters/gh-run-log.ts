import { readActionsLog } from '../readers/actions-log.ts';
import type { Filter } from '../types.ts';

export default {
  about: 'gh run view --log, --log-failed: the output of each step as its own tool is filtered, errors of the runner; no times, no machine',
  command: ['gh run view'],
  only: ['--log', '--log-failed'],
  unless: ['--web', '-w', '--jq', '-q', '--template', '-t'],
  // "test (20)\tRun npm test\t2026-11-28T09:10:05.5376733Z ##[group]Run npm test"
  stamp: '^([^\\t\\n]*\\t[^\\t\\n]*\\t)\\ufeff?\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z ?',
  owner: '^[^\\t\\n]*\\t[^\\t\\n]*\\t',
  // "> shopkit@5.1.3 test"
  noise: ['^> (?=\\S+@\\S)\\S+ [\\w:-]+$'],
  parse: (run) => readActionsLog(run.text),
} satisfies Filter;
