import { compiled } from '../readers/rustc.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

// " Downloading crates ...", "  Downloaded itoa v1.0.18", "    Updating crates.io index", "    Updating `dummy-registry` index"
const PROGRESS =
  /^ +(?:Downloading|Downloaded (?!\d+ crate)|Blocking|Compiling|Checking|Packaging|Verifying|Updating (?:\S+ index|git repository)\b)/;

export default {
  about:
    'cargo update, add, remove, fetch, package: what changes in the manifest and the lock file, errors and warnings, without downloads',
  command: [
    'cargo update',
    'cargo add',
    'cargo remove',
    'cargo rm',
    'cargo fetch',
    'cargo generate-lockfile',
    'cargo package',
    'cargo publish',
    'cargo vendor',
    'cargo info',
    'cargo search',
    'cargo uninstall',
    'cargo yank',
  ],
  unless: ['--list'],
  parse(run: Run): Shape | undefined {
    const read = compiled(linesOf(run.text), (line) => PROGRESS.test(line));
    return read && { kind: 'diagnostics', ...read };
  },
} satisfies Filter;
