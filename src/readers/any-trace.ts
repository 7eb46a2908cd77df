/** Stack traces of any language: frames in libraries are counted, everything else stays. */

import { omitted } from '../marks.ts';
import { linesOf } from '../text.ts';
import type { Text } from '../types.ts';

/** Frames of JavaScript, Java, Python, Ruby, PHP, Go, .NET, each with the part that names library code. */
const FOREIGN: readonly RegExp[] = [
  // "    at Module._compile (node:internal/modules/cjs/loader:1521:14)", "    at x (/app/node_modules/express/lib/router.js:12:3)"
  /^\s+at (?=.*(?:\bnode:\D|[\\/]node_modules[\\/])).*:\d+\)?$/,
  // "	at java.base/java.util.ArrayList.get(ArrayList.java:427)", "	at org.junit.Assert.fail(Assert.java:89)", "	... 23 more"
  /^\s+at (?:[\w.]+\/)*(?:java|javax|jdk|sun|com\.sun|kotlin|scala|groovy|org\.(?:junit|apache|springframework|hibernate|gradle|eclipse|codehaus|testng|mockito))\.[\w.$<>]+\(.*\)$/,
  // "   at System.Linq.ThrowHelper.ThrowNoElementsException()", "   at Microsoft.AspNetCore.…"
  /^\s+at (?:System|Microsoft|Xunit|NUnit)\.[\w.`<>[\]+]+\(.*\).*$/,
  // "/usr/lib/ruby/gems/3.1.0/gems/rspec-core-3.12/lib/rspec/core.rb:12:in `run'"
  /^\s*(?:from )?(?=\S*\/(?:gems|ruby)\/)\S+:\d+:in /,
  // "#3 /app/vendor/laravel/framework/src/X.php(12): call()"
  /^\s*#\d+ (?=\S*\/vendor\/)\S+(?:\(\d+\)|:\d+)/,
  // "	TAP::Object::new("TAP::Parser", HASH(0x55df)) called at /usr/share/perl/5.36/TAP/Object.pm line 130"
  /^\t\S.* called at \/usr\/(?:share|lib|local)\/(?=\S*perl)\S+ line \d+\.?$/,
];
// '  File "/usr/lib/python3.11/json/decoder.py", line 355, in raw_decode', over its source line
const PYTHON = /^\s+File "(?:(?=[^"]*(?:site-packages|dist-packages|[\\/]lib[\\/]python3))[^"]*|<frozen [^">]*>)", line \d+/;
/** Fewer frames than this in a run are shown. */
const FEW = 3;

/** The text with each run of library frames counted; undefined if there are none to count. */
export function withoutForeignFrames(text: string): Text | undefined {
  const shown: string[] = [];
  let run: string[] = [];
  let counted = false;
  const flush = () => {
    if (run.length < FEW) shown.push(...run);
    else {
      shown.push(omitted(run.length, 'frames'));
      counted = true;
    }
    run = [];
  };
  for (const line of linesOf(text)) {
    if (isForeign(line, run.at(-1))) run.push(line);
    else {
      flush();
      shown.push(line);
    }
  }
  flush();
  return counted ? { kind: 'text', lines: shown } : undefined;
}

/** The lines under a Python frame are its source and the marks below that. */
function isForeign(line: string, above: string | undefined): boolean {
  if (line.length > 2048) return false;
  if (PYTHON.test(line) || FOREIGN.some((pattern) => pattern.test(line))) return true;
  const deeper = above !== undefined && /^\s+(?:File "|\S)/.test(above) && /^ {4,}\S/.test(line);
  return deeper && (PYTHON.test(above) || /^\s*[~^]+$/.test(line));
}
