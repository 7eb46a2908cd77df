/** Sums → one JSON object a line. */

import type { Figures } from '../report/types.ts';
import type { Labels } from './labels.ts';
import type { Shared, SharedRow } from './rows.ts';

/** A line is known again by its instance, day, by, agent, name and project: later exports replace it. */
export function jsonlOf({ rows, instructions }: Shared, instance: string, labels: Labels): string {
  const told = Object.keys(labels).length > 0 ? { labels } : {};
  const lines = [
    ...rows.map((row) => ({ schema: 'rtk.export/1', instance, ...fieldsOf(row), ...told })),
    ...instructionDays(instructions).map((row) => ({ schema: 'rtk.export/1', instance, ...row, ...told })),
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function fieldsOf({ by, day, agent, name, project, figures }: SharedRow) {
  return { day, by, agent, [by]: name, ...(project === undefined ? {} : { project }), ...sumsOf(figures) };
}

function sumsOf({ share: _, ...sums }: Figures): Omit<Figures, 'share'> {
  return sums;
}

function instructionDays(costs: Shared['instructions']) {
  const found = new Map<string, number>();
  for (const { day, agent, project, tokens } of costs) {
    const key = [day, agent, project].join('\t');
    found.set(key, (found.get(key) ?? 0) + tokens);
  }
  return [...found].sort().map(([key, tokens]) => {
    const [day = '', agent = '', project = ''] = key.split('\t');
    return { day, by: 'instructions', agent, ...(project === '' ? {} : { project }), tokens };
  });
}
