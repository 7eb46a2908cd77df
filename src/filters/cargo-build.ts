import { compiled } from '../readers/rustc.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'cargo build, check, clippy, doc and rustc: errors and warnings by place, without code frames and progress',
  command: ['cargo build', 'cargo check', 'cargo clippy', 'cargo doc', 'cargo rustc', 'cargo rustdoc', 'cargo fix', 'cargo install', 'cargo miri', 'rustc', 'rustdoc', 'clippy-driver'],
  unless: ['--message-format=json-render-diagnostics', '--message-format=json-diagnostic-short', '--message-format=json-diagnostic-rendered-ansi', '--explain', '--print', '--unit-graph', '--build-plan', '--list'],
  // The library that comes with the compiler: nobody's place.
  noise: ['^\\s*(?:-->|:::) /rustc/'],
  parse(run: Run): Shape | undefined {
    const read = compiled(linesOf(run.text));
    return read && { kind: 'diagnostics', ...read };
  },
} satisfies Filter;
