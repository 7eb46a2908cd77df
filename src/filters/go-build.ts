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
    const lines = linesOf(run.text);
    const { items, others, known } = said(lines);
    if (!known || run.argv.includes('-n') || run.argv.includes('-x')) return undefined;
    const silent = items.length + others.length === 0;
    return { kind: 'diagnostics', items, tail: silent ? lines.slice(0, 1) : others };
  },
} satisfies Filter;
