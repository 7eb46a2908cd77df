/** What rtk-rs keeps in a settings file of the same name: what has a meaning here holds, the rest does no harm. */

export const OF_RTK_RS: ReadonlySet<string> = new Set([
  'tracking',
  'display',
  'filters',
  'tee',
  'retriever',
  'telemetry',
  'limits',
  'awareness',
  'tools',
]);
/** Keys of its `[hooks]` that are not agents. */
export const HOOKS_OF_RTK_RS = ['exclude_commands', 'transparent_prefixes'];

interface Exclusions {
  readonly exclude: readonly string[];
  readonly patterns: readonly RegExp[];
  /** What is wrong with the list. */
  readonly wrong?: string;
}

/** With `^` in front an entry is a pattern, as in rtk-rs: `^ls$`; else the first words of commands: `git diff`. */
export function exclusionsOf(commands: unknown): Exclusions {
  if (commands === undefined) return { exclude: [], patterns: [] };
  if (!Array.isArray(commands) || commands.some((command) => typeof command !== 'string'))
    return { exclude: [], patterns: [], wrong: '`exclude_commands` must be a list of commands, like ["curl", "^ls$"].' };
  const exclude: string[] = [];
  const patterns: RegExp[] = [];
  const wrong: string[] = [];
  for (const entry of commands.map((command: string) => command.trim())) {
    if (/^\^?$/.test(entry)) continue;
    const pattern = entry.startsWith('^') ? asPattern(entry) : undefined;
    if (pattern) patterns.push(pattern);
    else if (entry.startsWith('^')) wrong.push(entry);
    else exclude.push(entry);
  }
  if (wrong.length === 0) return { exclude, patterns };
  return { exclude, patterns, wrong: `\`exclude_commands\`: \`${wrong[0]}\` is no valid regular expression; mend or remove it.` };
}

function asPattern(text: string): RegExp | undefined {
  try {
    return new RegExp(text);
  } catch {
    return undefined;
  }
}

/** Words of programs behind which `rtk` is put; the longest come first. */
export function prefixesOf(prefixes: unknown): string[] {
  const texts = Array.isArray(prefixes) ? prefixes.filter((each) => typeof each === 'string') : [];
  return [...new Set(texts.map((each) => each.trim()).filter((each) => each !== ''))].sort((a, b) => b.length - a.length);
}

/** `[tracking] enabled = false`; `[retriever] mode = "disabled"`, and the older `[tee] enabled = false` or `mode = "never"`. */
export function isOffInRtkRs(data: Readonly<Record<string, unknown>>): ('track' | 'recall')[] {
  const of = (table: string, field: string) => (data[table] as Record<string, unknown> | null | undefined)?.[field];
  const keepsNothing = of('retriever', 'mode') === 'disabled' || of('tee', 'enabled') === false || of('tee', 'mode') === 'never';
  return [...(of('tracking', 'enabled') === false ? (['track'] as const) : []), ...(keepsNothing ? (['recall'] as const) : [])];
}
