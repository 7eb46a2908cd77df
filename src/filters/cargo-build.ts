import { withoutBacktrace } from '../readers/libtest.ts';
import { compiled, isWork } from '../readers/rustc.ts';
import { hasOption, linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

// "     Running `rustc --crate-name shop …`", "       Fresh itoa v1.0.18": what -v asks for
const ASKED = /^ +(?:Running|Fresh|Dirty) /;

export default {
  about: 'cargo build, check, clippy, doc and rustc: errors and warnings by place, without code frames and progress',
  command: [
    'cargo build',
    'cargo check',
    'cargo clippy',
    'cargo doc',
    'cargo rustc',
    'cargo rustdoc',
    'cargo fix',
    'cargo install',
    'cargo miri',
    'rustc',
    'rustdoc',
    'clippy-driver',
  ],
  unless: [
    '--message-format=json-render-diagnostics',
    '--message-format=json-diagnostic-short',
    '--message-format=json-diagnostic-rendered-ansi',
    '--explain',
    '--print',
    '--unit-graph',
    '--build-plan',
    '--list',
  ],
  // The library that comes with the compiler: nobody's place.
  noise: ['^\\s*stack backtrace:$', '^\\s*(?:-->|:::) /rustc/'],
  parse(run: Run): Shape | undefined {
    const verbose = hasOption(run.argv, '-v', '-vv', '--verbose');
    const read = compiled(linesOf(run.text), (line) => isWork(line) && !(verbose && ASKED.test(line)));
    return read && { kind: 'diagnostics', items: read.items, head: withoutBacktrace(read.head, ''), tail: withoutBacktrace(read.tail, '') };
  },
} satisfies Filter;
