import { compiled } from '../readers/rustc.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

// "     Running `target/debug/shop --bad`"
const RUNNING = /^ +Running `/;

export default {
  about: 'cargo run: the compiler’s errors and warnings by place; what the program prints is left as it is',
  command: ['cargo run'],
  serves: true,
  live: true,
  unless: ['--message-format=json-render-diagnostics', '--message-format=json-diagnostic-short'],
  noise: ['^\\s*(?:-->|:::) /rustc/'],
  parse(run: Run): Shape | undefined {
    const lines = linesOf(run.text);
    const start = lines.findIndex((line) => RUNNING.test(line));
    const read = compiled(start < 0 ? lines : lines.slice(0, start));
    if (!read) return undefined;
    return { kind: 'diagnostics', ...read, tail: [...read.tail, ...(start < 0 ? [] : lines.slice(start))] };
  },
} satisfies Filter;
