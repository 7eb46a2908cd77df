import { readTabRows } from '../readers/tab-rows.ts';
import type { Filter } from '../types.ts';

export default {
  about: 'gh lists (pr, issue, run, checks, release, workflow, repo, search…): every row; what all rows say alike once',
  command: [
    'gh pr list',
    'gh pr ls',
    'gh pr checks',
    'gh issue list',
    'gh issue ls',
    'gh run list',
    'gh run ls',
    'gh release list',
    'gh release ls',
    'gh workflow list',
    'gh workflow ls',
    'gh repo list',
    'gh repo ls',
    'gh search',
    'gh label list',
    'gh gist list',
    'gh cache list',
    'gh secret list',
    'gh variable list',
    'gh ruleset list',
  ],
  unless: ['--web', '-w', '--jq', '-q', '--template', '-t'],
  parse: (run) => readTabRows(run.text),
} satisfies Filter;
