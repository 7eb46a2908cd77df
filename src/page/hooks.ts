/** Do the hooks fire, and what do they do? */

import type { HookRow, PageData } from '../gain/page/types.ts';
import { chart } from './charts.ts';
import { h, section, type View } from './dom.ts';
import { duration, full, percent, period } from './format.ts';
import { names } from './over-time.ts';
import { table } from './table.ts';

type Reason = PageData['hooks']['reasons'][number];

export function hookHealth(): View<PageData> {
  const days = chart('Asked a day');
  const agents = table<HookRow>('Hooks by agent', AGENTS, {
    none: 'No hook has been asked. `rtk init` puts one into an agent’s settings, `rtk doctor` says whether it works.',
  });
  const reasons = table<Reason>('Why commands were left as they were', REASONS, { first: 6, none: 'No command was left as it was.' });
  const log = h('pre', { class: 'log', tabindex: '0', role: 'region', 'aria-label': 'Last lines of the health log' });
  const about = 'A hook is asked before a command runs; it puts rtk in front, or leaves the command as it was and notes why.';
  return {
    element: section(
      'Hooks and health',
      about,
      h(
        'div',
        { class: 'pair beside' },
        h('div', { class: 'stack' }, days.element, h('h3', {}, 'By agent'), agents.element),
        h('div', { class: 'stack' }, h('h3', {}, 'Left as they were, because'), reasons.element),
      ),
      h('h3', {}, 'Health log'),
      log,
    ),
    show({ hooks, health }) {
      days.show(dayPlot(hooks));
      agents.show(hooks.agents);
      reasons.show(hooks.reasons);
      log.textContent = health.length > 0 ? health.join('\n') : 'Nothing went wrong.';
    },
  };
}

const AGENTS = [
  { title: 'Agent', of: ({ agent }: HookRow) => agent },
  { title: 'Asked', of: ({ asked }: HookRow) => asked, text: ({ asked }: HookRow) => full(asked) },
  {
    title: 'Rewrote',
    of: ({ rewrote }: HookRow) => rewrote,
    text: ({ rewrote, asked }: HookRow) => `${full(rewrote)} (${percent(rewrote / asked)})`,
  },
  { title: 'Median', of: ({ p50 }: HookRow) => p50, text: ({ p50 }: HookRow) => duration(p50) },
  { title: '95% within', of: ({ p95 }: HookRow) => p95, text: ({ p95 }: HookRow) => duration(p95) },
];

const REASONS = [
  { title: 'Why', of: ({ why }: Reason) => why, text: ({ why }: Reason) => why || 'not noted' },
  { title: 'Times', of: ({ times }: Reason) => times, text: ({ times }: Reason) => full(times), bar: 'baseline' as const },
];

function dayPlot({ days }: PageData['hooks']) {
  const known = new Map(days.map((day) => [day.name, day]));
  const all = names([...known.keys()], 'days');
  return {
    labels: all.map(period),
    series: [
      { name: 'rewrote', colour: 'saved', values: all.map((name) => known.get(name)?.rewrote ?? 0) },
      { name: 'left', colour: 'baseline', values: all.map((name) => known.get(name)?.left ?? 0) },
    ],
    format: full,
    summary: 'The tables beside it tell them by agent and by reason.',
    stacked: true,
  };
}
