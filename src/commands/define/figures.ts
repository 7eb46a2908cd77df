/** Words that count: what was saved, what was missed. */

import { AGENTS } from '../../hooks/agents/index.ts';
import { choice, word } from './word.ts';

const DAYS = '2026-11-01, today, yesterday, 7d, 2w, or a number of days';

export const gainExport = word(
  'export',
  'sums without command text, for your team (docs/team.md)',
  ['rtk gain export --jsonl --since 7d', 'lines on stdout'],
  ['rtk gain export --otlp http://127.0.0.1:4318', 'to a collector'],
)
  .option('--jsonl', 'as lines on stdout')
  .option('--since <day>', `with --jsonl: ${DAYS}`)
  .option('--output <file>', 'with --jsonl: into a file, in one step')
  .option('--otlp [address]', 'to a collector that takes OTLP over HTTP; without address to OTEL_EXPORTER_OTLP_ENDPOINT')
  .option('--header <name=value...>', 'with --otlp: a token, for example; any number of times')
  .option('--timeout <seconds>', 'with --otlp: 10 by default')
  .option('--dry-run', 'with --otlp: show what would be sent, send nothing')
  .option('--label <name=value...>', 'say more of yourself: team=payments; any number of times')
  .option('--with-projects', 'tell projects apart, as hashes');

export const gain = word(
  'gain',
  'show what was saved, net, in tokens and dollars',
  ['rtk gain', 'by command, agent, project and model'],
  ['rtk gain --since 7d --project', 'the last week, in this repository'],
  ['rtk gain --daily --json', 'by day, as JSON'],
  ['rtk gain --html -o gain.html', 'the page'],
)
  .option('--since <day>', `first day: ${DAYS}`)
  .option('--until <day>', 'last day: 2026-11-01, today or yesterday')
  .option('-p, --project [path]', 'the repository that you are in, or that the path is in')
  .option('--session <id>', 'one session')
  .addOption(choice('--agent <agent>', 'one agent', Object.keys(AGENTS)))
  .option('-d, --daily', 'by day')
  .option('-w, --weekly', 'by week')
  .option('-m, --monthly', 'by month')
  .option('-a, --all', 'by day, week and month')
  .option('-g, --graph', 'the last 30 days as bars')
  .option('-H, --history', 'the last runs')
  .option('-F, --failures', 'runs whose output no filter read')
  .option('--recalls', 'what was asked for again')
  .option('-l, --limit <n>', 'rows of a list')
  .option('--model <name>', 'dollars of this model instead of the one in the transcript')
  .option('--prices <file>', 'prices in TOML, YAML or JSON, before those of [prices] in the settings')
  .option('--scan', 'read all transcripts for re-reads, however long it takes')
  .option('--json', 'as JSON')
  .option('--csv', 'as CSV')
  .option('--prometheus', 'for Prometheus')
  .option('--html', 'as a page')
  .addOption(choice('-f, --format <format>', 'the form, by its name', ['text', 'json', 'csv', 'prometheus', 'html']))
  .option('-o, --output <file>', 'write it there in one step')
  .option('--import-rtk-rs [file]', 'take over what rtk-rs has counted; it stays apart')
  .option('--reset', 'delete journals and ledger')
  .option('-y, --yes', 'do not ask')
  .option('-q, --quota', "rtk-rs's question how much of a plan is left: rtk does not know")
  .option('-t, --tier <tier>', 'the same')
  .combineFlagAndOptionalValue(false)
  .usage('[options] | export [options]')
  // `gain export --since` is the export's.
  .enablePositionalOptions()
  .addCommand(gainExport);

export const dashboard = word('dashboard', 'show the same as a page on this machine, with newer figures as they come', [
  'rtk dashboard --since 30d',
  'prints an address; Ctrl-C ends it',
])
  .option('--port <n>', 'a port of 127.0.0.1; a free one by default')
  .option('--since <day>', `first day: ${DAYS}`)
  .option('--until <day>', 'last day: 2026-11-01, today or yesterday')
  .option('-p, --project [path]', 'the repository that you are in, or that the path is in')
  .option('--session <id>', 'one session')
  .addOption(choice('--agent <agent>', 'one agent', Object.keys(AGENTS)))
  .option('--model <name>', 'dollars of this model')
  .option('--prices <file>', 'prices in TOML, YAML or JSON')
  .combineFlagAndOptionalValue(false);

const SCOPE = {
  project: ['-p, --project <part>', 'projects with this in their path, instead of the one that you are in'],
  since: ['-s, --since <day>', `${DAYS}; 30 days by default`],
} as const;

export const discover = word(
  'discover',
  'say which commands of past sessions went past rtk, and why',
  ['rtk discover', 'this project, the last 30 days'],
  ['rtk discover --all --since 7d --json', 'all projects, the last week, as JSON'],
)
  .option(...SCOPE.project)
  .option('-a, --all', 'all projects')
  .option(...SCOPE.since)
  .option('-l, --limit <n>', 'rows of a list; 15 by default')
  .addOption(choice('-f, --format <format>', 'the form, by its name', ['text', 'json']))
  .option('--json', 'as JSON')
  .option('--repeats', 'what was read again, by tool');

export const session = word(
  'session',
  'say how much of each session went through rtk',
  ['rtk session', 'the newest ten'],
  ['rtk session 5a1c', 'those whose id begins so'],
)
  .argument('[id]', 'the beginning of an id')
  .option(...SCOPE.project)
  .option('-a, --all', 'all projects, which is the default')
  .option(...SCOPE.since)
  .addOption(choice('-f, --format <format>', 'the form, by its name', ['text', 'json']))
  .option('--json', 'as JSON');

export const learn = word(
  'learn',
  'find failing commands and what put them right',
  ['rtk learn', 'from the sessions of this project'],
  ['rtk learn --write', 'into .claude/rules/cli-corrections.md'],
)
  .option(...SCOPE.project)
  .option('-a, --all', 'all projects')
  .option(...SCOPE.since)
  .option('--min-occurrences <n>', 'seen so often at least; 1 by default')
  .option('--min-confidence <share>', 'of rtk-rs, 0 to 1: rtk shows what worked and guesses nothing, so it changes nothing')
  .option('-w, --write', 'write the rules into a file')
  .option('--write-rules', 'the same')
  .option('--file <file>', 'the file for --write')
  .addOption(choice('-f, --format <format>', 'the form, by its name', ['text', 'json']))
  .option('--json', 'as JSON');
