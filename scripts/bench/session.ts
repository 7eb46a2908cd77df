/** The session of operations.ts, once raw and once through rtk: tokens, and facts that the agent still sees. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { baseName, missingIn, type Truth } from '../judge.ts';
import { words } from '../words.ts';
import { type Chapter, newSandbox, RTK, removed, type Sandbox } from './measure.ts';
import { newMonorepo } from './monorepo.ts';
import { SESSION } from './operations.ts';

interface Outcome {
  readonly line: string;
  readonly tool: string;
  readonly before: number;
  readonly after: number;
  readonly facts: number;
  readonly hidden: number;
  readonly lost: number;
  readonly sameExit: boolean;
}

/** What an agent acts on: places, error codes, counts; names of tests where the line tells of a failure. */
const FACT =
  /[\w./-]+\.\w+:\d+|\b(?:error|warning)\[?\(?[A-Z]+\d+|\bTS\d{4}\b|\b\d+ (?:passed|failed|errors?|warnings?|insertions?|deletions?|files? changed)/g;
const TEST = /\btest_\w+|\bTest\w+|\b\w+_is_\w+/g;
const FAILURE = /fail|error|panicked/i;

export async function session(verbose: boolean): Promise<Chapter> {
  const [raw, proxied] = [newSandbox(), newSandbox()];
  for (const { folder, env } of [raw, proxied]) newMonorepo(join(folder, 'shop-repo'), env);
  const missing = new Set<string>();
  const outcomes: Outcome[] = [];
  for (const step of SESSION) {
    if ('edit' in step) {
      for (const { folder } of [raw, proxied]) step.edit(join(folder, 'shop-repo'));
      continue;
    }
    const argv = words(step.run);
    const tool = argv[0] ?? '';
    const alone = ran(argv, join(raw.folder, 'shop-repo', step.in ?? ''), raw.env);
    if (alone === undefined) missing.add(tool);
    else outcomes.push(compared(step.run, alone, ran([RTK, ...argv], join(proxied.folder, 'shop-repo', step.in ?? ''), proxied.env)));
  }
  const booked = totals(proxied);
  for (const sandbox of [raw, proxied]) removed(sandbox);
  if (verbose)
    for (const { line, before, after, facts, hidden } of outcomes)
      console.error(`${line}: ${before} -> ${after} tokens, ${hidden} of ${facts} facts hidden`);
  return chapter(outcomes, [...missing], booked);
}

interface Totals {
  readonly baseline: number;
  readonly shown: number;
  readonly saved: number;
  readonly unseen: number;
}

/** What `rtk gain` says of the session. */
function totals({ folder, env }: Sandbox): Totals {
  return JSON.parse(spawnSync(RTK, ['gain', '--json'], { cwd: folder, env, encoding: 'utf8' }).stdout).totals;
}

interface Ran {
  readonly text: string;
  readonly exit: number | null;
}

/** What the command printed; undefined if the program is not there. */
function ran(argv: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Ran | undefined {
  const { stdout, stderr, status, error } = spawnSync(argv[0] ?? '', argv.slice(1), { cwd, env, encoding: 'utf8', maxBuffer: 2 ** 28 });
  const text = `${stdout ?? ''}${stderr ?? ''}`;
  const absent =
    error !== undefined ||
    status === 127 ||
    /command not found|No module named pytest|is not installed for the toolchain|no such command/.test(text);
  return absent ? undefined : { text, exit: status };
}

function compared(line: string, raw: Ran, shown: Ran | undefined): Outcome {
  const text = shown?.text ?? '';
  const facts = factsIn(raw.text);
  const truth: Truth = {
    facts,
    entries: [],
    summary: [],
    info: [],
    names: new Set(facts.map((fact) => baseName(fact.replace(/:\d+$/, '')))),
  };
  const hidden = missingIn(text, truth).facts.length;
  const tokens = (value: string) => countTokens(value, { disallowedSpecial: new Set() });
  return {
    line,
    tool: words(line)[0] ?? '',
    before: tokens(raw.text),
    after: tokens(text),
    facts: facts.length,
    hidden,
    lost: text.includes('rtk recall') ? 0 : hidden,
    sameExit: raw.exit === shown?.exit,
  };
}

function factsIn(text: string): string[] {
  const failures = text.split('\n').filter((line) => FAILURE.test(line));
  return [...new Set([...(text.match(FACT) ?? []), ...failures.flatMap((line) => line.match(TEST) ?? [])])];
}

function chapter(outcomes: readonly Outcome[], missing: readonly string[], booked: Totals): Chapter {
  const tools = [...new Set(outcomes.map(({ tool }) => tool))];
  const rows = tools.map((tool) =>
    row(
      tool,
      outcomes.filter((outcome) => outcome.tool === tool),
    ),
  );
  const skipped = missing.length === 0 ? '' : ` Not on this machine, so left out: ${missing.join(', ')}.`;
  return {
    title: 'A working session',
    note: `${outcomes.length} commands in a small monorepo (scripts/bench/operations.ts), once raw and once through rtk in a copy; o200k_base tokens. Facts are places, error codes, counts and names of failed tests of the raw text; what is behind a handle is hidden, what is not is lost.${skipped}`,
    header: ['tool', 'commands', 'tokens raw', 'tokens shown', 'saved', 'facts', 'hidden', 'lost', 'other exit'],
    rows: [...rows, row('all', outcomes), bookedRow(outcomes, booked)],
  };
}

function row(name: string, some: readonly Outcome[]): string[] {
  const sum = (key: 'before' | 'after' | 'facts' | 'hidden' | 'lost') => some.reduce((total, outcome) => total + outcome[key], 0);
  const saved = `${(100 * (1 - sum('after') / Math.max(1, sum('before')))).toFixed(1)} %`;
  const wrong = some.filter(({ sameExit }) => !sameExit).length;
  return [name, some.length, sum('before'), sum('after'), saved, sum('facts'), sum('hidden'), sum('lost'), wrong].map(String);
}

/** The ledger's figures and how far they are from the true ones. */
function bookedRow(outcomes: readonly Outcome[], { baseline, shown, saved, unseen }: Totals): string[] {
  const truth = outcomes.reduce((sum, { before, after }) => sum + before - after, 0);
  const off = `${((100 * (saved - truth)) / truth).toFixed(1)} %`;
  return [
    `by \`rtk gain\` (${unseen} unseen)`,
    '',
    String(baseline),
    String(shown),
    `${saved} tokens, true ${truth}: ${off}`,
    '',
    '',
    '',
    '',
  ];
}
