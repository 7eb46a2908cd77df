/** Go's stack traces and race reports, less the frames of Go's own library behind the first goroutine. */

// "goroutine 19 [running]:", "goroutine 6 gp=0xc0001101e0 m=0 mp=0x7d0480 [running]:"
const GOROUTINE = /^goroutine \d+ (?=.*\]:$).*\[/;
// "\t/home/dev/gosvc/panics/panics_test.go:11 +0x3", "      /home/dev/race_test.go:13 +0x7b", "\t_testmain.go:48 +0x9b"
const PLACE = /^(?:\t| {6})(?<place>\S.*:\d+)(?: \+0x[0-9a-f]+)?(?: fp=.*)?$/;
// "example.com/gosvc/panics.TestNilMap(0x2e7e8290a488?)", "created by testing.(*T).Run in goroutine 1", "panic({0x55a740?, 0x6cad60?})"
const CALL = /^ *(?<call>(?:created by )?[\w./~@%-]+(?:\(\*?[\w[\].,]+\)\.[\w.$[\]-]*|[$[\]][\w.$[\]-]*)?)(?:\(.*\)| in goroutine \d+)?$/;

/** Frames of one goroutine on a line each, `call place`; in the goroutines behind the first the library's not at all. */
export function withoutLibrary(lines: readonly string[]): string[] {
  const roots = rootsIn(lines);
  const kept: string[] = [];
  let header: string | undefined;
  let goroutines = 0;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const frame = GOROUTINE.test(line) ? undefined : frameAt(lines, i, roots);
    if (GOROUTINE.test(line)) {
      header = line;
      goroutines++;
    } else if (!frame) kept.push(...(line.trim() === '' ? [] : [line]));
    else if (!frame.library || goroutines === 1) {
      if (header !== undefined) kept.push(header);
      header = undefined;
      kept.push(`${frame.call} ${frame.place}`);
    }
    if (frame) i++;
  }
  return kept;
}

interface Frame {
  readonly call: string;
  readonly place: string;
  readonly library: boolean;
}

function frameAt(lines: readonly string[], at: number, roots: readonly string[]): Frame | undefined {
  const place = PLACE.exec(lines[at + 1] ?? '')?.groups?.place;
  const call = place === undefined ? undefined : CALL.exec(lines[at] ?? '')?.groups?.call;
  if (!place || !call) return undefined;
  return { call, place, library: place.startsWith('_testmain.go') || roots.some((root) => place.startsWith(root)) };
}

// "/usr/local/go/src/testing/testing.go:1974", "runtime/panic.go:860" where paths are trimmed
const LIBRARY = /^(?<root>.*[\\/]src[\\/]|)(?:testing|runtime)[\\/][\w.]+\.(?:go|s):\d+$/;
const LIBRARY_CALL = /^(?:created by )?(?:panic$|(?:testing|runtime)\.|internal\/)/;
// what a trace may name where paths are trimmed: these belong to nobody else
const TRIMMED = ['testing/', 'runtime/', 'internal/'];

/** Where this trace has Go's own library: the folders above `testing/testing.go` and `runtime/panic.go`. */
function rootsIn(lines: readonly string[]): string[] {
  const roots = new Set<string>();
  for (const [at, line] of lines.entries()) {
    const call = LIBRARY_CALL.test(CALL.exec(line)?.groups?.call ?? '');
    const place = LIBRARY.exec(PLACE.exec(lines[at + 1] ?? '')?.groups?.place ?? '')?.groups;
    if (!call || !place) continue;
    for (const root of place.root ? [place.root] : TRIMMED) roots.add(root);
  }
  return [...roots];
}
