import { missedIn } from '../discover/missed.ts';
import { UsageError } from '../errors.ts';
import type { Ledger } from '../gain/ledger/ledger.ts';
import { withBooks } from '../gain/ledger/open.ts';
import { scanTranscripts } from '../gain/ledger/rereads.ts';
import { pageDataOf } from '../gain/page/data.ts';
import { inRange, pageOf, policyOf, RANGES } from '../gain/page/html.ts';
import { type Dashboard, serve } from '../gain/page/server.ts';
import type { Choices } from '../gain/page/types.ts';
import { askedFor } from '../gain/report/options.ts';
import { pricesWith } from '../gain/report/own-prices.ts';
import { reportOf } from '../gain/report/report.ts';
import type { Question } from '../gain/report/types.ts';
import { here } from '../hooks/place.ts';
import { say } from '../io/say.ts';
import { allSources } from '../transcripts/sources.ts';
import type { dashboard } from './define/figures.ts';
import type { OptionsOf } from './define/word.ts';

/** `rtk dashboard [--port N] [--since DAY]…`: the page of `rtk gain --html` with newer figures as they come, until it is ended. */
export async function run(_args: readonly string[], { port, ...which }: OptionsOf<typeof dashboard>): Promise<number> {
  const cwd = process.cwd();
  // The same options mean the same as after `rtk gain`.
  const { question, prices: file } = askedFor(which, Date.now(), cwd);
  const prices = await pricesWith(file, cwd);
  const sources = await allSources();
  const choices = () => withBooks((ledger) => choicesOf(ledger, question));
  const data = (chosen?: URLSearchParams) =>
    withBooks((ledger) => {
      const unread = scanTranscripts(ledger, sources, { place: here(cwd), budget: SCAN })?.left ?? 0;
      return pageDataOf(ledger, chosenOf(question, chosen), { prices, unread });
    });
  const pages = {
    page: () => pageOf({ choices: choices(), figures: [{ range: 0, data: data() }] }, true),
    data: (chosen: URLSearchParams) => JSON.stringify(data(chosen)),
    missed: async () => JSON.stringify(await missedIn(question)),
    policy: policyOf(true),
  };
  const end = ended();
  const page = await started(portOf(port), pages);
  say(`${page.url}\nOpen it in a browser on this machine; Ctrl-C ends it.`);
  await end;
  await page.close();
  return 0;
}

/** What the page's reader chose, within what `rtk dashboard` was asked for. */
function chosenOf(question: Question, chosen: URLSearchParams | undefined): Question {
  const [range, project, agent] = ['range', 'project', 'agent'].map((name) => chosen?.get(name) ?? '');
  return {
    ...inRange(question, RANGES.find((days) => String(days) === range) ?? 0, Date.now()),
    ...(project ? { project } : {}),
    ...(agent ? { agent } : {}),
  };
}

/** A part that was asked for with an option is no choice any more. */
function choicesOf(ledger: Ledger, question: Question): Choices {
  const { projects, agents } = reportOf(ledger, question, []);
  const names = (rows: readonly { readonly name: string }[]) => rows.map(({ name }) => name).filter((name) => name !== '');
  return {
    ranges: question.since === undefined && question.until === undefined ? RANGES : [0],
    projects: question.project === undefined ? names(projects) : [],
    agents: question.agent === undefined ? names(agents) : [],
  };
}

/** Milliseconds of reading transcripts for one answer; the next one reads on. */
const SCAN = 100;

/** 0: any that is free. */
function portOf(text = '0'): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65535))
    throw new UsageError(`--port: \`${text}\` is no port; use a number from 1 to 65535, or leave it out for a free one.`);
  return port;
}

async function started(port: number, pages: Parameters<typeof serve>[1]): Promise<Dashboard> {
  try {
    return await serve(port, pages);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = { EADDRINUSE: 'is in use', EACCES: 'is not open to you' }[code ?? ''] ?? `cannot be opened (${message})`;
    throw new UsageError(`--port: ${port} ${why}; name another, or leave it out for a free one.`);
  }
}

function ended(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}
