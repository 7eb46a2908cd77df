import { parseArgs } from 'node:util';
import { UsageError } from '../errors.ts';
import { endpointOf } from '../gain/export/endpoint.ts';
import { instance } from '../gain/export/instance.ts';
import { jsonlOf } from '../gain/export/jsonl.ts';
import { type Labels, labelsOf } from '../gain/export/labels.ts';
import { otlpOf } from '../gain/export/otlp.ts';
import { type Shared, shared } from '../gain/export/rows.ts';
import { sent } from '../gain/export/send.ts';
import { withBooks } from '../gain/ledger/open.ts';
import { scanTranscripts } from '../gain/ledger/rereads.ts';
import { firstDay } from '../gain/report/span.ts';
import { here } from '../hooks/place.ts';
import { putOutput } from '../io/checked-write.ts';
import { remark, say } from '../io/say.ts';
import { allSources } from '../transcripts/sources.ts';

/**
 * `rtk gain export --jsonl [--since DAY] [--output FILE]`, `rtk gain export --otlp [ADDRESS] [--header name=value]… [--timeout SECONDS] [--dry-run]`;
 * both: `[--with-projects] [--label name=value]…`. Exit status 1 if it was not taken.
 */
export async function run(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    say(USAGE);
    return 0;
  }
  const options = optionsOf(args);
  const labels = labelsOf(options.label);
  return options.otlp === undefined ? toFile(options, labels) : toCollector(options, labels, options.otlp);
}

const USAGE = `rtk gain export: sums of what rtk saved, without command text, for your team. docs/team.md says what leaves the machine.

  --jsonl                    as lines on stdout
    --since DAY              2026-11-01, today, yesterday, 7d, 2w
    --output FILE            into a file, in one step
  --otlp [ADDRESS]           to a collector that takes OTLP over HTTP; without ADDRESS to OTEL_EXPORTER_OTLP_ENDPOINT
    --header NAME=VALUE      a token, for example; any number of times
    --timeout SECONDS        10 by default
    --dry-run                show what would be sent, send nothing

  --label NAME=VALUE         say more of yourself: team=payments; any number of times
  --with-projects            tell projects apart, as hashes`;

type Options = ReturnType<typeof optionsOf>;

function optionsOf(args: readonly string[]) {
  const values = valuesOf(args);
  const { jsonl, otlp } = values;
  if (jsonl === (otlp !== undefined)) throw new UsageError('gain export: say where to: --jsonl, or --otlp http://127.0.0.1:4318.');
  const wrong = jsonl ? ['header', 'timeout', 'dry-run'] : ['since', 'output'];
  for (const name of wrong) {
    const value = values[name as keyof typeof values];
    if (value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0))
      throw new UsageError(
        `--${name} belongs to ${jsonl ? '--otlp' : '--jsonl'}${name === 'since' ? ': counters are always of the whole ledger' : ''}.`,
      );
  }
  return values;
}

function valuesOf(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const list = { type: 'string', multiple: true, default: [] as string[] } as const;
  try {
    return parseArgs({
      args: args.map((word, at) => (word === '--otlp' && (args[at + 1] ?? '-').startsWith('-') ? '--otlp=' : word)),
      options: {
        ...{ jsonl: flag, 'with-projects': flag, 'dry-run': flag, label: list, header: list },
        ...{ otlp: text, since: text, output: text, timeout: text },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`gain export: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
  }
}

/** Milliseconds for transcripts, which say the models. */
const BUDGET = 5000;

async function sumsFor(options: Options, salt: string): Promise<Shared> {
  const since = options.since === undefined ? {} : { since: firstDay(options.since, Date.now()) };
  const sources = await allSources();
  const sums = withBooks((ledger) => {
    scanTranscripts(ledger, sources, { place: here(process.cwd()), budget: BUDGET });
    return shared(ledger, since, options['with-projects'] ? salt : undefined);
  });
  if (sums.rows.length === 0) remark(`rtk: there is nothing to export${options.since === undefined ? ' yet' : ` since ${since.since}`}.`);
  return sums;
}

async function toFile(options: Options, labels: Labels): Promise<number> {
  const { id, salt } = instance();
  const text = jsonlOf(await sumsFor(options, salt), id, labels);
  if (options.output === undefined) say(text);
  else write(options.output, text);
  return 0;
}

function write(file: string, text: string): void {
  try {
    putOutput(file, Buffer.from(text));
  } catch (error) {
    throw new UsageError(`--output: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

async function toCollector(options: Options, labels: Labels, typed: string): Promise<number> {
  const endpoint = endpointOf(typed, options.header, process.env);
  const seconds = secondsOf(options.timeout);
  const { id, salt } = instance();
  const sums = await sumsFor(options, salt);
  if (sums.rows.length === 0) return 0;
  const { request, points } = otlpOf(sums, { instance: id, labels, now: Date.now() });
  if (options['dry-run']) {
    say(JSON.stringify(request, null, 2));
    return 0;
  }
  const problem = await sent(JSON.stringify(request), endpoint, seconds);
  if (problem !== undefined) remark(`rtk: ${problem}`);
  else say(`${points} sums sent to ${endpoint.url}`);
  return problem === undefined ? 0 : 1;
}

function secondsOf(text = '10'): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= 600)) throw new UsageError(`--timeout: \`${text}\` is no time; use seconds, up to 600.`);
  return seconds;
}
