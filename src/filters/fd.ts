import { foundPaths } from '../readers/found-paths.ts';
import type { Filter } from '../types.ts';

export default {
  about: 'fd: paths by folder; in long lists a share of every folder, the rest counted',
  command: ['fd', 'fdfind'],
  unless: ['-x', '-X', '--exec', '--exec-batch', '-l', '--list-details', '-0', '--format'],
  // 1: nothing was found, or a folder could not be read, which fd says of each
  answers: [1],
  parse: foundPaths,
} satisfies Filter;
