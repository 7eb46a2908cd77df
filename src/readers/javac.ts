/** Reads what javac, kotlinc and ecj under Ant or Gradle say, out of any text around it. */

import type { Diagnostic } from '../types.ts';

export interface Javac {
  readonly items: readonly Diagnostic[];
  /** Lines of nobody's finding, each with the number of items above it. */
  readonly rest: readonly { readonly line: string; readonly after: number }[];
}

// "Main.java:6: error: incompatible types: String cannot be converted to int", "A.java:33: warning: [deprecation] …"
const FINDING =
  /^(?<file>(?:[A-Za-z]:)?[^:]+\.(?:java|kt|kts|groovy|scala)):(?<line>\d+): (?:(?<severity>error|warning|Fehler|Warnung|erreur|avertissement|错误|警告)(?:: |：))(?:(?<code>\[[\w-]+\]) )?(?<message>.*)$/;
// "e: /src/Activity.kt: (214, 35): Unresolved reference: feth", "w: file:///src/Activity.kt:8:27 'PackageStats' is deprecated."
const KOTLIN =
  /^(?<severity>[ew]): (?<file>(?:file:\/\/)?(?:[A-Za-z]:)?[^:]+\.kts?):(?: \((?<line>\d+), (?<col>\d+)\):|(?<line2>\d+):(?<col2>\d+)) (?<message>.*)$/;
// "    [javac] Main.java:6: …"
const PREFIX = /^\s*\[(?:javac|ecj|javadoc)\] ?/;
const CARET = /^\s*\^\s*$/;
// "  symbol:   method missing(int)", "    (see https://errorprone.info/bugpattern/StringSplitter)"
const DETAIL =
  /^ {2,}\S|^(?:symbol|location|where|required|found|reason) ?: |^where \S+ (?:is a|are) type-variable|^\S+ extends .* declared in /;

/** `dropped` says which of the other lines are no news. */
export function readJavac(lines: readonly string[], dropped: (line: string) => boolean = () => false): Javac {
  const items: (Diagnostic & { detail: string[] })[] = [];
  const rest: { line: string; after: number }[] = [];
  let open = false;
  for (let i = 0; i < lines.length; i++) {
    const line = bare(lines, i);
    const item = itemOf(line);
    if (item) {
      items.push(item);
      open = true;
      i += CARET.test(bare(lines, i + 2)) ? 2 : 0;
    } else if (open && DETAIL.test(line)) items.at(-1)?.detail.push(...(isTypeNoise(line) ? [] : [line]));
    else {
      open = false;
      const whole = lines[i] ?? '';
      if (line.trim() !== '' && !dropped(whole)) rest.push({ line: whole, after: items.length });
    }
  }
  return { items, rest };
}

/** "    where E is a type-variable:", "      E extends Object declared in interface List" */
export function isTypeNoise(line: string): boolean {
  return /^\s*where \S+ (?:is a type-variable|are type-variables):$|^\s*\S+ extends Object declared in (?:class|interface|method) /.test(
    line,
  );
}

function bare(lines: readonly string[], i: number): string {
  return (lines[i] ?? '').replace(PREFIX, '');
}

function itemOf(line: string): (Diagnostic & { detail: string[] }) | undefined {
  const groups = (FINDING.exec(line) ?? KOTLIN.exec(line))?.groups;
  if (!groups) return undefined;
  const { file, line: at, line2, col, col2, severity, code, message = '' } = groups;
  const fields = Object.entries({ file, line: at ?? line2, col: col ?? col2, severity, code }).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(fields), message, detail: [] };
}
