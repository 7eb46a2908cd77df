/** Reads what gcc, clang, gfortran and the linker say, out of any text around it. */

import { omitted } from '../marks.ts';
import type { Diagnostic } from '../types.ts';

/** `at` is the index of the finding's line. */
export interface CompilerText {
  readonly items: readonly (Diagnostic & { readonly at: number })[];
  /** Lines of nobody's finding, each with the number of items that stood above it. */
  readonly rest: readonly { readonly line: string; readonly after: number }[];
}

/** For `Filter.noise`: lines that `readCompiler` answers for, though they look like findings of their own. */
export const COMPILER_NOISE: readonly string[] = [
  // "/usr/include/c++/12/bits/stl_algo.h:4820:18:   required from 'void std::sort(_RAIter, _RAIter)'"
  '^(?:/usr/|/opt/|/nix/store/|/Applications/|(?=\\S*/include/c\\+\\+/))\\S*:\\d+(?::\\d+)?: (?: |note|Anmerkung|nota|附注)',
  // "/usr/bin/ld: main.c:(.text+0x35): undefined reference to `missing_table'"
  '^(?:\\S*ld(?:\\.\\w+)?: )?\\S+:\\(\\.[\\w.+]+\\): undefined reference to ',
  // "src/bad.c:7:13: note: each undeclared identifier is reported only once for each function it appears in"
  ': (?:note: each undeclared identifier is reported only once|Anmerkung: jeder nicht deklarierte Bezeichner)',
  // "/usr/bin/ld: /tmp/main-7651c2.o: in function `main':"
  '^(?:\\S*ld(?:\\.\\w+)?: )?\\S+: in function ',
];

// "src/list.c:9:9: warning: unused variable 'unused' [-Wunused-variable]", "a.c:4: error: …", "x.c:7:13: Fehler: …"
const FINDING =
  /^(?<file>[^\s:](?:[^:]|:(?!\d))*):(?<line>\d+)(?::(?<col>\d+))?: ?(?<severity>[\p{L}]+(?: [\p{L}]+){0,2})(?:: |：)(?<message>.*)$/u;
const SEVERITY =
  /^(?:fatal error|error|warning|note|remark|internal compiler error|sorry, unimplemented|(?:schwerwiegender )?Fehler|Warnung|Anmerkung|erreur(?: fatale)?|attention|avertissement|error fatal|aviso|nota|致命错误|错误|警告|附注)$/i;
const NOTE = /^(?:note|anmerkung|nota|附注)$/i;
// "… [-Wunused-variable]", "… [CWE-401] [-Wanalyzer-malloc-leak]"
const CODE = /^(?<message>.*?) \[(?<code>-[WR][\w+\-=,]+)\]$/;
// "src/tmpl.cpp:11:14:   required from here", "warnings.cc:9:   instantiated from 'void out(T)'"
const INSTANTIATED = /^(?<file>[^\s:](?:[^:]|:(?!\d))*):\d+(?::\d+)?: {2,}\S/;
// "In file included from src/bad.c:2:", "                 from Node.cpp:51:"
const INCLUDED = /^(?:In file included from |In Datei, eingebunden von |\s+from |\s+von ).*:\d+(?::\d+)?[:,]$/;
// "src/list.c: In function 'list_push':", "x.c: At top level:"
const CONTEXT = /^(?=.*:$)(?<file>[^\s:](?:[^:]|:(?!\d))*): .*:$/;
// "   11 |     for (int i = 0; i < n; i++) {", "      |                       ^"
const GUTTER = /^\s*\d* \|(?: |$)/;
const CARET = /^[\s~]*\^[\s~^]*$/;
// "    |      |                      (1) this call could return NULL"
const EVENT = /^[\s|]*(?<text>\(\d+\) .+)$/;
const SYSTEM = /^(?:\/usr\/|\/opt\/|\/nix\/store\/|\/Applications\/)|\/include\/c\+\+\//;
// "/usr/bin/ld: main.c:(.text+0x35): undefined reference to `missing_table'"
const UNDEFINED = /^(?:\S*ld(?:\.\w+)?: )?(?<file>\S+):\(\.[\w.+]+\): (?<message>undefined reference to .*)$/;
const IN_FUNCTION = /^(?:\S*ld(?:\.\w+)?: )?\S+: in function [`'‘].*:$/;
// "src/sim.f90:7:5:", "generic2.f90:81.24-26:"
const FORTRAN = /^(?<file>(?:[A-Za-z]:)?[^\s:]+):(?<line>\d+)(?:[:.](?<col>\d+)(?:-\d+)?)?:$/;
// "Error: Symbol 'y' at (1) has no IMPLICIT type", "Internal Error at (1):"
const FORTRAN_SAYS = /^(?<severity>Fatal Error|Internal Error|Error|Warning|Fehler|Warnung)(?: at \(1\))?:(?: (?<message>.*))?$/;

const ONCE = /: (?:note: each undeclared identifier is reported only once|Anmerkung: jeder nicht deklarierte Bezeichner)/;

/** Notes of the system's headers that are shown of one finding. */
const SYSTEM_NOTES = 3;

interface State {
  readonly lines: readonly string[];
  readonly items: Found[];
  readonly rest: { line: string; after: number }[];
  /** Lines that explain the finding that follows. */
  pending: string[];
}

type Found = Diagnostic & { readonly detail: string[]; readonly at: number; systemNotes: number };

/** `dropped` says which of the other lines are no news. */
export function readCompiler(lines: readonly string[], dropped: (line: string) => boolean = () => false): CompilerText {
  const state: State = { lines, items: [], rest: [], pending: [] };
  for (let i = 0; i < lines.length; ) {
    const next = finding(state, i) ?? fortran(state, i) ?? linker(state, i) ?? explaining(state, i);
    if (next === undefined) {
      release(state);
      const line = lines[i] ?? '';
      if (line.trim() !== '' && !dropped(line)) state.rest.push({ line, after: state.items.length });
    }
    i = next ?? i + 1;
  }
  release(state);
  return { items: state.items.map(closed), rest: state.rest };
}

/** Explanations of no finding are quoted. */
function release(state: State): void {
  for (const line of state.pending) state.rest.push({ line, after: state.items.length });
  state.pending = [];
}

function closed({ systemNotes, detail, ...item }: Found): CompilerText['items'][number] {
  const more = systemNotes - SYSTEM_NOTES;
  return { ...item, detail: more > 0 ? [...detail, omitted(more, 'notes')] : detail };
}

/** The index behind a finding that starts at `i`. */
function finding(state: State, i: number): number | undefined {
  const line = state.lines[i] ?? '';
  const groups = line.length < 8192 ? FINDING.exec(line)?.groups : undefined;
  const { file = '', severity = '' } = groups ?? {};
  if (!groups || !SEVERITY.test(severity) || !isPath(file)) return undefined;
  const last = state.items.at(-1);
  if (NOTE.test(severity) && last) addNote(last, file, line);
  else state.items.push(itemOf(groups, i, [...state.pending.filter(isUsers), ...reasonIn(state, file, i + 1)]));
  state.pending = [];
  return behindFrame(state, i + 1);
}

// " 2848 |     eh.on_error("invalid type specifier");"
const SAYING_CODE = /^\s*(?<code>\d+ \|.*"[^" ]* [^"]*".*)$/;

/** In a library's code, which the user's own leads to, a text in the line of the frame is the only reason that is given. */
function reasonIn({ lines, pending }: State, file: string, at: number): string[] {
  if (!SYSTEM.test(file) && !pending.some(isInstantiation)) return [];
  const code = SAYING_CODE.exec((lines[at] ?? '').slice(0, 400))?.groups?.['code'];
  return code === undefined ? [] : [code];
}

function addNote(item: Found, file: string, line: string): void {
  if (ONCE.test(line)) return;
  const system = SYSTEM.test(file);
  if (system) item.systemNotes++;
  if (!system) item.detail.push(file === item.file ? line.slice(file.length + 1) : line);
  else if (item.systemNotes <= SYSTEM_NOTES) item.detail.push(line.slice(line.lastIndexOf('/', file.length) + 1));
}

function itemOf(groups: Record<string, string | undefined>, at: number, detail: string[]): Found {
  const { file, line, col, severity, message = '' } = groups;
  const coded = CODE.exec(message)?.groups;
  return {
    ...given({ file, line, col, severity, code: coded?.['code'] }),
    message: coded?.['message'] ?? message,
    detail,
    at,
    systemNotes: 0,
  };
}

function given(fields: Record<string, string | undefined>): Partial<Diagnostic> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));
}

function isPath(file: string): boolean {
  return /[./\\]|[Mm]akefile$/.test(file) && !/^\d[\d-]*(?: \d+)?$/.test(file);
}

/** Include chains and instantiations lead to the user's own code; the system's part of the way is left out. */
function isUsers(line: string): boolean {
  const place = /(?:^|\s)(?<path>[^\s:]+):\d+/.exec(line)?.groups?.['path'];
  return place !== undefined && !SYSTEM.test(place);
}

/** The index behind the code frame that starts at `i`; what an analyzer says in it is kept. */
function behindFrame(state: State, i: number): number {
  const { lines } = state;
  let end = i;
  let number = '';
  while (
    GUTTER.test(lines[end] ?? '') ||
    /^\s{2,}‘.*’: events? \d|^\s*\|\s*$/.test(lines[end] ?? '') ||
    /^\s+\|\s+\d* \|/.test(lines[end] ?? '')
  ) {
    const line = lines[end] ?? '';
    number = /^[\s|]*(\d+) \|/.exec(line)?.[1] ?? number;
    const event = EVENT.exec(line.replace(/^\s*\|/, ''))?.groups?.['text'];
    if (event) state.items.at(-1)?.detail.push(`${number} ${event}`);
    end++;
  }
  if (end > i || !CARET.test(lines[i + 1] ?? '')) return end;
  const fixit = lines[i + 2] ?? '';
  return /^\s+\S/.test(fixit) && fixit.length < 120 && !INCLUDED.test(fixit) ? i + 3 : i + 2;
}

/** gfortran says the place first, then the frame, then the finding. */
function fortran(state: State, i: number): number | undefined {
  const place = FORTRAN.exec(state.lines[i] ?? '')?.groups;
  if (!place) return undefined;
  for (let at = i + 1; at < Math.min(i + 16, state.lines.length); at++) {
    const said = FORTRAN_SAYS.exec(state.lines[at] ?? '')?.groups;
    if (!said && FORTRAN.test(state.lines[at] ?? '')) return undefined;
    if (!said) continue;
    const between = state.lines.slice(i + 1, at);
    const internal = said['message'] === undefined;
    const message = said['message'] ?? state.lines[at + 1] ?? '';
    const shown = message.includes('(2)') ? between : between.filter((line) => /^\s+Included at /.test(line));
    state.items.push(itemOf({ ...place, severity: said['severity'], message }, i, shown));
    return at + (internal ? 2 : 1);
  }
  return undefined;
}

/** A symbol is said once per file. */
function linker(state: State, i: number): number | undefined {
  const line = state.lines[i] ?? '';
  if (IN_FUNCTION.test(line)) return i + 1;
  const groups = UNDEFINED.exec(line)?.groups;
  if (!groups) return undefined;
  const same = state.items.some((item) => item.file === groups['file'] && item.message === groups['message']);
  if (!same) state.items.push(itemOf(groups, i, []));
  return i + 1;
}

function explaining(state: State, i: number): number | undefined {
  const line = state.lines[i] ?? '';
  const context = CONTEXT.exec(line)?.groups?.['file'];
  if (context !== undefined && isPath(context) && isSpokenOf(state, context, i + 1)) return i + 1;
  if (!INCLUDED.test(line) && !isInstantiation(line) && !(context !== undefined && isInstantiation(state.lines[i + 1] ?? '')))
    return undefined;
  state.pending.push(line);
  return i + 1;
}

/** Where several compilers print at once the finding stands some lines below. */
function isSpokenOf({ lines }: State, file: string, from: number): boolean {
  return lines.slice(from, from + 40).some((line) => line.startsWith(`${file}:`) && /^:\d/.test(line.slice(file.length, file.length + 2)));
}

function isInstantiation(line: string): boolean {
  const file = INSTANTIATED.exec(line)?.groups?.['file'];
  return file !== undefined && isPath(file);
}
