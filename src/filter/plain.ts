/** Bytes of a terminal → the text a reader sees: no escape sequences, `\n` line ends, the last state of redrawn lines. */

import stripAnsi from 'strip-ansi';

// What strip-ansi leaves, for it might be no sequence: "\x1b]0;title" without its end, "\x1bMtext", "\x1b" before any letter
const LEFT = /\x1b(?:\[[0-9;:<=>?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[PX^_][^\x1b]*(?:\x1b\\)?|[ -/]*[0-~])/g;
/** Tools whose own lines never have colours: whatever escape sequences they print stand in the files. */
const READERS = /^(?:cat|head|tail|sed|jq)$/;
// "\x1b[1mdiff --git a/x b/x", "* \x1b[33mcommit 3fce3b5b", "\x1b[35m\x1b[Ksrc/a.ts\x1b[m": no line of an uncoloured diff begins so
const COLOURED = /^(?:[*|][*|\\/_ .-]*)?\x1b\[|\x1b\[K/m;
// "src/a.ts\x1b[36m:\x1b[m"
const SEPARATOR = /^[^:\n]*\x1b\[36m[:-]/;
// "diff --git a/x b/x\r": git ends no header so, a terminal between it and us does
const ON_TERMINAL = /^(?:diff --git |commit [0-9a-f]{7}|index [0-9a-f]{4,40}\.\.)[^\r\n]*\r$/m;

/**
 * The same for a tool that quotes lines of files: the carriage returns of a file are the file's own, and so are escape sequences that
 * the tool did not put there. Undefined where it cannot be told whose they are.
 */
export function quoted(raw: string, argv: readonly string[]): string | undefined {
  if (!/[\x1b\r]/.test(raw)) return raw;
  if (raw.includes('\x1b') && !isColoured(raw, argv)) return undefined;
  const text = withoutEscapes(raw);
  return argv[0] === 'git' && ON_TERMINAL.test(text) ? text.replaceAll('\r\n', '\n') : text;
}

function isColoured(raw: string, argv: readonly string[]): boolean {
  return (
    !READERS.test(argv[0] ?? '') &&
    (COLOURED.test(raw) || SEPARATOR.test(raw) || argv.some((word) => /^--colou?r(?:=(?!never)|$)/.test(word)))
  );
}

const CONTROL = /[\x07\x0e\x0f]/g;

export function plain(raw: string): string {
  if (!/[\x1b\r\x07\x08\x0e\x0f]/.test(raw)) return raw;
  const text = withoutEscapes(raw)
    .replace(CONTROL, '')
    .replace(/(?<!\r)\r+\n/g, '\n');
  if (!/[\r\x08]/.test(text)) return text;
  return text.split('\n').map(lastState).join('\n');
}

/** Colours, cursors, titles and links by strip-ansi; the rest by our own pattern, which takes a sequence that was cut off, too. */
function withoutEscapes(raw: string): string {
  const text = stripAnsi(raw);
  return text.includes('\x1b') ? text.replace(LEFT, '') : text;
}

/** `10%\r50%\rdone` is `done`. */
function lastState(line: string): string {
  const states = line.split('\r').filter((state) => state.trim() !== '');
  return (states.at(-1) ?? '').replace(/[^\x08]\x08/g, '').replace(/\x08/g, '');
}
