import { said } from '../readers/go-build.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'go build, vet, install, generate: errors by place, without package headings and downloads',
  command: [
    'go build',
    'go vet',
    'go install',
    'go generate',
    'go fix',
    'staticcheck',
    'go tool staticcheck',
    'golint',
    'revive',
    'errcheck',
    'ineffassign',
    'gocyclo',
  ],
  unless: ['-json', '-f=json', '-f=sarif', '-f=stylish', '-formatter', '-explain'],
  parse(run: Run): Shape | undefined {
    const { items, others, known } = said(linesOf(run.text));
    return known && !run.argv.includes('-n') && !run.argv.includes('-x') ? { kind: 'diagnostics', items, tail: others } : undefined;
  },
} satisfies Filter;
