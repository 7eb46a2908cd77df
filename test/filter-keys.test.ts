/** Every key of a filter in TOML: what it changes, on captured text; and that docs/filters.md has a sample of it. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { withoutExamples } from '../src/config/examples.ts';
import { checkedFilter, FIELDS } from '../src/filter/check-toml.ts';
import { type Captured, filter } from '../src/filter/filter.ts';
import { readers } from '../src/filters.gen.ts';
import { route } from '../src/route/route.ts';
import type { Filter } from '../src/types.ts';
import { fixtures, HANDLE } from './fixture.ts';

const NAMES = Object.keys(readers);
const all = fixtures();

/** The captured run of a fixture. */
function fixture(filter: string, name: string): Captured {
  const found = all.find((each) => each.filter === filter && each.name === name);
  if (!found) throw new Error(`There is no fixture ${filter}/${name}.`);
  return found.captured;
}

/** A captured text; its first line says where it is from. */
function text(name: string, exit = 0): Captured {
  const stdout = readFileSync(join(import.meta.dirname, 'texts', `${name}.txt`), 'utf8').replace(/^# source: .*\n/, '');
  return { stdout, stderr: '', text: stdout, exit };
}

function filterOf(toml: string, command: string): Filter {
  return checkedFilter(parse(`about = 'x'\ncommand = ['${command.split(' ')[0]}']\n${toml}`), 'some.toml', NAMES);
}

/** What is read of the run. */
function shown(toml: string, captured: Captured, command = 'x'): string {
  const routed = route(command.split(' '), { some: filterOf(toml, command) });
  return filter(captured, routed, { level: 'normal', handle: () => HANDLE }).text;
}

const WITHOUT = "[lines]\ndrop = ['^\\s*$']\n";

describe('[lines]', () => {
  const run = fixture('configure', 'success');
  it('expect: another text is raw', () => {
    expect(shown("[lines]\nexpect = ['^no such line']\ndrop = ['^checking']", run)).toBe(run.text);
    expect(shown("[lines]\nexpect = ['^checking']\ndrop = ['^checking .*yes$']", run)).not.toBe(run.text);
  });
  it('replace: a part of each line', () => {
    expect(shown("[lines]\nreplace = [{ pattern = '^checking (?:for|whether) ', with = '' }]", run)).toMatch(/^gcc\.\.\. gcc$/m);
  });
  it('drop: lines that match', () => {
    expect(shown("[lines]\ndrop = ['^checking .*yes$']", run)).not.toMatch(/^checking .*yes$/m);
  });
  it('keep: no other lines', () => {
    const lines = shown("[lines]\nkeep = ['^checking for \\S+\\.h']", run).trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.slice(0, -1).every((line) => /^checking for \S+\.h/.test(line))).toBe(true);
    expect(lines.at(-1)).toMatch(/^\[\+\d+ lines: rtk recall/);
  });
  it('once: equal lines', () => {
    const unknown = fixture('configure', 'unknown-option');
    const count = (toml: string) => shown(toml, unknown).match(/^configure: WARNING: unrecognized options: --with-nothing$/gm)?.length;
    expect(count("[lines]\ndrop = ['yes$']")).toBe(2);
    expect(count("[lines]\ndrop = ['yes$']\nonce = ['^configure: WARNING: ']")).toBe(1);
  });
  it('fold: lines that are equal but for numbers', () => {
    const log = text('kubectl-logs');
    expect(shown('[lines]\nfold = true', log)).toMatch(/^\[\+\d+ lines: rtk recall/m);
    expect(shown('[lines]\nfold = false', log)).not.toContain('rtk recall');
  });
  it('on_success, on_failure: rules for an exit status', () => {
    const toml =
      "[lines.on_success]\ndrop = ['^checking for .*yes$']\n[lines.on_failure]\nkeep = ['^configure: error', '^checking for gcc']";
    expect(shown(toml, run)).not.toMatch(/^checking for .*yes$/m);
    const failed = shown(toml, fixture('configure', 'missing-library'));
    expect(failed).toContain('configure: error: libnosuchlib is required');
    expect(failed).not.toContain('checking for gawk');
    expect(shown(toml, { ...run, exit: undefined })).toMatch(/^checking for .*yes$/m);
  });
  it('when, say: quotes the tool', () => {
    const toml = "[lines.on_success]\nwhen = '^config\\.status: creating (?<made>.*)$'\nsay = 'creating $<made>'";
    expect(shown(toml, run)).toMatch(/^creating \S+ ?/);
    expect(shown(toml.replace("'creating $", "'all well: $"), run)).toBe(run.text);
    expect(shown(toml, { ...run, exit: 1 })).toBe(run.text);
  });
});

describe('[match]', () => {
  const VIOLATION = "pattern = ['^L: *(?<line>\\d+) \\| P: *(?<col>\\d+) \\| *(?<code>\\w+) \\| (?<message>.+)$']\n";
  const lint = fixture('sqlfluff', 'lint');
  const match = (more: string) => shown(`noise = ['^== \\[.+\\] FAIL$']\n[match]\nshape = 'diagnostics'\n${VIOLATION}${more}`, lint);
  it('pattern, shape: fields into a shape', () => expect(match('')).toMatch(/^1:10 LT01 Expected single whitespace/m));
  it('heading: a file above its findings', () => {
    expect(match("heading = ['^== \\[(?<file>.+)\\] FAIL$']")).toMatch(/^q\.sql\n {2}1:1 LT09 /m);
  });
  it('heading: not where no finding follows', () => {
    expect(match("heading = ['^(?<file>WARNING): ']")).toMatch(/^WARNING: Parsing errors found/m);
  });
  it('detail: message goes on, other lines stand under the finding', () => {
    expect(match("detail = ['^ +\\| (?<message>.+)$']")).toContain('unless there is only one select target. [layout.select_targets]');
    expect(match("detail = ['^ +\\| (?<detail>.+)$']")).toMatch(/unless there is\n {2}only one select target/);
  });
  it('detail: fields that the finding has not', () => {
    const toml =
      "[match]\nshape = 'diagnostics'\npattern = ['^>> Issue: \\[(?<code>\\S+)\\] (?<message>.*)$']\ndetail = ['^ +Location: (?<file>.+):(?<line>\\d+):(?<col>\\d+)$']";
    expect(shown(toml, fixture('bandit', 'issues'))).toMatch(/^\S+\.py\n(?: {2}.*\n)* {2}\d+:\d+ B602:subprocess_popen/m);
  });
  it('squeeze: one blank', () => {
    const run = fixture('yamllint', 'default');
    const rows = "heading = ['^(?<file>\\S.*)$']\npattern = ['^ +(?<line>\\d+):(?<col>\\d+) +(?<severity>\\w+) +(?<message>.*)$']";
    const toml = `[match]\nshape = 'diagnostics'\n${rows}\n`;
    expect(shown(toml, run)).toMatch(/\S {2,}\(/);
    expect(shown(`${toml}squeeze = true`, run)).not.toMatch(/\S {2,}\(/);
  });
  it('summary: quoted at the end', () => {
    const lines = match("detail = ['^ +\\| (?<message>.+)$']\nsummary = ['^WARNING: ']").trimEnd().split('\n');
    expect(lines.findIndex((line) => line.startsWith('WARNING: Parsing errors'))).toBeGreaterThan(lines.length - 4);
  });
  it('drop: no news', () => {
    expect(match("drop = ['^ +\\|']")).not.toContain('[layout.select_targets]');
    expect(match('')).toContain('[layout.select_targets]');
  });
  it('clean: a text without findings is what drop leaves, where the tool says so', () => {
    const built = fixture('esbuild', 'bundle');
    const toml = "[match]\nshape = 'diagnostics'\npattern = ['^✘ \\[(?<severity>ERROR)\\] (?<message>.*)$']\ndrop = ['b *$']\n";
    expect(shown(toml, built)).toBe(built.text);
    expect(shown(`${toml}clean = ['^⚡ Done']`, built)).toMatch(/^⚡ Done in/m);
  });
  it('expect: else raw', () => {
    expect(match("expect = ['^no such line']")).toBe(lint.text);
    expect(match("expect = ['^== \\[']")).not.toBe(lint.text);
  });
  it('strict: an unknown line makes the text unknown', () => expect(match('strict = true')).toBe(lint.text));
  it('shape tests: failures by name', () => {
    const toml =
      "[match]\nshape = 'tests'\npattern = ['^\\d+\\) (?<name>.*)$']\ndetail = ['^ {4}\\S.*$']\ndrop = ['^ {2}', '^ {8}', '^[.*F]+$']";
    expect(shown(toml, fixture('jasmine', 'failing'))).toMatch(/^FAIL cart rounds to cents\n {2}Expected 1\.2 to be 1\.19\.$/m);
  });
  it('shape files: paths by folder', () => {
    const run = fixture('black', 'check');
    expect(shown("[match]\nshape = 'files'\npattern = ['^(?<verb>would reformat) (?<path>.*)$']", run)).toMatch(
      /^would reformat:\n\/home\/dev\/shop-black\/many\/\{mod_00\.py,mod_02\.py,/,
    );
  });
  it('shape table: rows of the groups', () => {
    const toml = "[match]\nshape = 'table'\npattern = ['^(?<unit>\\S+)  +(?<state>\\S+)  +\\S+$']\ndrop = ['^UNIT FILE']";
    expect(shown(toml, text('unit-files'))).toMatch(/^dev-hugepages\.mount {2}static$/m);
  });
});

describe('read', () => {
  it('names a reader', () => {
    const run = fixture('git-diff', 'stat');
    expect(shown("read = 'stat'", run)).not.toBe(run.text);
  });
  it('tries several', () => {
    const run = fixture('jasmine', 'failing');
    expect(shown("read = ['tap', 'report']", run)).toMatch(/^FAIL cart rounds to cents/m);
    expect(shown("read = ['tap']", run)).toBe(run.text);
  });
  it('expect, drop: beside it', () => {
    const run = text('kubectl-pods');
    expect(shown("read = 'table'\nexpect = ['^NAMESPACE ']", run)).toBe(run.text);
    expect(shown("read = 'table'\ndrop = ['^rabbitmq']", run)).not.toContain('rabbitmq');
  });
  const READS = [
    [
      'table',
      text('sqlite-table'),
      /^id {2}name {2}note {2}visits {2}state\n… {2}… {2}… {2}… {2}active:\n1 \| anna \| {2}\| 12\n2 {2}ben {2}x y {2}7$/m,
    ],
    ['places', fixture('gcc', 'warnings'), /^ {2}\d+:\d+ .*warning/m],
    ['hits', fixture('rg', 'plain'), /\[\+\d+ matches/],
    ['patch', fixture('git-diff', 'big'), /^@@ /m],
    ['stat', fixture('git-diff', 'stat'), / \| \d+/],
    ['tree', fixture('cargo-tree', 'with-duplicates'), /^ \S+ v\d/m],
    ['paths', fixture('find', 'many'), /\[\+\d+ entries/],
    ['tap', fixture('tap', 'tape-failing'), /^FAIL /m],
    ['report', fixture('jasmine', 'failing'), /^FAIL cart rounds to cents/m],
    ['trace', fixture('pip-install', 'build-error'), /\[\+\d+ frames/],
    ['log', text('kubectl-logs'), /\(×\d+\)$/m],
    ['json', fixture('cat', 'json'), /\[\+\d+ elements/],
    ['states', fixture('vcs-states', 'svn-update-checkout'), /^A svnw3\/trunk\/\{/m],
    ['progress', fixture('pip-install', 'fresh'), /Successfully installed/],
    ['eslint', fixture('eslint', 'many-problems'), /^ {2}\d+:\d+ /m],
    ['scripts', fixture('npm-run', 'mocha'), /^FAIL /m],
    ['tasks', fixture('mise-run', 'compile-error'), /^\[test\] \$ go test/m],
    ['npm', fixture('npm-install', 'deprecated'), /^added \d+ packages/m],
    ['yarn', fixture('yarn-install', 'not-found'), /^error /m],
    ['build', fixture('make', 'compile-error'), /^ {2}\d+:\d+ error /m],
    ['compiler', fixture('gcc', 'errors'), /^ {2}\d+:\d+ error /m],
    ['javac', fixture('javac', 'many-errors'), /^ {2}\d+ error /m],
    ['go', fixture('go-build', 'vet-problems'), /^ {2}\d+:\d+ /m],
    ['git-transfer', fixture('git-fetch', 'many-branches'), /\[new branch\]/],
    ['coverage', fixture('coverage-report', 'report'), /^TOTAL /m],
    ['coverage', fixture('c8', 'report'), /^ m1\.js \| 100 \| /m],
  ] as const;
  for (const [reader, run, expected] of READS) {
    it(`${reader} reads what it is for`, () => {
      const result = shown(`read = '${reader}'`, run);
      expect(result.length).toBeLessThan(run.text.length);
      expect(result).toMatch(expected);
      expect(shown(`read = '${reader}'`, { ...run, stdout: result, stderr: '', text: result })).toBe(result);
    });
  }
  it('every reader has its line above', () => expect([...new Set(READS.map(([reader]) => reader))].toSorted()).toEqual(NAMES.toSorted()));
});

describe('markup', () => {
  it('takes colours out that are written as words', () => {
    const run = fixture('pulumi', 'created');
    expect(shown(WITHOUT, run)).toContain('<{%reset%}>');
    const result = shown(`markup = ['<\\{%[^%]{0,30}%\\}>']\n${WITHOUT}`, run);
    expect(result).not.toContain('{%');
    expect(result).toContain('aws:eks:Cluster eks-cluster created');
  });
});

describe('[table]', () => {
  const pods = text('kubectl-pods');
  it('header: else raw', () => {
    expect(shown("[table]\nheader = ['^NAME ']", pods)).toMatch(
      /^carts-db-676c6b5865-rp4pg {2}1\/1 {2}87 \(3h37m ago\) {2}10\.244\.1\.3 {2}/m,
    );
    expect(shown("[table]\nheader = ['^POD ']", pods)).toBe(pods.text);
  });
  it('says a column with one value once', () => {
    const result = shown('[table]', pods);
    expect(result).toMatch(/^… {2}… {2}Running {2}… {2}27d {2}… {2}kind-double-node-worker/m);
    expect(result.match(/Running/g)?.length).toBe(1);
  });
  it('show: healthy rows beyond it are counted, unhealthy ones are not', () => {
    const units = text('unit-files');
    const result = shown("[table]\nheader = ['^UNIT FILE']\nshow = 3", units);
    expect(result).toMatch(/\[\+\d+ rows: rtk recall/);
    expect(result).toMatch(/^proc-sys-fs-binfmt_misc\.mount {2}disabled {2}disabled$/m);
    expect(result).not.toMatch(/^dbus\.socket /m);
  });
  it('unhealthy: more words', () => {
    const toml = "[table]\nheader = ['^UNIT FILE']\nshow = 3\n";
    expect(shown(toml, text('unit-files'))).not.toMatch(/^dbus\.service /m);
    expect(shown(`${toml}unhealthy = ['^dbus']`, text('unit-files'))).toMatch(/^dbus\.service /m);
  });
  it('says once what rows one below the other share, and indents them', () => {
    const result = shown("[table]\nheader = ['^CONTAINER ID']", fixture('docker-ps', 'all'));
    expect(result).toMatch(/^… {2}shop\/web:1\.4\.2 {2}"httpd -f -v -p 80 -…":\n 1a6b03e3fa81 {2}/m);
    expect(result).toMatch(/^838481edc27d {2}shop\/api:1\.4\.2 {2}/m);
  });
  it('replace: a part of each cell', () => {
    const toml = "[table]\nheader = ['^CONTAINER ID']\nreplace = [{ pattern = ', \\[::\\]:\\S+$', with = '' }]";
    expect(shown(toml, fixture('docker-ps', 'all'))).toMatch(/ {2}0\.0\.0\.0:18114->80\/tcp {2}shop-replica-14$/m);
  });
  it('unhealthy: such rows are whole, though others say once what all say', () => {
    const checks = fixture('gh-list', 'pr-checks-failing');
    expect(shown('[table]', checks)).toMatch(/^e2e \(chromium\)\tfail\t1m26s\t…\d+$/m);
    expect(shown("[table]\nunhealthy = ['\\tfail\\t']", checks)).toMatch(/^e2e \(chromium\)\tfail\t1m26s\thttps:/m);
    const files = text('unit-files');
    expect(shown("[table]\nheader = ['^UNIT FILE']\nunhealthy = ['^dbus']", files)).toMatch(/^dbus\.service /m);
  });
  it('once: false leaves a column in its rows', () =>
    expect(shown('[table]\nonce = false', pods).match(/Running/g)?.length).toBeGreaterThan(5));
  it('drop: no rows', () => expect(shown("[table]\ndrop = ['^rabbitmq']", pods)).not.toContain('rabbitmq'));
});

describe('[tests]', () => {
  const run = fixture('jasmine', 'failing');
  const KEYS = {
    failure: "['^\\d+\\) (?<name>.*)$']",
    end: "['^Failures:$']",
    aside: "['^Pending:$']",
    place: "['^ +at .*\\((?<file>/(?!.*node_modules)\\S+?):(?<line>\\d+):\\d+\\)$']",
    pass: "['^[.*F]+$']",
    drop: "['^ {2}(?:Message|Stack):$', '^ +at <Jasmine>$']",
    verdict: "['^\\d+ specs?, \\d+ failures?']",
  };
  const tests = (changed: Partial<Record<keyof typeof KEYS, string>> = {}) =>
    shown(
      `[tests]\n${Object.entries({ ...KEYS, ...changed })
        .map(([key, value]) => `${key} = ${value}\n`)
        .join('')}`,
      run,
    );
  it('failure: name and lines', () =>
    expect(tests()).toMatch(/^FAIL cart rounds to cents \(.*cartSpec\.js:4\)\n {2}Expected 1\.2 to be 1\.19\.$/m));
  it('end: what stands behind belongs to no failure', () => {
    expect(tests({ end: "['^ {2}Stack:$']", drop: "['^ +at ']" })).toMatch(
      /^FAIL cart has two\n {2}Message:\n {4}Expected 1 to be 2\.\n(?=FAIL)/m,
    );
  });
  it('aside: items that are no failures', () => {
    expect(tests()).not.toContain('FAIL cart vouchers');
    expect(tests({ aside: '[]' })).toContain('FAIL cart vouchers');
  });
  it('place: where it is', () => {
    expect(tests({ place: '[]' })).toMatch(/^FAIL cart rounds to cents\n/m);
  });
  it('pass: is dropped', () => {
    expect(tests()).not.toContain('.*.FFFF*F');
    expect(tests({ pass: '[]' })).toContain('.*.FFFF*F');
  });
  it('drop: inside of failures', () => {
    expect(tests()).not.toContain('Stack:');
    expect(tests({ drop: '[]' })).toContain('Stack:');
  });
  it('verdict: last; without one raw', () => {
    const lines = tests().trimEnd().split('\n');
    expect(lines.findLast((line) => !line.startsWith('['))).toMatch(/^9 specs, 5 failures/);
    expect(tests({ verdict: "['^no such line']" })).toBe(run.text);
  });
});

describe('[log]', () => {
  const logs = text('kubectl-logs');
  const log = (more = '') => shown(`[log]\n${more}`, logs);
  it('says equal entries once, with the first and the last time', () => {
    expect(log()).toMatch(
      /^2025-05-29 10:14:26,367…2025-05-29 10:15:20,524 - DEBUG - Starting new HTTP connection \(1\): localhost:5000 \(×10\)$/m,
    );
  });
  it('expect: else raw', () => expect(log("expect = ['^no such line']")).toBe(logs.text));
  it('drop: no entries', () => expect(log("drop = ['Starting new HTTP connection']")).not.toContain('Starting new HTTP'));
  it('time: what parts equal entries', () => {
    expect(log("time = ['^\\d{4}-\\d\\d-\\d\\d']")).not.toMatch(/\(×10\)$/m);
  });
  it('level: these do not fold', () => {
    const folded = log().split('\n').length;
    expect(log("level = ['.']").split('\n').length).toBeGreaterThan(folded);
  });
  it('fold: nothing else folds', () => {
    const folded = log().split('\n').length;
    expect(log('fold = []').split('\n').length).toBeGreaterThan(folded);
    expect(log("fold = ['GET /']").split('\n').length).toBe(folded);
  });
});

describe('[[form]]', () => {
  const pods = text('kubectl-pods');
  const toml = `${WITHOUT}[[form]]\nwhen = ['-o yaml']\ndata = true\n[[form]]\nwhen = ['-o wide']\nread = 'table'\n[[form]]\nargv = ['^kubectl get ns']\n[form.lines]\nkeep = ['^NAME']`;
  it('when: an option with its value', () => {
    expect(shown(toml, pods, 'kubectl get pod -o wide')).toContain('kind-double-node-worker');
    expect(shown(toml, pods, 'kubectl get pod -owide').length).toBeLessThan(pods.text.length);
    expect(shown(toml, pods, 'kubectl get pod')).toBe(pods.text);
  });
  it('argv: words of the command', () => expect(shown(toml, pods, 'kubectl get ns')).toMatch(/^NAME .*\n\[\+\d+ lines/));
  it('data: left as it is', () => {
    expect(route(['kubectl', 'get', 'pod', '-o', 'yaml'], { some: filterOf(toml, 'kubectl') }).filter).toBe(undefined);
    expect(shown(toml, pods, 'kubectl get pod -o yaml')).toBe(pods.text);
  });
});

describe('keys beside', () => {
  const run = fixture('configure', 'missing-library');
  it('noise: is not missed', () => {
    const toml = "[lines]\ndrop = ['^configure: error', 'yes$']";
    expect(shown(toml, run)).toContain('configure: error');
    expect(shown(`noise = ['^configure: error']\n${toml}\n`, { ...run, exit: 0 })).not.toContain('configure: error');
  });
  it('hints: go without a count', () => {
    const dropped = shown("[lines]\ndrop = ['^checking']", fixture('configure', 'success'));
    expect(dropped).toMatch(/\[\+\d+ lines/);
    expect(shown("hints = ['^checking']\n[lines]", fixture('configure', 'success'))).not.toMatch(/\[\+\d+ lines/);
  });
  it('answers: no failure', () => {
    expect(shown("[lines]\ndrop = ['yes$']", run)).toContain('[exit 1]');
    expect(shown("answers = [1]\n[lines]\ndrop = ['yes$']", run)).not.toContain('[exit 1]');
  });
  it('unless, only: who is read', () => {
    const toml = "unless = ['-v']\nonly = ['-q']\n[lines]\ndrop = ['yes$']";
    expect(shown(toml, run, 'x -q')).not.toBe(run.text);
    expect(shown(toml, run, 'x -q -v')).toBe(run.text);
    expect(shown(toml, run)).toBe(run.text);
  });
  it('stderr: apart', () => {
    const routed = route(['x'], { some: filterOf("stderr = 'apart'\n[lines]\ndrop = ['yes$']", 'x') });
    const both = { ...run, stderr: 'x: complaint\n', text: `${run.stdout}x: complaint\n` };
    expect(filter(both, routed, { level: 'normal', handle: () => HANDLE })).toMatchObject({ stderrApart: true });
  });
  it('quotes: blanks and carriage returns of files stay', () => {
    const lines = fixture('git-diff', 'crlf-blanks');
    expect(shown("[lines]\ndrop = ['^index ']", lines)).not.toMatch(/[ \r]$/m);
    expect(shown("quotes = true\n[lines]\ndrop = ['^index ']", lines)).toMatch(/12 as number,\r\n[\s\S]*by hand {3}\n/);
  });
  it('whole: lines of any length', () => {
    const long = `${'word '.repeat(5_000)}\n${run.stdout}`;
    const captured = { ...run, stdout: long, text: long };
    expect(shown("[lines]\ndrop = ['yes$']", captured)).toContain('characters: rtk recall');
    expect(shown("whole = true\n[lines]\ndrop = ['yes$']", captured)).not.toContain('characters: rtk recall');
  });
});

describe('the log of a service', () => {
  const log = fixture('gh-run-log', 'log-failed');
  const ERROR = "[lines]\nkeep = ['##.error']\n";
  const STAMP = "stamp = '^([^\\t\\n]*\\t[^\\t\\n]*\\t)\\ufeff?\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z ?'\n";
  it('stamp: times go before anything is read', () => {
    expect(shown(ERROR, log)).toMatch(/^test \(20\)\tRun npm test\t2026-\S+Z ##\[error\]/m);
    expect(shown(STAMP + ERROR, log)).toMatch(/^test \(20\)\tRun npm test\t##\[error\]/m);
  });
  it('owner: errors behind it are put back', () => {
    const LEFT = "[lines]\nkeep = ['\\ttest/.*FAIL']\n";
    const without = shown(`${STAMP}${LEFT}`, log);
    expect(shown(`${STAMP}owner = '^[^\\t\\n]*\\t[^\\t\\n]*\\t'\n${LEFT}`, log)).not.toBe(without);
  });
});

describe('docs/filters.md', () => {
  const page = readFileSync(join(import.meta.dirname, '../docs/filters.md'), 'utf8');
  const samples = [...page.matchAll(/```toml\n([\s\S]*?)```/g)].map(([, sample = '']) => sample);
  for (const [table, fields] of Object.entries(FIELDS)) {
    for (const field of Object.keys(fields)) {
      it(`has a sample of ${table}.${field}`, () => expect(samples.some((sample) => has(parse(sample), table, field))).toBe(true));
    }
  }
  const firstCells = page.split('\n').map((line) => line.split(' | ')[0] ?? '');
  for (const name of NAMES)
    it(`names the reader ${name}`, () =>
      expect(firstCells.some((cell) => cell.startsWith('| ') && cell.includes(`\`${name}\``))).toBe(true));
  for (const [at, sample] of samples.entries()) {
    it(`sample ${at + 1} is a filter`, () =>
      expect(checkedFilter(withoutExamples(parse(sample)), `sample ${at + 1}`, NAMES).about).not.toBe(''));
  }
});

/** Does a table of that name, at any depth, have the field? Both branches are alike, and a form reads as its filter does. */
function has(data: unknown, table: string, field: string, name = 'filter'): boolean {
  if (Array.isArray(data)) return data.some((each) => has(each, table, field, name));
  if (typeof data !== 'object' || data === null) return false;
  const alike = table === name || (table.startsWith('on_') && name.startsWith('on_')) || (table === 'form' && name === 'filter');
  return (alike && Object.hasOwn(data, field)) || Object.entries(data).some(([key, value]) => has(value, table, field, key));
}
