/** Lines under the headings of their owners: a task, a target, a module, a project. */

import type { Parts } from '../types.ts';

export interface Headed {
  readonly heading?: string;
  readonly lines: readonly string[];
}

/** Cuts the lines at their headings; at an `end` no heading stands any more. */
export function headed(lines: readonly string[], kindOf: (line: string, at: number) => 'heading' | 'end' | undefined): Headed[] {
  const sections: (Headed & { readonly lines: string[] })[] = [{ lines: [] }];
  for (const [at, line] of lines.entries()) {
    const kind = kindOf(line, at);
    if (kind === 'heading') sections.push({ heading: line, lines: [] });
    else if (kind === 'end' && sections.at(-1)?.heading !== undefined) sections.push({ lines: [line] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections;
}

/** What was read of each section under its heading; one that says nothing is left out with it, unless the heading itself is `news`. */
export function underHeadings(sections: readonly Headed[], read: (lines: readonly string[]) => Parts, news = /^$/): Parts {
  const parts = sections.flatMap(({ heading, lines }) => {
    const part = read(lines);
    if (part.parts.length === 0 && !(heading !== undefined && news.test(heading))) return [];
    return [heading === undefined ? part : { ...part, head: [heading] }];
  });
  return { kind: 'parts', parts };
}
