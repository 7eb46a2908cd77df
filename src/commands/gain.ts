import { progress } from '../discover/progress.ts';
import { UsageError } from '../errors.ts';
import type { Ledger } from '../gain/ledger/ledger.ts';
import { withBooks } from '../gain/ledger/open.ts';
import { type Scan, scanTranscripts } from '../gain/ledger/rereads.ts';
import { filesToReset, reset } from '../gain/ledger/reset.ts';
import { type Asked, askedFor, type Format } from '../gain/report/options.ts';
import { pricesWith } from '../gain/report/own-prices.ts';
import { type Price, priceOf } from '../gain/report/prices.ts';
import { failuresOf, historyOf, recallsOf, reportOf } from '../gain/report/report.ts';
import type { Report } from '../gain/report/types.ts';
import type { Extras } from '../gain/views/extras.ts';
import { here } from '../hooks/place.ts';
import { putOutput } from '../io/checked-write.ts';
import { wantsColour } from '../io/paint.ts';
import { confirmed, remark, say } from '../io/say.ts';
import { isTerminal } from '../io/terminal.ts';
import { allSources } from '../transcripts/sources.ts';
import type { gain } from './define/figures.ts';
import type { OptionsOf } from './define/word.ts';

/** `rtk gain [what] [which runs] [form]`: what was saved, net; docs/gain.md has every option and figure. */
export async function run(_args: readonly string[], options: OptionsOf<typeof gain>): Promise<number> {
  const cwd = process.cwd();
  const asked = askedFor(options, Date.now(), cwd);
  if (asked.reset) return forgetAll(asked);
  if (asked.imported !== undefined) return takeOver(asked.imported);
  if (asked.quota) remark('rtk: rtk does not know the limits of your plan, so it shows tokens and dollars, and no part of a quota.');
  const prices = await pricesWith(asked.prices, cwd);
  const { model } = asked.question;
  if (model !== undefined && !priceOf(model, prices)) throw new UsageError(withoutPrice(model, prices));
  const sources = await allSources();
  const scan = (ledger: Ledger) =>
    DOLLARS.includes(asked.format) ? scanTranscripts(ledger, sources, { place: here(cwd), ...(asked.scan ? WHOLE : QUICK) }) : undefined;
  if (asked.format === 'html') return put(await htmlFor(asked, prices, scan), asked);
  const { report, extras } = withBooks((ledger) => {
    const transcripts = scan(ledger);
    return {
      report: reportOf(ledger, asked.question, prices),
      extras: { ...extrasFor(ledger, asked), ...(transcripts ? { transcripts } : {}) },
    };
  });
  return put(await printed(report, extras, asked), asked);
}

async function htmlFor({ question, output }: Asked, prices: readonly Price[], scan: (ledger: Ledger) => Scan | undefined): Promise<string> {
  if (output === undefined && isTerminal(1)) throw new UsageError('--html: a terminal shows no page; name a file: --output gain.html.');
  const { htmlOf } = await import('../gain/page/html.ts');
  return withBooks((ledger) => htmlOf(ledger, question, { prices, unread: scan(ledger)?.left ?? 0 }));
}

function put(text: string, { output }: Asked): number {
  if (output === undefined) say(text);
  else written(output, text.endsWith('\n') ? text : `${text}\n`);
  return 0;
}

/** Forms that say what it was worth. */
const DOLLARS: readonly Format[] = ['text', 'json', 'html'];

const QUICK = { budget: 100 };
const WHOLE = {
  budget: Number.POSITIVE_INFINITY,
  watch: (waiting: number) => {
    const bar = progress(waiting);
    let left = waiting;
    return () => {
      bar.step();
      if (--left === 0) bar.end();
    };
  },
};

function withoutPrice(model: string, prices: readonly Price[]): string {
  const known = prices.map(({ name }) => name).join(', ');
  return `--model: no price of \`${model}\` is known; use one of ${known}, or add it: [prices] in config.toml, or --prices FILE.`;
}

/** Rows of a list without --limit. */
const ROWS = 10;

function extrasFor(ledger: Ledger, { question, sections, limit = ROWS }: Asked): Extras {
  return {
    ...(sections.includes('history') ? { history: historyOf(ledger, question, limit) } : {}),
    ...(sections.includes('failures') ? { failures: failuresOf(ledger, question, limit) } : {}),
    ...(sections.includes('recalls') ? { recalls: recallsOf(ledger, question) } : {}),
  };
}

async function printed(report: Report, extras: Extras, { format, sections, limit, output }: Asked): Promise<string> {
  if (format === 'json') return (await import('../gain/views/json.ts')).jsonOf(report, extras, sections);
  if (format === 'csv') return (await import('../gain/views/csv.ts')).csvOf(report, extras, sections);
  if (format === 'prometheus') return (await import('../gain/views/prometheus.ts')).prometheusOf(report);
  const { textOf } = await import('../gain/views/text.ts');
  const { penFor } = await import('../gain/views/pen.ts');
  const pen = penFor(output === undefined && wantsColour(isTerminal(1), process.env));
  return textOf(report, extras, { sections, pen, ...(limit === undefined ? {} : { limit }) });
}

/** Whoever reads it meanwhile reads the old one or the new one. */
function written(file: string, text: string): void {
  try {
    putOutput(file, Buffer.from(text));
  } catch (error) {
    throw new UsageError(`--output: ${file} cannot be written: ${error instanceof Error ? error.message : error}`);
  }
}

async function forgetAll({ yes }: Asked): Promise<number> {
  const files = filesToReset();
  if (files.length === 0) {
    say('Nothing has been recorded; there is nothing to delete.');
    return 0;
  }
  if (!yes) {
    const named = files.map((file) => `  ${file}`).join('\n');
    remark(`This deletes what rtk has counted, for good; kept outputs (rtk recall) stay:\n${named}`);
    if (!(await confirmed('Delete it?'))) {
      remark('Aborted.');
      return 1;
    }
  }
  say(
    reset()
      .map((file) => `deleted ${file}`)
      .join('\n'),
  );
  return 0;
}

async function takeOver(named: string): Promise<number> {
  const { importRtkRs, rtkRsFile } = await import('../gain/ledger/import-rtk-rs.ts');
  const file = named || (await rtkRsFile());
  const { added, known, sums } = withBooks((ledger) => ({ ...importRtkRs(ledger, file), sums: reportOf(ledger, {}, []).imported }));
  const { count, plural } = await import('../gain/views/numbers.ts');
  say(`${plural(added, 'run')} imported from ${file}${known > 0 ? `; ${count(known)} had been imported before` : ''}.`);
  if (sums) {
    const [runs, input, output, saved] = [plural(sums.runs, 'run'), ...[sums.input, sums.output, sums.saved].map(count)];
    say(
      `By rtk-rs's own count, in all: ${runs}, input ${input}, output ${output}, saved ${saved} tokens. \`rtk gain\` shows them apart, in no sum.`,
    );
  }
  return 0;
}
