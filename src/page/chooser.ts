/** Which days, which project and which agent the page tells of. */

import type { Choices } from '../gain/page/types.ts';
import { h } from './dom.ts';

/** As `/data` is asked: days back, a project's folder, an agent's name; empty is all of them. */
interface Chosen {
  readonly range: string;
  readonly project: string;
  readonly agent: string;
}

export interface Chooser {
  readonly element: HTMLElement;
  chosen(): Chosen;
}

/** A list with one entry chooses nothing and is left out. */
export function chooser({ ranges, projects, agents }: Choices, changed: () => void): Chooser {
  const range = list(
    'Days',
    Object.fromEntries(ranges.map((days) => [String(days), days === 0 ? 'All days' : `Last ${days} days`])),
    changed,
  );
  const project = list(
    'Project',
    { '': 'All projects', ...Object.fromEntries(projects.map((name) => [name, lastFolders(name)])) },
    changed,
  );
  const agent = list('Agent', { '': 'All agents', ...Object.fromEntries(agents.map((name) => [name, name])) }, changed);
  const shown = [range, project, agent].filter(({ options }) => options.length > 1);
  return {
    element: h('div', { class: 'chooser', role: 'group', 'aria-label': 'What is shown' }, ...shown.map((each) => labelled(each))),
    chosen: () => ({ range: range.value, project: project.value, agent: agent.value }),
  };
}

// the keys 7, 30, 90 would stand before 0 as they are numbers: 0 is the first of them
function list(name: string, options: Readonly<Record<string, string>>, changed: () => void): HTMLSelectElement {
  const select = h('select', { 'aria-label': name }, ...Object.entries(options).map(([value, text]) => h('option', { value }, text)));
  select.addEventListener('change', changed);
  return select;
}

function labelled(select: HTMLSelectElement): HTMLElement {
  return h('label', {}, h('span', {}, select.getAttribute('aria-label') ?? ''), select);
}

/** "/home/dev/work/shop" is "work/shop". */
function lastFolders(path: string): string {
  return path.split(/[\\/]/).filter(Boolean).slice(-2).join('/') || path;
}
