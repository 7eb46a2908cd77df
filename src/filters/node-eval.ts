import { omitted } from '../marks.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

// "/home/dev/run/node_modules/tsx/dist/register-B1c7OH6V.cjs:22", "[eval]:1", "node:internal/modules/run_main:123"
const PLACE = /^\S.*:\d+$/;
// "                    ^^^^", only blanks where the marked column is far to the right
const CARET = /^\s*(?:\^+\s*)?$/;
// "    at resolveTsPaths (/home/dev/run/node_modules/tsx/dist/register-B1c7OH6V.cjs:23:762)"
const FRAME = /^\s+at /;
// "    at Module.require (node:internal/modules/helpers:182:18) {"
const FOREIGN = /^\s+at (?=.*(?:\bnode:\D|[\\/]node_modules[\\/])).*:\d+:\d+\)?(?<rest>(?:,)?(?: \{)?)$/;
/** A source line longer than this is generated code. */
const LONG = 300;

export default {
  about: 'node -e, tsx -e: the output as it is; of a crash the message and the frames in own code',
  command: ['node', 'tsx', 'ts-node'],
  whole: true,
  only: ['-e', '--eval', '-p', '--print', '-pe'],
  unless: ['-i', 'watch'],
  noise: ['^.{300,}$'],
  parse(run: Run): Shape | undefined {
    const lines = linesOf(run.text);
    if (run.exit === 0 || !lines.some((line) => FRAME.test(line))) return undefined;
    return { kind: 'text', lines: withoutForeignFrames(withoutGeneratedSource(lines)) };
  },
} satisfies Filter;

/** The line of generated code that node quotes under the place of a crash goes, and the blanks that mark its column. */
function withoutGeneratedSource(lines: readonly string[]): string[] {
  const isSource = (at: number) => (lines[at] ?? '').length > LONG && PLACE.test(lines[at - 1] ?? '') && CARET.test(lines[at + 1] ?? '');
  return lines.flatMap((line, at) => {
    if (isSource(at)) return [omitted(line.length, 'characters', 1)];
    return line.trim() === '' && isSource(at - 1) ? [] : [line];
  });
}

/** Each run of frames in node and in packages is counted; the first frame of a stack stays, and so does what follows on a frame's line. */
function withoutForeignFrames(lines: readonly string[]): string[] {
  const shown: string[] = [];
  let run: string[] = [];
  const flush = () => {
    if (run.length > 2) shown.push(omitted(run.length, 'frames'));
    else shown.push(...run);
    run = [];
  };
  for (const [at, line] of lines.entries()) {
    const foreign = FRAME.test(lines[at - 1] ?? '') ? FOREIGN.exec(line) : null;
    if (foreign && foreign.groups?.['rest'] === '') run.push(line);
    else {
      flush();
      shown.push(line);
    }
  }
  flush();
  return shown;
}
