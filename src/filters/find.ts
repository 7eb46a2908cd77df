import { foundPaths } from '../readers/found-paths.ts';
import type { Filter } from '../types.ts';

export default {
  about: 'find: paths by folder; in long lists a share of every folder, the rest counted',
  command: ['find', 'bfs'],
  // single letters would also match in words like -maxdepth
  unless: ['-exec', '-execdir', '-ok', '-okdir', '-delete', '-print0', '-printf', '-ls', '-fls', '-fprint', '-fprint0', '-fprintf'],
  // 1: a folder could not be read or is not there, which find says of each
  answers: [1],
  parse: foundPaths,
} satisfies Filter;
