/** Agents that the lab does not know, in the lab's own form. */

import type { Entry } from './lab.ts';

export const own: Readonly<Record<string, Entry>> = {};
