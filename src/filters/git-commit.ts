import { METERS, restated } from '../readers/git-changes.ts';
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
    const noise = run.exit === 0 ? [...HOOK_NOISE, BANNER] : HOOK_NOISE;
    const told = lines.filter((line) => line.trim() !== '' && !noise.some((pattern) => pattern.test(line)));
    const short = told.length - commitLines(told).size <= LONG;
    const scripts = run.exit === 0 && short ? undefined : withScripts(lines, run);
    return scripts ?? { kind: 'text', lines: lineEndings(restated(told, run.level)) };
  },
} satisfies Filter;

/** Lines of hooks that are worth reading with the filters of what they ran. */
const LONG = 30;

/** What the scripts of a hook ran, each with its own filter, and the commit. */
function withScripts(lines: readonly string[], run: Run): Shape | undefined {
  const ofGit = commitLines(lines);
  const hook = lines.filter((line) => !ofGit.has(line));
  const scripts = hook.some((line) => SCRIPT.test(line)) ? readScripts({ ...run, text: `${hook.join('\n')}\n` }) : undefined;
  return scripts && { kind: 'parts', parts: [scripts, { kind: 'text', lines: restated([...ofGit], run.level) }] };
}

// "[main 7d69862] Add the app", "[main (root-commit) 7d69862] Start"
const COMMIT = /^\[\S+(?: \([^)]*\))? [0-9a-f]{7,}\] /;

/** The commit's line and the indented ones under it; everything else comes from hooks. */
function commitLines(lines: readonly string[]): ReadonlySet<string> {
  const at = lines.findIndex((line) => COMMIT.test(line));
  if (at < 0) return new Set();
  const end = lines.findIndex((line, index) => index > at && !line.startsWith(' '));
  return new Set(lines.slice(at, end < 0 ? undefined : end));
}

// "> shop-app@1.0.0 check": a hook ran npm
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
  /\.{3}(?:Passed|\(no files to check\)Skipped)$/,
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
