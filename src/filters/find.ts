import { pathItems } from '../readers/paths.ts';
import { linesOf } from '../text.ts';
import type { Filter } from '../types.ts';

export default {
  about: 'find, fd: paths by folder; in long lists a share of every folder, the rest counted',
  command: ['find', 'fd', 'fdfind'],
  unless: [
    '-exec',
    '-execdir',
    '-ok',
    '-okdir',
    '-delete',
    '-print0',
    '-printf',
    '-ls',
    '-fls',
    '-fprint',
    '-fprint0',
    '-fprintf',
    '--exec',
    '--exec-batch',
    '--list-details',
    '-x',
    '-X',
    '-l',
    '-0',
    '--format',
  ],
  // 1: a folder could not be read or is not there; find says so on stderr
  answers: [1],
  stderr: 'apart',
  parse(run) {
    const lines = linesOf(run.text);
    const complaints = lines.filter((line) => COMPLAINT.test(line));
    const paths = lines.filter((line) => !COMPLAINT.test(line));
    if (paths.some((line) => line.trim() === '' || line.includes('\t'))) return undefined;
    return { kind: 'files', items: pathItems(paths, run.level), tail: complaints };
  },
} satisfies Filter;

// "find: ‘nope’: No such file or directory", "[fd error]: Search path 'nope' is not a directory."
const COMPLAINT = /^(?:find|bfs): |^\[fd error\]: /;
