/** One output → what a model needs of it, by the code that the hooks and the prefix run. */

import { routeBehindRtk } from '../config/route-for.ts';
import { type Config, DEFAULTS } from '../config/types.ts';
import { tokensOf } from '../filter/tokens.ts';
import { replacement } from '../hooks/replace.ts';
import type { Facts } from '../journal/line.ts';
import { settle } from '../run/settle.ts';
import { commandWords } from '../shell/words.ts';
import { type OpenedStore, opened } from './stores.ts';
import type { FilteredOutput, HidingLevel, OutputOptions } from './types.ts';

export function filtered(options: OutputOptions, at = opened(options.store)): FilteredOutput {
  const result = options.stderr ? ofBoth(options, at) : ofOne(options, at);
  return at.store === undefined ? result : { ...result, store: at.store };
}

/** A text that nobody knows the command of loses exact repeats at most. */
export function filteredText(text: string, options: Omit<OutputOptions, 'command' | 'stdout' | 'stderr'>, at: OpenedStore): FilteredOutput {
  return replaced({ text }, options, at);
}

/** Both streams in one text, as an agent's shell tool has them. */
function ofOne({ command, stdout, exit, ...options }: OutputOptions, at: OpenedStore): FilteredOutput {
  const asked = typeof command === 'string' ? { line: command } : { as: command };
  return replaced({ ...asked, text: stdout, ...(exit === undefined ? {} : { exit }) }, options, at);
}

type Printed = Parameters<typeof replacement>[0];

function replaced(printed: Printed, { level, window = 0 }: Pick<OutputOptions, 'level' | 'window'>, at: OpenedStore): FilteredOutput {
  const facts: Facts[] = [];
  const { text, why } = replacement(printed, {
    agent: '',
    config: settings(level),
    window: () => window,
    told: {},
    keep: at.keep,
    record: (fact) => facts.push(fact),
  });
  const handle = facts.find((fact) => fact.handle !== undefined)?.handle;
  return {
    text: text ?? printed.text,
    changed: text !== undefined,
    hidden: facts.reduce((sum, { hidden = 0 }) => sum + hidden, 0),
    ...(text === undefined || handle === undefined ? {} : { handle }),
    ...(text !== undefined || why === undefined ? {} : { why }),
    tokens: { before: tokensOf(printed.text), after: tokensOf(text ?? printed.text) },
  };
}

/** Two streams, as the program `rtk` has them of a command that it ran. */
function ofBoth({ command, stdout, stderr = '', exit, level, window }: OutputOptions, at: OpenedStore): FilteredOutput {
  const config = settings(level);
  const text = stdout + stderr;
  const argv = typeof command === 'string' ? commandWords(command) : command;
  const before = tokensOf(text);
  const raw = { text, changed: false, hidden: 0, tokens: { before, after: before } };
  if (!argv) return { ...raw, why: 'several commands, whose streams cannot be told apart' };
  const routed = routeBehindRtk(argv, config);
  const [out, err] = [Buffer.from(stdout), Buffer.from(stderr)];
  const { result, handle } = settle({
    captured: { stdout, stderr, text, exit },
    routed,
    level: config.level,
    keep: () => at.keep({ argv, exit: exit ?? 0, stdout: out, stderr: err, merged: Buffer.concat([out, err]) }),
    agent: undefined,
    env: {},
    ...(window === undefined ? {} : { window }),
  });
  if (!result.changed) return { ...raw, ...(result.why === undefined ? {} : { why: result.why }) };
  const shown = result.stderrApart ? result.text + stderr : result.text;
  return {
    text: shown,
    changed: true,
    hidden: result.hidden,
    ...(handle === undefined ? {} : { handle }),
    tokens: { before, after: tokensOf(shown) },
  };
}

function settings(level: HidingLevel = 'normal'): Config {
  return { ...DEFAULTS, level };
}
