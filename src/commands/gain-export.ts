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
import type { gainExport } from './define/figures.ts';
import type { OptionsOf } from './define/word.ts';

/** `rtk gain export --jsonl`, `rtk gain export --otlp [address]`. Exit status 1 if it was not taken. */
export async function run(_args: readonly string[], given: OptionsOf<typeof gainExport>): Promise<number> {
  const options = { ...given, otlp: given.otlp === true ? '' : given.otlp };
  check(options);
  const labels = labelsOf(options.label ?? []);
  return options.otlp === undefined ? toFile(options, labels) : toCollector(options, labels, options.otlp);
}

interface Options extends Omit<OptionsOf<typeof gainExport>, 'otlp'> {
  readonly otlp: string | undefined;
}

/** What belongs to the other way of exporting is a mistake. */
function check({ jsonl, otlp, header, timeout, dryRun, since, output }: Options): void {
  if ((jsonl === true) === (otlp !== undefined))
    throw new UsageError('gain export: say where to: --jsonl, or --otlp http://127.0.0.1:4318.');
  const wrong = jsonl ? { header, timeout, 'dry-run': dryRun } : { since, output };
  for (const [name, value] of Object.entries(wrong))
    if (value !== undefined)
      throw new UsageError(
        `--${name} belongs to ${jsonl ? '--otlp' : '--jsonl'}${name === 'since' ? ': counters are always of the whole ledger' : ''}.`,
      );
}

/** Milliseconds for transcripts, which say the models. */
const BUDGET = 5000;

async function sumsFor(options: Options, salt: string): Promise<Shared> {
  const since = options.since === undefined ? {} : { since: firstDay(options.since, Date.now()) };
  const sources = await allSources();
  const sums = withBooks((ledger) => {
    scanTranscripts(ledger, sources, { place: here(process.cwd()), budget: BUDGET });
    return shared(ledger, since, options.withProjects ? salt : undefined);
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
  const endpoint = endpointOf(typed, options.header ?? [], process.env);
  const seconds = secondsOf(options.timeout);
  const { id, salt } = instance();
  const sums = await sumsFor(options, salt);
  if (sums.rows.length === 0) return 0;
  const { request, points } = otlpOf(sums, { instance: id, labels, now: Date.now() });
  if (options.dryRun) {
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
