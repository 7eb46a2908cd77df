/** Bytes of a terminal → the text a reader sees: no escape sequences, `\n` line ends, the last state of redrawn lines. */

// "\x1b[31m", "\x1b]8;;url\x07text", "\x1b(B"
const ESCAPE = /\x1b(?:\[[0-9;:<=>?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[PX^_][^\x1b]*(?:\x1b\\)?|[ -/]*[0-~])/g;
const CONTROL = /[\x07\x0e\x0f]/g;

export function plain(raw: string): string {
  if (!/[\x1b\r\x07\x08\x0e\x0f]/.test(raw)) return raw;
  const text = raw.replace(ESCAPE, '').replace(CONTROL, '').replace(/\r+\n/g, '\n');
  if (!/[\r\x08]/.test(text)) return text;
  return text.split('\n').map(lastState).join('\n');
}

/** `10%\r50%\rdone` is `done`. */
function lastState(line: string): string {
  const states = line.split('\r').filter((state) => state.trim() !== '');
  return (states.at(-1) ?? '').replace(/[^\x08]\x08/g, '').replace(/\x08/g, '');
}
