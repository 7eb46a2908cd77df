/** Image builds: BuildKit's plain and drawn progress, the old builder, podman and buildah. One step, its output, how it ended. */

import { omitted } from '../marks.ts';

interface Step {
  readonly title: string;
  readonly output: string[];
  /** "DONE 1.4s", "CACHED", "ERROR: process … did not complete successfully: exit code: 1" */
  status: string;
}

// "#9 [build 4/4] RUN sh build.sh", "#9 0.215 compiling", "#9 DONE 1.4s"
const PLAIN = /^#(\d+) (.*)$/;
const STATUS = /^(?:DONE [\d.]+s|DONE|CACHED|CANCELED|ERROR: .*)$/;
// "Step 5/8 : RUN apk add", "STEP 5/8: RUN apk add", "[1/2] STEP 4/4: RUN sh build.sh"
const STEP = /^(?:\[\d+\/\d+\] )?S(?:tep|TEP) \d+\/\d+ ?: /;
// " => [build 4/4] RUN sh build.sh     1.4s", " => => transferring context: 2B     0.0s"
const DRAWN = /^ ?=> /;
const VERDICT = /^(?:Successfully (?:built|tagged) |COMMIT |\[\d+\/\d+\] COMMIT |Error: |ERROR: |The command '|View build details: )/;
// " ---> 605f3d071565", " ---> Running in 5485f94cb2ba", "Removing intermediate container dc23", "--> cfc47ca9906", "sha256:…", a bare id
const ID =
  /^(?:(?: ---|--)> (?:Running in )?[0-9a-f]{11,64}|(?: ---> )?Removed intermediate container .*|Removing intermediate container .*|(?:sha256:)?[0-9a-f]{64})$/;
// "sha256:c843 150.99MB / 2.93GB 2.3s", "transferring context: 2B done", "resolve docker.io/…", "extracting sha256:…", "exporting layers"
const TRANSFER =
  /^(?:sha256:[0-9a-f]+(?: .*)?|(?:transferring|resolve|extracting|exporting (?:layers|manifest|config|attestation)|unpacking to|preparing|pulling|sending tarball|loading layer|reading) ?.*)$/;
const TROUBLE = /\b(?:warn(?:ing)?s?|err(?:or|!)?s?|deprecated|fail(?:ed|ure)?|fatal|denied|not found|conflict|vulnerab\w+)\b/i;

/** The steps of a build; undefined if the text has none. */
export function buildLines(lines: readonly string[], failed: boolean): string[] | undefined {
  if (lines.some((line) => PLAIN.test(line))) return buildkit(lines, failed);
  if (lines.some((line) => STEP.test(line))) return classic(lines, failed);
  return lines.some((line) => DRAWN.test(line)) ? drawn(lines) : undefined;
}

function buildkit(lines: readonly string[], failed: boolean): string[] {
  const steps = new Map<string, Step>();
  const around: string[] = [];
  for (const line of lines) {
    const [, number, said] = PLAIN.exec(line) ?? [];
    if (number === undefined || said === undefined) around.push(line);
    else if (!steps.has(number)) steps.set(number, { title: said, output: [], status: '' });
    else add(steps.get(number), said);
  }
  const all = [...steps.values()];
  const worth = all.filter((step) => !(/^\[internal\]/.test(step.title) && !step.status.startsWith('ERROR')));
  const told = new Set(worth.filter(isBroken).flatMap((step) => step.output.map(untimed)));
  return [...worth.flatMap((step) => shownStep(step, failed && isBroken(step))), ...excerpt(around, told)];
}

function add(step: Step | undefined, said: string): void {
  if (!step || said === step.title) return;
  if (STATUS.test(said)) step.status = said;
  else if (!TRANSFER.test(said)) step.output.push(said);
}

const isBroken = (step: Step): boolean => step.status.startsWith('ERROR');

// "0.215 compiling module auth"
function untimed(line: string): string {
  return line.replace(/^\d+\.\d+ /, '');
}

/** The title and how the step ended; in full what a broken step printed, of others what looks like trouble and the last lines. */
function shownStep({ title, output, status }: Step, broken: boolean): string[] {
  const lines = output.map(untimed).filter((line) => line.trim() !== '');
  return [broken ? title : `${title}  ${status}`.trimEnd(), ...(broken ? [...lines, status] : fewOf(lines)).filter((line) => line !== '')];
}

const LAST = 2;
const FEW = 4;

function fewOf(lines: readonly string[]): string[] {
  if (lines.length <= FEW) return [...lines];
  const shown: string[] = [];
  let hidden = 0;
  for (const [index, line] of lines.entries()) {
    const keep = index >= lines.length - LAST || TROUBLE.test(line);
    if (keep && hidden > 0) shown.push(omitted(hidden));
    if (keep) shown.push(line);
    hidden = keep ? 0 : hidden + 1;
  }
  return shown;
}

/** Below the steps the builder says again what the broken step printed, and where in the Dockerfile it stands. */
function excerpt(lines: readonly string[], told: ReadonlySet<string>): string[] {
  return lines.filter((line) => line.trim() !== '' && !/^-{6,}$/.test(line) && !told.has(untimed(line)));
}

function classic(lines: readonly string[], failed: boolean): string[] {
  const steps: Step[] = [];
  const head: string[] = [];
  const tail: string[] = [];
  let over = false;
  for (const line of lines) {
    if (STEP.test(line)) steps.push({ title: line, output: [], status: '' });
    over = !STEP.test(line) && (over || VERDICT.test(line));
    if (STEP.test(line) || ID.test(line) || line.trim() === '') continue;
    const step = steps.at(-1);
    if (/^ ?-+> Using cache/.test(line) && step) step.status = line.trim();
    else if (over || !step) (over ? tail : head).push(line);
    else step.output.push(line);
  }
  const broken = failed ? steps.length - 1 : -1;
  return [...head, ...steps.flatMap((step, index) => shownStep(step, index === broken)), ...tail];
}

/** Drawn progress that came through a pipe or a terminal: no blanks before the time, no transfers. */
function drawn(lines: readonly string[]): string[] {
  return lines
    .filter((line) => line.trim() !== '' && !/^ ?=> (?:=> (?:transferring|sha256:|extracting|resolve|exporting)|\[internal\])/.test(line))
    .map((line) => line.replace(/ {3,}/g, '  '));
}
