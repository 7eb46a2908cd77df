import type { Reader } from '../../types.ts';
import { readTasks, TASK_NOISE } from '../tasks.ts';

/** What mise, turbo, nx, moon, lerna and task print around the commands of their tasks; each is read by its own filter. */
export default { noise: TASK_NOISE, read: readTasks } satisfies Reader;
