/** Reads the logs of make, ninja and cmake --build: findings of compilers, and of the other lines those that are news. */

import { linesOf } from '../text.ts';
import type { Diagnostic, Diagnostics, Inner, Log, Run, Shape } from '../types.ts';
import { type CompilerText, readCompiler } from './compiler.ts';

/** For `Filter.noise`: progress and commands that look like findings. */
export const BUILD_NOISE: readonly string[] = [
  // "[ 40%] Building CXX object src/CMakeFiles/error.dir/error.cpp.o", "[3/12] Linking C executable app"
  '^\\[ *\\d+(?:%|/\\d+)\\] (?:Building|Linking|Generating|Automatic|Scanning|Re-running|Built|Copying|Consolidat|: && |(?:[^\\s/]*/)*(?:[\\w.]+-)*(?:gcc|g\\+\\+|cc|c\\+\\+|clang|clang\\+\\+|cmake)(?:-\\d+)? )',
  // "cc -Wall -Werror -c -o src/error.o src/error.c", "  CC       error.o"
  '^\\s*(?:[^\\s/]*/)*(?:(?:ccache|sccache|distcc) (?:[^\\s/]*/)*)?(?:[\\w.]+-)*(?:gcc|g\\+\\+|cc|c\\+\\+|clang|clang\\+\\+|gfortran|ar|ranlib|nvcc)(?:-\\d+)? +-?\\w',
  '^ {2}[A-Z][A-Z0-9_]+(?: \\[M\\])? +\\S+$',
];

const NOISE = BUILD_NOISE.map((pattern) => new RegExp(pattern));
// "make[2]: Entering directory '/src/build'", "make[1]: Verzeichnis „/src“ wird betreten", "ninja: Entering directory `nin'"
const DIRECTORY = /^(?:g?make|ninja)(?:\[\d+\])?: (?:Entering|Leaving|Verzeichnis|on entre|on quitte|se entra|se sale|进入|离开)/;
const ENTERING = /^g?make\[\d+\]: (?:Entering directory|Verzeichnis .*betreten|on entre|进入)/;
const LEAVING = /^g?make\[\d+\]: (?:Leaving directory|Verzeichnis .*verlassen|on quitte|离开)/;
// "[100%] Built target app", "[12/12] Linking C static library liblist.a"
const BUILT = /^\[(?:100%|(\d+)\/\1)\] /;
// "make -C sub all"
const RECURSE = /^\s*(?:\S*\/)?g?make (?:-\S+ )*(?:-C|-f) \S+/;
// "-- Detecting C compiler ABI info", "-- Looking for fork", "-- Performing Test X - Success"
const CONFIGURING =
  /^-- (?:Detecting |Check for working |Performing Test \S+(?: - Success)?$|Looking for .*?(?: - found)?$|Configuring done|Generating done)/;
const NOT_FOUND = / - (?:not found|Failed|failed|no)$/;

export function isProgress(line: string): boolean {
  return (
    DIRECTORY.test(line) ||
    RECURSE.test(line) ||
    NOISE.some((pattern) => pattern.test(line)) ||
    (CONFIGURING.test(line) && !NOT_FOUND.test(line))
  );
}

/** Findings of compilers if there are any, else the lines that are no progress, repeats folded; tools that make starts are read by their own filters. */
export function readBuild(run: Run): Shape {
  const lines = linesOf(run.text);
  const starts = lines.flatMap((line, index) => (RECIPE.test(line) ? [index] : []));
  const [first] = starts;
  if (first === undefined) return plain(lines, run.exit === 0);
  const recipes = starts.map((start, index) => recipe(lines.slice(start, starts[index + 1])));
  const own = lines.slice(first).filter((line) => MAKES_OWN.test(line) && !isProgress(line));
  return { kind: 'parts', parts: [plain(lines.slice(0, first), false), ...recipes, { kind: 'text', lines: own }] };
}

function plain(lines: readonly string[], succeeded: boolean): Diagnostics | Log {
  const { items, rest } = readCompiler(lines, isProgress);
  const said = rest.map(({ line }) => line);
  if (items.length === 0) return { kind: 'log', lines: said, tail: said.length === 0 || succeeded ? lastStep(lines, said) : [] };
  const head = rest.filter(({ after }) => after === 0).map(({ line }) => line);
  const tail = rest.filter(({ after }) => after > 0).map(({ line }) => line);
  return { kind: 'diagnostics', head, items: located(items, lines), tail: [...tail, ...(succeeded ? lastStep(lines, tail) : [])] };
}

// "pytest -q tests", "go test ./...", "cd web && npm test", "CI=1 npx jest"
const RECIPE =
  /^(?:cd \S+ && )?(?:\w+=\S+ )*(?<command>(?:npx |poetry run |uv run |bundle exec |python3? -m )*(?:\S*\/)?(?:pytest|jest|vitest|mocha|eslint|tsc|ruff|mypy|pylint|flake8|black|isort|rspec|rubocop|phpunit|golangci-lint|shellcheck|yamllint|ctest|go (?:test|build|vet|install|mod|generate)|cargo \w+|(?:npm|pnpm|yarn)(?: \w[\w:-]*)+|mvn|gradle|dotnet \w+|docker (?:build|compose)|terraform \w+|pre-commit)(?: [^|<>`$&;]*)?)$/;
const MAKES_OWN = /^(?:g?make(?:\[\d+\])?|ninja): /;

/** A command that make echoes stands over its output. */
function recipe([line = '', ...below]: readonly string[]): Inner {
  const output = below.filter((each) => !MAKES_OWN.test(each));
  const argv = (RECIPE.exec(line)?.groups?.['command'] ?? '').trim().split(/\s+/);
  const text = output.filter((each) => !isProgress(each)).map((each) => `${each}\n`);
  return { kind: 'inner', argv, head: [line], text: text.join(''), otherwise: plain(output, false) };
}

/** How far the build came, in its own words. */
function lastStep(lines: readonly string[], said: readonly string[]): string[] {
  const last = lines.filter((line) => line.trim() !== '' && !DIRECTORY.test(line)).at(-1);
  return last === undefined || said.includes(last) || !(BUILT.test(last) || said.length === 0) ? [] : [last];
}

/** A relative path is the sub-make's: its directory is said at the first finding there. */
function located(items: CompilerText['items'], lines: readonly string[]): Diagnostic[] {
  const entered: string[] = [];
  let at = 0;
  let said: string | undefined;
  return items.map((item) => {
    for (; at < item.at; at++) {
      const line = lines[at] ?? '';
      if (ENTERING.test(line)) entered.push(line);
      else if (LEAVING.test(line)) entered.pop();
    }
    const directory = entered.at(-1);
    if (directory === undefined || directory === said || /^(?:[A-Za-z]:)?[\\/]/.test(item.file ?? '/')) return item;
    said = directory;
    return { ...item, detail: [...(item.detail ?? []), directory] };
  });
}
