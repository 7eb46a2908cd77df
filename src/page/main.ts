/** The page: what stands in it is shown at once, and where a server is behind it newer figures are fetched. */

import type { Embedded, PageData } from '../gain/page/types.ts';
import { askedAgain } from './asked.ts';
import { chooser } from './chooser.ts';
import { coded, h, type View } from './dom.ts';
import { counted, date, percent } from './format.ts';
import { byAgent, byCommand, byProject } from './groups.ts';
import { hookHealth } from './hooks.ts';
import { missed } from './missed.ts';
import { byModel } from './money.ts';
import { overTime } from './over-time.ts';
import { ownTime } from './own-time.ts';
import { otherRuns } from './runs.ts';
import { summary } from './summary.ts';
import { themeButton } from './theme.ts';

/** Milliseconds between two questions for newer figures. */
const EVERY = 4000;

const WHAT_TO_DO =
  'No run has been recorded here yet. `rtk init` puts rtk’s hook into an agent’s settings, `rtk doctor` says whether it works; or put `rtk` in front of a command.';

const embedded = JSON.parse(document.getElementById('data')?.textContent ?? 'null') as Embedded;
const live = location.protocol === 'http:' && location.search.includes('token=');
const status = h('span', { class: 'status', role: 'status' });
const choose = chooser(embedded.choices, () => void chosen());
const views: readonly View<PageData>[] = [
  top(),
  summary(),
  overTime(),
  byCommand(),
  byModel(),
  byProject(),
  byAgent(),
  askedAgain(),
  otherRuns(),
  ownTime(),
  hookHealth(),
  footer(),
];
const past = missed();
const main = h('main');
let shown = '';

const [header, ...others] = views;
const last = others.pop();
main.append(...others.map(({ element }) => element));
document.body.append(...(header ? [header.element] : []), main, ...(last ? [last.element] : []));
show(figuresOf('0'));
if (live) {
  ask();
  // Reading the transcripts takes its time: the section stands there when it is done.
  past.ask().then((any) => any && main.append(past.element), lost);
}

/** A file has the figures of every range in it; a served page asks for them. */
async function chosen(): Promise<void> {
  if (live) await fetched().catch(lost);
  else show(figuresOf(choose.chosen().range));
}

function figuresOf(range: string): string {
  const found = embedded.figures.find((each) => String(each.range) === range) ?? embedded.figures[0];
  return JSON.stringify(found?.data ?? null);
}

/** Nothing is drawn anew unless a figure has changed. */
function show(text: string): void {
  const data = JSON.parse(text) as PageData;
  const figures = JSON.stringify({ ...data, at: 0 });
  document.body.classList.toggle('empty', data.report.totals.runs === 0);
  if (figures !== shown) for (const view of views) view.show(data);
  shown = figures;
  status.textContent = `${live ? 'Live, as of' : 'As of'} ${new Date(data.at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  status.classList.toggle('live', live);
  status.classList.remove('lost');
}

async function ask(): Promise<void> {
  if (document.visibilityState === 'visible') await fetched().catch(lost);
  setTimeout(ask, EVERY);
}

async function fetched(): Promise<void> {
  const asked = choose.chosen();
  const answer = await fetch(`/data?${new URLSearchParams({ token: new URLSearchParams(location.search).get('token') ?? '', ...asked })}`);
  const text = await answer.text();
  // An answer to what was chosen before comes too late.
  if (JSON.stringify(asked) !== JSON.stringify(choose.chosen())) return;
  if (!answer.ok) throw new Error(text);
  show(text);
}

/** The figures stay; that they are no longer new is said. */
function lost(error: Error): void {
  status.textContent = error.name === 'TypeError' ? 'rtk dashboard has ended; these are its last figures' : error.message;
  status.classList.remove('live');
  status.classList.add('lost');
}

function top(): View<PageData> {
  const about = h('p', { class: 'about' });
  const empty = h('p', { class: 'notice' });
  const element = h(
    'header',
    { class: 'top' },
    h('div', {}, h('h1', {}, 'What rtk saved'), about),
    h('div', { class: 'tools' }, choose.element, status, themeButton()),
    empty,
  );
  return {
    element,
    show({ report: { from, to, question } }) {
      const days = from && to ? `${date(from)} to ${date(to)}, UTC` : 'no runs';
      const parts = Object.entries(question).map(([key, value]) => `${key} ${value}`);
      about.textContent = [days, ...parts].join(' · ');
      empty.replaceChildren(...coded(parts.length > 0 ? `No run fits: ${parts.join(', ')}.` : WHAT_TO_DO));
    },
  };
}

function footer(): View<PageData> {
  const list = h('ul');
  const element = h('footer', {}, h('h2', {}, 'How it is counted'), list);
  return {
    element,
    show({ version, kept, report: { estimator, money, imported } }) {
      const notes = [
        `Tokens are estimates of ${estimator.vocabulary}. Measured on tools that were not in the fit: ${percent(estimator.errorInSum)} off in sum, ${percent(estimator.withinTenPercent)} of outputs within 10%.`,
        'Would have been read: what the agent would have read without rtk, within its own limits on output. Was read: what rtk printed, with markers, recalls and re-runs. Net saved is the one less the other, never rounded up to zero.',
        `Dollars are at the prices of ${date(money.prices)}. Days are in UTC. Sums reach back to the first run; single runs, times and hooks ${counted(kept, 'day')}.`,
        ...(imported ? [`${counted(imported.runs, 'run')} imported from rtk-rs, by its own count, are in no figure of this page.`] : []),
        `rtk ${version}; the page is complete in itself and fetches nothing from any network.`,
      ];
      list.replaceChildren(...notes.map((note) => h('li', {}, note)));
    },
  };
}
