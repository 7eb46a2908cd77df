import { METERS, restated } from '../readers/changes.ts';
import { readScripts, SCRIPT_NOISE } from '../readers/scripts.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'git commit, add: the commit, what hooks complain of; files made and deleted by folder',
  command: ['git commit', 'git add'],
  hints: METERS,
  unless: ['-p', '--patch', '-i', '-e', '--edit', '--short', '-v', '--verbose', '--dry-run'],
  noise: SCRIPT_NOISE,
  parse(run: Run): Shape {
    const lines = linesOf(run.text);
    if (run.exit !== 0 && run.exit !== undefined && lines.some((line) => SCRIPT.test(line)))
      return readScripts(run) ?? { kind: 'text', lines };
    const noise = run.exit === 0 ? [...HOOK_NOISE, BANNER] : HOOK_NOISE;
    const told = lines.filter((line) => line.trim() !== '' && !noise.some((pattern) => pattern.test(line)));
    return { kind: 'text', lines: lineEndings(restated(told, run.level)) };
  },
} satisfies Filter;

// "> shop-app@1.0.0 check": a hook ran npm, and what it ran failed
const SCRIPT = /^> (?:@[\w.~-]+\/)?[\w.~-]+@\S* \S+$/;

// "> shop-app@1.0.0 check", "> tsc --noEmit -p ."
const BANNER = /^> \S/;

/** What hooks print of things that are not wrong. */
const HOOK_NOISE: readonly RegExp[] = [
  // "✔ adds 0 (6.102812ms)"
  /^\s*[✓✔√] .* \([\d.]+ ?m?s\)$/,
  // node under an editor's debugger
  /^(?:Debugger attached\.|Waiting for the debugger to disconnect\.\.\.)$/,
  // "check yaml...............................................................Passed", "ruff.................(no files to check)Skipped"
  /\.{3,}(?:Passed|\(no files to check\)Skipped)$/,
];

// "warning: in the working copy of 'src/a.ts', CRLF will be replaced by LF the next time Git touches it"
const LINE_ENDING =
  /^(warning: in the working copy of) ('.*')(, (?:CRLF|LF) will be replaced by (?:CRLF|LF) the next time Git touches it)$/;

/** Neighbouring warnings about line ends as one, with all their files. */
function lineEndings(lines: readonly string[]): string[] {
  const shown: string[] = [];
  for (const line of lines) {
    const match = LINE_ENDING.exec(line);
    const above = shown.at(-1) ?? '';
    if (match?.[3] && LINE_ENDING.test(above) && above.endsWith(match[3]))
      shown.splice(-1, 1, `${above.slice(0, -match[3].length)} ${match[2]}${match[3]}`);
    else shown.push(line);
  }
  return shown;
}
