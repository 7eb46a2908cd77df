import { withoutLibraryFrames } from '../readers/python-trace.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'pip install, download, wheel: what was installed, warnings, errors with their log',
  command: ['pip install', 'pip download', 'pip wheel'],
  unless: ['-h', '--report', '-v', '-vv', '-vvv', '--verbose'],
  noise: ["^ *(?:Building|Preparing|Getting|Installing|Checking) .*: (?:started|finished with status 'done')$"],
  parse,
} satisfies Filter;

// "Collecting httpx (from -r requirements.txt (line 1))", "  Downloading httpx-0.28.1-py3-none-any.whl (73 kB)", "     ━━━━━━ 73.5/73.5 kB 2 MB/s eta 0:00:00"
const PROGRESS =
  /^(?:Looking in (?:indexes|links): |Obtaining |Processing |Collecting |Installing collected packages: |Building wheels for collected packages: |Successfully built |Saved \S+$|\[notice\]| {2}(?:Downloading|Using cached|Obtaining dependency information|Created wheel for|Stored in directory|Attempting uninstall|File was already downloaded|Link requires a different Python|Ignoring |Cloning |Running command |Resolved https?:)| {4}Uninstalling | {4}Found existing installation: |\s+(?:[━╸╺]+\s+)?[\d.]+\/[\d.]+ |\s+\|[█▉▊▋▌▍▎▏ ]*\| )/;
const STEP =
  /^ *(?:Building|Preparing|Getting|Installing|Checking|Building editable) .*(?:: (?:started|finished with status 'done')|: still running\.\.\.|\.\.\. ?(?:done)?)$/;
// "  Building wheel for brk2 (pyproject.toml): finished with status 'error'"
const MADE = /^ *(?:Building|Built|Downloading|Downloaded|Updating|Updated) \S+/;
// "Requirement already satisfied: click>=8.1.3 in ./e/lib/python3.11/site-packages (from flask) (8.5.1)"
const SATISFIED = /^(Requirement already satisfied: (?:(?! in ).)+) in \S+(?: \(from (.*)\))?( \([^()]+\))$/;

/** Longer lines are none of pip's own. */
const LONGEST = 1000;

function parse(run: Run): Shape | undefined {
  const lines = linesOf(run.text);
  if (!lines.some((line) => PROGRESS.test(line) || line.startsWith('Requirement already satisfied: ') || /^(?:ERROR|WARNING): /.test(line)))
    return undefined;
  const installed = lines.some((line) => line.startsWith('Successfully installed ') || line.startsWith('Would install '));
  const kept = withoutLibraryFrames(lines).flatMap((line) => {
    const satisfied = line.length < LONGEST ? SATISFIED.exec(line) : null;
    if (satisfied) return asked(satisfied) && !installed ? [`${satisfied[1]}${satisfied[3]}`] : [];
    return PROGRESS.test(line) || STEP.test(line) || MADE.test(line) || /^\s*[~^]+$/.test(line) ? [] : [line];
  });
  const said = [...new Set(kept.filter((line) => line.trim() !== ''))];
  return said.length > 0 ? { kind: 'text', lines: said } : undefined;
}

/** Was it asked for, by name or in a requirements file? The others are dependencies of these. */
function asked(satisfied: RegExpExecArray): boolean {
  return satisfied[2] === undefined || /^-r \S+ \(line \d+\)$/.test(satisfied[2]);
}
