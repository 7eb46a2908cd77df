import { readTables } from '../readers/columns.ts';
import { described } from '../readers/describe.ts';
import type { Filter } from '../types.ts';

/** kubectl describe: what the object says of itself, its conditions and events, without padding, ids and what every pod has. */
export default {
  about: 'kubectl describe: keys, conditions and events without padding; no ids, default tolerations and token mounts',
  command: ['kubectl describe', 'oc describe'],
  unless: ['cm', 'configmap', 'configmaps', 'secret', 'secrets', '-h'],
  parse({ text }) {
    // "Name:             giant-narwhal-6958c5bdd8-69gtn"
    return /^Name: +\S/m.test(text) ? described(text) : readTables(text);
  },
} satisfies Filter;
