/** OpenCode. Proven with 1.18.33; versions that kept files under `storage` are not read. */

import { storeOf } from './store.ts';

export const source = storeOf('opencode');
