/** What go build, vet and the linters say of places: `./flag.go:1290:4: message`. */

import type { Diagnostic } from '../types.ts';

export interface GoSaid {
  readonly items: readonly Diagnostic[];
  /** Lines that are neither findings nor progress. */
  readonly others: readonly string[];
  /** Was there anything of Go's own? */
  readonly known: boolean;
}

// "./flag_test.go:59:5: (*testing.common).Error call has…", "vet: bad/bad.go:6:4: expected '}', found 'EOF'", "main.go:6:2: no required module provides…"
const FINDING =
  /^(?:(?<severity>vet): )?(?<file>(?:[A-Za-z]:)?[^\s:()"'`]+\.(?:go|s|c|cc|cpp|h|m|y|mod|work|templ)):(?<line>\d+)(?::(?<col>\d+))?: (?<message>.*)$/;
// "\thave (int)", "\tgo get github.com/google/uuid"
const CONTINUED = /^\t+\S/;
// "# example.com/gosvc/broken [example.com/gosvc/broken.test]", "# [example.com/gosvc/broken]"
const PACKAGE = /^# \S+(?: \[\S+\])?$/;
// "go: downloading github.com/google/uuid v1.6.0"
const PROGRESS = /^go: (?:downloading|extracting|finding|found|updating) /;

export function said(lines: readonly string[], isProgress = (line: string) => PROGRESS.test(line)): GoSaid {
  const items: Diagnostic[] = [];
  const others: string[] = [];
  let last: string[] | undefined;
  let known = false;
  for (const line of lines) {
    const found = FINDING.exec(line)?.groups;
    if (found) items.push(diagnostic(found, (last = [])));
    else if (last && CONTINUED.test(line)) last.push(line.trim());
    else {
      last = undefined;
      if (PACKAGE.test(line) || isProgress(line)) known = true;
      else if (line.trim() !== '') others.push(line);
    }
  }
  return { items, others, known: known || items.length > 0 };
}

function diagnostic(found: Readonly<Record<string, string | undefined>>, detail: readonly string[]): Diagnostic {
  return {
    file: found.file ?? '',
    line: found.line ?? '',
    ...(found.col === undefined ? {} : { col: found.col }),
    ...(found.severity === undefined ? {} : { severity: found.severity }),
    message: found.message ?? '',
    detail,
  };
}
