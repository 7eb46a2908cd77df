import type { Route } from '../route/route.ts';
import type { RouteOf } from './simple.ts';
import { stepsOf } from './steps.ts';
import { commandWords } from './words.ts';

/** "mise run lint && mise run test": where a line runs nothing but tasks, the banners say whose text follows. */
export function tasksOf(line: string, routeOf: RouteOf): Route | undefined {
  const steps = stepsOf(line)?.filter(({ kind }) => kind !== 'silent');
  const [first] = steps ?? [];
  const own = first && steps?.every(({ kind }) => kind === 'tasks') ? routeOf(commandWords(first.line) ?? []) : undefined;
  return own?.filter ? own : undefined;
}
