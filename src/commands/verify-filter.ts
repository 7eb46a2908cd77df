/** One filter on one of its tests: what it makes of the text, and the laws on it. */

import type { Example } from '../config/examples.ts';
import { readWith } from '../filter/apply.ts';
import { account } from '../filter/compare.ts';
import { filter as filtered } from '../filter/filter.ts';
import { plain } from '../filter/plain.ts';
import { tokensOf } from '../filter/tokens.ts';
import { diffOf } from '../install/diff.ts';
import { withHandle, withoutMarks } from '../marks.ts';
import type { Filter, Level } from '../types.ts';

const HANDLE = '0a1b2c';
const LEVELS: readonly Level[] = ['lossless', 'normal', 'tight'];

/** What is wrong, a sentence or a diff each; empty where the test and the laws hold. */
export function tried(filter: Filter, { name, input, expected, exit }: Example): string[] {
  const argv = filter.command[0]?.split(' ') ?? [];
  const text = plain(input);
  const read = readWith(filter, { argv, stdout: text, stderr: '', text, exit, level: 'normal' });
  const made = read ? read.lines.join('\n') : text;
  return [
    ...differs(name, made, expected),
    ...(read ? lawsOn(filter, { name, raw: text, made: withoutMarks(made) }) : []),
    ...ofCore(filter, { name, input, exit, argv }),
  ];
}

/** A filter of rtk-rs counts nothing of what it hides: without markers the texts are compared again. */
function differs(name: string, made: string, expected: string): string[] {
  const shown = withHandle(made, HANDLE) ?? '';
  const same = [shown, withoutMarks(made)].some((text) => trimmed(text) === trimmed(expected));
  return same ? [] : [`test ${name}: expected (-), made (+)\n${diffOf(name, `${trimmed(expected)}\n`, `${trimmed(shown)}\n`)}`];
}

/** Blanks at the ends of lines and of the text are nobody's business. */
function trimmed(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

interface Made {
  readonly name: string;
  readonly raw: string;
  readonly made: string;
}

function lawsOn({ noise = [] }: Filter, { name, raw, made }: Made): string[] {
  const { invented, missing } = account(
    raw,
    made,
    noise.map((pattern) => new RegExp(pattern)),
    { own: ['FAIL'] },
  );
  const [lost] = missing;
  return [
    ...(tokensOf(made) > tokensOf(raw) ? [`test ${name}: law 4, the result is larger than the text`] : []),
    ...(invented === undefined ? [] : [`test ${name}: law 6, \`${invented}\` is no word of the text: the core would print the raw text`]),
    ...(lost === undefined ? [] : [`test ${name}: law 8, this line is lost, and the core puts it back: ${lost.text.trim()}`]),
  ];
}

/** What the core makes of it, at every level: filtered again it stays as it is, and nothing is hidden without a handle. */
function ofCore(
  filter: Filter,
  { name, input, exit, argv }: Pick<Example, 'name' | 'input' | 'exit'> & { argv: readonly string[] },
): string[] {
  const captured = { stdout: input, stderr: '', text: input, exit };
  const routed = { argv, name, filter };
  return LEVELS.flatMap((level) => {
    const once = filtered(captured, routed, { level, handle: () => HANDLE });
    const again = filtered({ ...captured, stdout: once.text, text: once.text }, routed, { level, handle: () => HANDLE });
    const without = filtered(captured, routed, { level, handle: () => undefined });
    return [
      ...(again.text === once.text ? [] : [`test ${name}: law 13, filtered again (${level}) it changes`]),
      ...(without.hidden > 0 ? [`test ${name}: law 7, lines are hidden without a handle (${level})`] : []),
    ];
  });
}
