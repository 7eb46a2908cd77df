/** Reads lines that begin with the name of the task that printed them (turbo, concurrently): task by task, each as its own tool's output. */

import { groupBy } from '../text.ts';
import type { Inner, Parts, Text } from '../types.ts';
import { readPlaces } from './places.ts';

export interface TaskLine {
  readonly task: string;
  readonly text: string;
}

/** "> @acme/cart@1.0.0 test", "> node test.js" */
const BANNER = /^(?:> |\$ )/;

/** Tasks in the order in which they first spoke; those that printed nothing but their banner are left out: the core counts them. */
export function readTasks(lines: readonly TaskLine[]): Parts['parts'] {
  return [...groupBy(lines, ({ task }) => task)].flatMap(([task, said]) => {
    const text = said.map((line) => line.text);
    return text.some((line) => line.trim() !== '' && !BANNER.test(line)) ? [outputOf(task, text)] : [];
  });
}

function outputOf(task: string, lines: readonly string[]): Inner | Text {
  const text = `${lines.join('\n').replace(/^\n+|\n+$/g, '')}\n`;
  const script = task.slice(task.lastIndexOf(':') + 1);
  return { kind: 'inner', argv: ['npm', 'run', script], text, head: [task], otherwise: readPlaces(text), exit: undefined };
}
