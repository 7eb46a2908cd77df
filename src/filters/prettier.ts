import { omitted } from '../marks.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

// "[warn] src/api/client.ts"
const STYLE = /^\[warn\] (?<path>\S+)$/;
// "src/api/client.ts 34ms", "src/types.ts 3ms (unchanged)"
const WRITTEN = /^(?<path>\S.*) \d+ms(?<unchanged> \(unchanged\))?$/;
// "src/api/client.ts", with --list-different
const LISTED = /^[^\s[\]:]+$/;
// "[error] > 3 |   b: 2,", "[error]     |   ^", "[error]"
const FRAME = /^\[error\] *(?:(?:> *)?(?:\d+ *)?\|.*)?$/;

interface Found {
  readonly paths: string[];
  readonly head: string[];
  readonly tail: string[];
  isStyle: boolean;
  timings: number;
  unchanged: number;
}

export default {
  about: 'prettier: names of files that need or got formatting, errors, the last sentence',
  command: ['prettier'],
  only: ['--check', '-c', '--list-different', '-l', '--write', '-w'],
  unless: ['--debug-check', '--support-info', '--find-config-path', '--file-info', '--stdin-filepath'],
  noise: [FRAME.source],
  parse(run: Run): Shape | undefined {
    const found: Found = { paths: [], head: [], tail: [], isStyle: false, timings: 0, unchanged: 0 };
    for (const line of linesOf(run.text)) file(found, line);
    if (found.paths.length + found.unchanged === 0) return undefined;
    if (found.isStyle && !found.tail.some((line) => line.startsWith('[warn]'))) found.head.push('[warn]');
    const left = [omittedIf(found.timings, 'timings'), omittedIf(found.unchanged, 'unchanged files')].flat();
    return { kind: 'files', head: found.head, items: found.paths.map((path) => ({ path })), tail: [...left, ...found.tail] };
  },
} satisfies Filter;

/** Puts a line where it belongs. */
function file(found: Found, line: string): void {
  const written = WRITTEN.exec(line)?.groups;
  const style = STYLE.exec(line)?.groups?.['path'];
  const path = style ?? (LISTED.test(line) ? line : undefined);
  if (style !== undefined) found.isStyle = true;
  if (written?.['unchanged'] !== undefined) found.unchanged++;
  else if (written?.['path'] !== undefined) found.timings += found.paths.push(written['path']) > 0 ? 1 : 0;
  else if (path !== undefined) found.paths.push(path);
  else if (line.trim() === '' || FRAME.test(line)) return;
  else (found.paths.length > 0 ? found.tail : found.head).push(line);
}

function omittedIf(count: number, noun: string): string[] {
  return count > 0 ? [omitted(count, noun)] : [];
}
