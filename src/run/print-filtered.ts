import { filter } from '../filter/filter.ts';
import { tokensOf } from '../filter/tokens.ts';
import { write } from '../io/write.ts';
import { commandShape } from '../journal/command-shape.ts';
import { record } from '../journal/record.ts';
import type { Route } from '../route/route.ts';
import { keep } from '../store/store.ts';
import type { Exit, Level } from '../types.ts';

/** Prints text that no child of ours made through a filter; what is hidden can be recalled. */
export function printFiltered(data: Buffer, routed: Route, level: Level, exit: Exit): void {
  const text = data.toString('utf8');
  if (!Buffer.from(text).equals(data)) {
    write(1, data);
    return;
  }
  const started = performance.now();
  let id: string | undefined;
  const handle = () => (id ??= keep({ argv: routed.argv, exit: exit ?? 0, stdout: data, stderr: Buffer.alloc(0), merged: data }));
  const result = filter({ stdout: text, stderr: '', text, exit }, routed, { level, handle });
  write(1, result.changed ? Buffer.from(result.text) : data);
  const ms = Math.round(performance.now() - started);
  record({
    command: commandShape(routed.argv),
    ...(routed.name === undefined ? {} : { filter: routed.name }),
    level,
    ...(exit === undefined ? {} : { exit }),
    bytes: [data.length, result.changed ? Buffer.byteLength(result.text) : data.length],
    tokens: [tokensOf(text), tokensOf(result.changed ? result.text : text)],
    ms,
    own: ms,
    ...(id === undefined ? {} : { handle: id }),
    ...(result.hidden > 0 ? { hidden: result.hidden } : {}),
    ...(result.why === undefined ? {} : { why: result.why }),
  });
}
