/** Kilo: OpenCode's store under its own name. Proven with 7.7.7. */

import { storeOf } from './store.ts';

export const source = storeOf('kilo');
