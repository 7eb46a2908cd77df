import { said } from '../readers/go-build.ts';
import { withoutLibrary } from '../readers/go-trace.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

// "# command-line-arguments", "# example.com/gosvc/cmdx"
const BROKEN = /^# \S+$/;
// "panic: assignment to entry in nil map", "fatal error: all goroutines are asleep - deadlock!"
const CRASH = /^(?:panic: |fatal error: )/;

export default {
  about: 'go run: build errors by place; what the program prints is left as it is, but for library frames of a panic',
  command: ['go run'],
  live: true,
  serves: true,
  noise: ['^\\t\\S+\\.(?:go|s):\\d+(?: \\+0x[0-9a-f]+)?$', '^[\\w./~@%*()\\[\\],-]+\\((?:\\{?0x|\\.\\.\\.\\)|\\)).*$'],
  parse(run: Run): Shape | undefined {
    const lines = linesOf(run.text);
    if (run.exit !== 0 && lines.some((line) => BROKEN.test(line))) {
      const { items, others } = said(lines);
      return items.length > 0 ? { kind: 'diagnostics', items, tail: others } : undefined;
    }
    const crash = lines.findIndex((line) => CRASH.test(line));
    if (crash < 0 || !lines.some((line) => /^goroutine \d+ /.test(line))) return undefined;
    return { kind: 'text', lines: [...lines.slice(0, crash), ...withoutLibrary(lines.slice(crash))] };
  },
} satisfies Filter;
