/** rtk for programs: nothing is started, nothing is sent, and nothing is remembered but in the store that is asked for. */

import { compressed } from './compress.ts';
import { filtered } from './filter-output.ts';
import { inMemory, recalled } from './stores.ts';
import type { Compress, FilterOutput, MemoryStore, Recall } from './types.ts';

export type * from './types.ts';

export const filterOutput: FilterOutput = (options) => filtered(options);
export const compress: Compress = compressed;
export const recall: Recall = recalled;
export const memoryStore: MemoryStore = inMemory;
