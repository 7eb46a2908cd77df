import { linesOf } from '../text.ts';
import type { Diagnostic, Filter, Run, Shape } from '../types.ts';

// "api/api.go:18:9: Error return value of `w.Write` is not checked (errcheck)", "api/api.go:1: : # example.com/lint/api"
const ISSUE = /^(?<file>(?:[A-Za-z]:)?[^\s:()"'`]+):(?<line>\d+)(?::(?<col>\d+))?: +(?<message>\S.*)$/;
// "store/store.go:14:18  errcheck     Error return value of `rows.Close` is not checked"
const TAB = /^(?<file>[^\s:]+):(?<line>\d+)(?::(?<col>\d+))? {2,}(?<code>[a-z][\w-]+) {2,}(?<message>\S.*)$/;
// "18 issues:", "* errcheck: 8", "0 issues."
const SUMMARY = /^(?:\d+ issues?[:.]|\* [\w-]+: \d+)$/;
// "level=warning msg=\"…\"", "Error: can't load config: …", "The command is terminated due to an error: …"
const OWN = /^(?:level=|(?:ERRO|WARN|INFO)\b|Error: |The command is terminated|Failed executing command|Can't |Run 'golangci-lint|Usage:)/;
const CARET = /^\s*\^~*$/;
const DONE = / \([a-z][\w-]*\)$/;

interface Draft extends Diagnostic {
  message: string;
  readonly detail: string[];
}

interface Reading {
  readonly items: Draft[];
  readonly others: string[];
  /** The issue whose message goes on, or whose source line is shown. */
  state: 'none' | 'message' | 'source';
}

export default {
  about: 'golangci-lint run: issues by file with their linter, without source lines',
  command: ['golangci-lint run', 'golangci-lint', 'golangci run', 'go tool golangci-lint'],
  unless: [
    '--out-format',
    '--output.json.path',
    '--output.sarif.path',
    '--output.checkstyle.path',
    '--output.code-climate.path',
    '--output.junit-xml.path',
    'fmt',
    'linters',
    'formatters',
    'help',
    'config',
    'cache',
    'migrate',
    'completion',
    'version',
    'custom',
  ],
  noise: ['^\\s', '^level=(?:info|debug) '],
  parse(run: Run): Shape | undefined {
    const reading: Reading = { items: [], others: [], state: 'none' };
    for (const line of linesOf(run.text)) read(reading, line);
    if (reading.items.length === 0) return undefined;
    return { kind: 'diagnostics', items: reading.items, tail: reading.others.filter((line) => !/^level=(?:info|debug) /.test(line)) };
  },
} satisfies Filter;

function read(reading: Reading, line: string): void {
  const tab = TAB.exec(line)?.groups;
  const issue = tab ?? ISSUE.exec(line)?.groups;
  const last = reading.items.at(-1);
  if (SUMMARY.test(line) || OWN.test(line)) {
    reading.state = 'none';
    reading.others.push(line);
  } else if (issue) {
    reading.items.push(issueOf(issue));
    reading.state = DONE.test(line) || tab ? 'source' : 'message';
  } else if (reading.state === 'message' && last) {
    last.detail.push(line);
    if (DONE.test(line)) reading.state = 'source';
  } else if (reading.state === 'none' && line.trim() !== '') reading.others.push(line);
  else if (CARET.test(line)) reading.state = 'none';
}

function issueOf(found: Readonly<Record<string, string | undefined>>): Draft {
  return {
    file: found.file ?? '',
    line: found.line ?? '',
    ...(found.col === undefined ? {} : { col: found.col }),
    ...(found.code === undefined ? {} : { code: found.code }),
    message: found.message ?? '',
    detail: [],
  };
}
