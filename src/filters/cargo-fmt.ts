import { compiled } from '../readers/rustc.ts';
import { linesOf } from '../text.ts';
import type { DiffFile, Filter, Run, Shape } from '../types.ts';

// "Diff in /home/dev/shop/src/cart.rs:12:", "Diff in /home/dev/shop/src/cart.rs at line 12:"
const HUNK = /^Diff in (?<file>.+?)(?::\d+:?| at line \d+:)$/;

export default {
  about: 'cargo fmt, rustfmt: the changes with little context, syntax errors by place',
  command: ['cargo fmt', 'rustfmt'],
  unless: ['--emit', '--print-config'],
  answers: [1],
  parse(run: Run): Shape | undefined {
    const lines = linesOf(run.text);
    const first = lines.findIndex((line) => HUNK.test(line));
    const read = compiled(lines);
    if (first < 0) return read && { kind: 'diagnostics', ...read };
    if (read && read.items.length > 0) return undefined;
    const { files, tail } = changes(lines.slice(first));
    return { kind: 'diff', head: lines.slice(0, first), files, tail };
  },
} satisfies Filter;

function changes(lines: readonly string[]): { files: DiffFile[]; tail: string[] } {
  const files: DiffFile[] = [];
  const tail: string[] = [];
  let open: string[] | undefined;
  for (const line of lines) {
    if (HUNK.test(line)) {
      open = [];
      files.push({ header: [], hunks: [{ header: line, lines: open }] });
    } else if (open && /^(?:[-+ ]|$)/.test(line)) open.push(line);
    else {
      open = undefined;
      tail.push(line);
    }
  }
  return { files, tail };
}
