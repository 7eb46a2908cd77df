/** Go's stack traces and race reports, less the frames of Go's own library. */

// "goroutine 19 [running]:", "goroutine 6 gp=0xc0001101e0 m=0 mp=0x7d0480 [running]:"
const GOROUTINE = /^goroutine \d+ (?=.*\]:$).*\[/;
// "\t/home/dev/gosvc/panics/panics_test.go:11 +0x3", "      /home/dev/race_test.go:13 +0x7b", "\t_testmain.go:48 +0x9b"
const PLACE = /^(?:\t| {6})(?<place>\S.*:\d+)(?: \+0x[0-9a-f]+)?(?: fp=.*)?$/;
// "example.com/gosvc/panics.TestNilMap(0x2e7e8290a488?)", "created by testing.(*T).Run in goroutine 1", "panic({0x55a740?, 0x6cad60?})"
const CALL = /^ *(?<call>(?:created by )?[\w./~@%-]+(?:\(\*?[\w[\].,]+\)\.[\w.$[\]-]*|[$[\]][\w.$[\]-]*)?)(?:\(.*\)| in goroutine \d+)?$/;

/** Frames of one goroutine on a line each: `call place`; in the first goroutine the library's frames as places only, in the others not at all. */
export function withoutLibrary(lines: readonly string[]): string[] {
  const kept: string[] = [];
  let header: string | undefined;
  let goroutines = 0;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (GOROUTINE.test(line)) {
      header = line;
      goroutines++;
      continue;
    }
    const frame = frameAt(lines, i);
    if (!frame) {
      if (line.trim() !== '') kept.push(line);
      continue;
    }
    i++;
    if (frame.library && goroutines > 1) continue;
    if (header !== undefined) kept.push(header);
    header = undefined;
    if (!frame.library) kept.push(`${frame.call} ${frame.place}`);
    else if (goroutines === 1) addPlace(kept, short(frame.place));
  }
  return kept;
}

interface Frame {
  readonly call: string;
  readonly place: string;
  readonly library: boolean;
}

function frameAt(lines: readonly string[], at: number): Frame | undefined {
  const place = PLACE.exec(lines[at + 1] ?? '')?.groups?.place;
  const call = place === undefined ? undefined : CALL.exec(lines[at] ?? '')?.groups?.call;
  if (!place || !call) return undefined;
  return { call, place, library: isLibrary(call.replace(/^created by /, ''), place) };
}

/** `testing.tRunner` in `…/src/testing/testing.go`; modules of users have a dot in their first part or stand elsewhere. */
function isLibrary(call: string, place: string): boolean {
  if (place.startsWith('_testmain.go')) return true;
  const path = call.slice(0, call.lastIndexOf('/') + 1) + (call.slice(call.lastIndexOf('/') + 1).split('.')[0] ?? '');
  if ((path.split('/')[0] ?? '').includes('.')) return false;
  return place.includes(`/src/${path}/`) || place.includes('/src/runtime/');
}

function short(place: string): string {
  return place.slice(place.lastIndexOf('/src/') + 1).replace(/^src\//, '');
}

/** Places of the library's frames that follow each other share a line. */
function addPlace(kept: string[], place: string): void {
  const last = kept.at(-1) ?? '';
  if (/^(?:[\w/.-]+\.(?:go|s):\d+(?: |$))+$/.test(last)) kept[kept.length - 1] = `${last} ${place}`;
  else kept.push(place);
}
