/** Dollars: never without the model and the assumption beside them. */

import type { PageData } from '../gain/page/types.ts';
import type { ModelRow, Money } from '../gain/report/types.ts';
import { coded, h, section, type View } from './dom.ts';
import { counted, dollars, full } from './format.ts';
import { table } from './table.ts';

const HOW: Readonly<Record<ModelRow['model'], string>> = {
  seen: 'seen in transcripts',
  asked: 'asked for',
  assumed: 'assumed for the agent',
};

export function byModel(): View<PageData> {
  const rows = table<ModelRow>(
    'By model, in dollars',
    [
      { title: 'Model', of: ({ name }) => name, text: ({ name, model }) => h('span', {}, name, h('small', {}, HOW[model])) },
      { title: 'Net saved', of: ({ saved }) => saved, text: ({ saved }) => full(saved) },
      { title: 'Floor', of: ({ floor }) => floor?.dollars ?? Number.NaN, text: ({ floor }) => amount(floor, 'no price is known') },
      {
        title: 'With re-reads',
        of: ({ withRereads }) => withRereads?.dollars ?? Number.NaN,
        text: ({ withRereads }) => amount(withRereads, 'no transcript'),
      },
    ],
    { first: 8 },
  );
  const about =
    'Two answers to two questions, never to be added: the floor counts each saved token once; with re-reads counts it again in each later turn that would have read it.';
  const element = section('By model, in dollars', about, rows.element);
  element.classList.add('wide', 'money');
  const unread = h('p', { class: 'about' });
  element.append(unread);
  return {
    element,
    show({ report, unread: left }) {
      rows.show(report.models);
      unread.hidden = left === 0;
      unread.replaceChildren(
        ...coded(`${counted(left, 'transcript')} of sessions not read yet: re-reads may grow. \`rtk gain --scan\` reads all.`),
      );
    },
  };
}

function amount(money: Money | undefined, none: string): Node {
  if (!money) return h('small', {}, none);
  return h('span', {}, dollars(money.dollars), h('small', {}, money.assumption));
}
