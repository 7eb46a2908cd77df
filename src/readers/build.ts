/** Reads the logs of make, ninja and cmake --build: findings of compilers under their folder, and of the other lines those that are news. */

import { groupBy, linesOf } from '../text.ts';
import type { Exit, Inner, Parts, Run, Shape } from '../types.ts';
import { readCompiler } from './compiler.ts';
import { type FolderSection, folderLines, sectionsIn } from './folders.ts';
import { inOrder } from './in-order.ts';

/** For `Filter.noise`: progress and commands that look like findings. */
export const BUILD_NOISE: readonly string[] = [
  // "[ 40%] Building CXX object src/CMakeFiles/error.dir/error.cpp.o", "[3/12] Linking C executable app"
  '^\\[ *\\d+(?:%|/\\d+)\\] (?:Building|Compiling|Linking|Generating|Automatic|Scanning|Re-running|Built|Copying|Consolidat|: && |(?:[^\\s/]*/)*(?:[\\w.]+-)*(?:gcc|g\\+\\+|cc|c\\+\\+|clang|clang\\+\\+|cmake)(?:-\\d+)? )',
  // "cc -Wall -Werror -c -o src/error.o src/error.c", "  CC       error.o"
  '^\\s*(?:[^\\s/]*/)*(?:(?:ccache|sccache|distcc) (?:[^\\s/]*/)*)?(?:[\\w.]+-)*(?:gcc|g\\+\\+|cc|c\\+\\+|clang|clang\\+\\+|gfortran|ar|ranlib|nvcc)(?:-\\d+)? +-?\\w',
  '^ {2}[A-Z][A-Z0-9_]+(?: \\[M\\])? +\\S+$',
  // cmake --verbose: "cd /src/build && /usr/bin/cmake -E cmake_depends …", "/usr/bin/cmake -S/src -B/src/build --check-build-system …", "Consolidate compiler generated dependencies of target app"
  '^(?:cd \\S+ && )?\\S*cmake (?:-E cmake_|-S\\S+ -B\\S+ --check-build-system )',
  '^Consolidate compiler generated dependencies of target |^Dependenc(?:y|ies file) "?\\S+ is newer than depend',
  // meson: "INFO: autodetecting backend as ninja"
  '^INFO: (?:autodetecting backend as|calculating backend command to run:) ',
  // automake: "/bin/bash ../libtool  --tag=CC   --mode=compile gcc …", "libtool: compile:  gcc …", "mv -f .deps/util.Tpo .deps/util.Plo", "Making all in src"
  '^(?:/\\S*sh )?\\S*libtool +--(?:tag|mode|silent|quiet)\\b',
  '^libtool: (?:compile|link|install|relink): ',
  '^mv -f (?=\\S*\\.deps/)\\S+ \\S+$',
  '^Making [\\w-]+ in \\S+$',
];

const NOISE = BUILD_NOISE.map((pattern) => new RegExp(pattern));
// "[100%] Built target app", "[12/12] Linking C static library liblist.a"
const BUILT = /^\[(?:100%|(\d+)\/\1)\] /;
// "make -C sub all"
const RECURSE = /^\s*(?:\S*\/)?g?make +(?:-\S+ +)*(?:-C|-f) \S+/;
// "-- Detecting C compiler ABI info", "-- Looking for fork", "-- Performing Test X - Success"
const CONFIGURING =
  /^-- (?:Detecting |Check for working |Performing Test \S+(?: - Success)?$|Looking for .*?(?: - found)?$|Configuring done|Generating done)/;
const NOT_FOUND = / - (?:not found|Failed|failed|no)$/;

export function isProgress(line: string): boolean {
  return RECURSE.test(line) || NOISE.some((pattern) => pattern.test(line)) || (CONFIGURING.test(line) && !NOT_FOUND.test(line));
}

// "FAILED: net/CMakeFiles/net.dir/fail.c.o", "FAILED: [code=1] core/a.o": ninja says whose the lines below are
const FAILED_EDGE = /^FAILED: /;
const ABSOLUTE = /^(?:[A-Za-z]:)?[\\/]/;

// "pytest -q tests", "go test ./...", "cd web && npm test", "CI=1 npx jest"
const RECIPE =
  /^(?:cd \S+ && )?(?:\w+=\S+ )*(?<command>(?:npx |poetry run |uv run |bundle exec |python3? -m )*(?:\S*\/)?(?:pytest|jest|vitest|mocha|eslint|tsc|ruff|mypy|pylint|flake8|black|isort|rspec|rubocop|phpunit|golangci-lint|shellcheck|yamllint|ctest|go (?:test|build|vet|install|mod|generate)|cargo \w+|(?:npm|pnpm|yarn)(?: \w[\w:-]*)+|mvn|gradle|dotnet \w+|docker (?:build|compose)|terraform \w+|pre-commit)(?: [^|<>`$&;]*)?)$/;
const MAKES_OWN = /^(?:g?make(?:\[\d+\])?|ninja)\s?: /;

/** A command that make echoes stands over its output. */
function recipe([line = '', ...below]: readonly string[]): Inner {
  const output = below.filter((each) => !MAKES_OWN.test(each));
  const argv = (RECIPE.exec(line)?.groups?.['command'] ?? '').trim().split(/\s+/);
  const text = output.filter((each) => !isProgress(each)).map((each) => `${each}\n`);
  return { kind: 'inner', argv, head: [line], text: text.join(''), otherwise: plain(output) };
}

/** Findings of compilers and the lines that are no progress, each under its folder; tools that make starts are read by their own filters. */
export function readBuild(run: Run): Shape {
  const lines = linesOf(run.text);
  const parts = inFolders(sectionsIn(lines), run.exit);
  return { kind: 'parts', parts: [...parts, { kind: 'text', lines: lastStep(lines, parts.length > 0, run.exit) }] };
}

/** The headings that are needed stand over their lines; sections that need none are read as one. */
function inFolders(sections: readonly FolderSection[], exit: Exit): Shape[] {
  const claimed = sections.some((section) => section.heading !== undefined && claims(section));
  const parts: Shape[] = [];
  let above: string | undefined;
  let over: readonly string[] = [];
  let loose: string[] = [];
  const flush = () => {
    parts.push(...withTitle(undefined, within(loose)));
    loose = [];
  };
  for (const section of sections) {
    if (!needsFolder(section, { claimed, over, exit })) {
      loose.push(...(section.mixed ? withoutFolders(section.lines) : section.lines));
      continue;
    }
    flush();
    const title = section.heading ?? (above === undefined ? undefined : section.left);
    const part = section.mixed ? asPrinted(section.lines) : within(section.lines);
    const titled = withTitle(title === above ? undefined : title, part, section.said);
    parts.push(...titled);
    if (titled.length > 0) [above, over] = [section.mixed ? section.lines.at(-1) : (title ?? above), section.open ?? []];
  }
  flush();
  return parts;
}

function withoutFolders(lines: readonly string[]): string[] {
  const folders = folderLines(lines);
  return lines.filter((_, at) => !folders.has(at));
}

function withTitle(title: string | undefined, part: Parts, always = false): Parts[] {
  if (part.parts.length === 0 && !always) return [];
  return [title === undefined ? part : { ...part, head: [title] }];
}

/** Findings with relative paths, and tools of their own, are nothing without their folder. */
function claims({ lines }: FolderSection): boolean {
  if (lines.some((line) => RECIPE.test(line))) return true;
  return readCompiler(lines, isProgress).items.some(({ file = '' }) => !ABSOLUTE.test(file));
}

interface Shown {
  /** Some findings are said under their folder. */
  readonly claimed: boolean;
  /** The folders around the one that was said last: what make says of these needs no heading, its `make[1]:` tells. */
  readonly over: readonly string[];
  readonly exit: Exit;
}

/** Once a folder has been said, whatever stands in another one needs its own. */
function needsFolder(section: FolderSection, { claimed, over, exit }: Shown): boolean {
  const { lines, heading, left, mixed, said } = section;
  if (said) return true;
  if (mixed)
    return (
      claims(section) || (exit !== 0 && readCompiler(withoutFolders(lines), isProgress).rest.some(({ line }) => !MAKES_OWN.test(line)))
    );
  if (heading === undefined && left === undefined) return false;
  if (claims(section)) return true;
  const who = over.includes(heading ?? '') ? undefined : heading?.slice(0, heading.search(/\s?: /));
  const own = (line: string) => who !== undefined && line.startsWith(`${who}: `) && (claimed || line.includes(': *** '));
  const { rest } = readCompiler(lines, isProgress);
  return (claimed || exit !== 0) && rest.some(({ line }) => !MAKES_OWN.test(line) || own(line));
}

function within(lines: readonly string[]): Parts {
  const starts = lines.flatMap((line, index) => (RECIPE.test(line) ? [index] : []));
  const [first] = starts;
  if (first === undefined) return plain(lines);
  const recipes = starts.map((start, index) => recipe(lines.slice(start, starts[index + 1])));
  const own = lines.slice(first).filter((line) => MAKES_OWN.test(line) && !isProgress(line));
  return { kind: 'parts', parts: [plain(lines.slice(0, first)), ...recipes, { kind: 'text', lines: own }] };
}

function plain(lines: readonly string[]): Parts {
  return inOrder(readCompiler(lines, isProgress), FAILED_EDGE);
}

/** Jobs in several folders print at once: each finding as it was printed, among the headings. */
function asPrinted(lines: readonly string[]): Parts {
  const { items, rest } = readCompiler(lines, isProgress);
  const others = groupBy(rest, ({ after }) => String(after));
  const said = (after: number) => (others.get(String(after)) ?? []).map(({ line }) => line);
  const texts = items.flatMap(({ at, detail = [] }, index) => [lines[at] ?? '', ...detail.map(indented), ...said(index + 1)]);
  return { kind: 'parts', parts: [{ kind: 'text', lines: [...said(0), ...texts] }] };
}

function indented(line: string): string {
  return `  ${line.trimStart()}`;
}

/** How far the build came, in its own words: where it succeeded, and where nothing else is said. */
function lastStep(lines: readonly string[], spoke: boolean, exit: Exit): string[] {
  const last = withoutFolders(lines).findLast((line) => line.trim() !== '');
  if (last === undefined || (spoke && exit !== 0)) return [];
  return !spoke || (BUILT.test(last) && isProgress(last)) ? [last] : [];
}
