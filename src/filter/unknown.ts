/** A text of which nobody says who printed it: what it is, it says itself. Where it is sure, it is restated; anything else stays. */

import { hitsShape } from '../readers/hits-shown.ts';
import { numberedHits } from '../readers/search-hits.ts';
import { stampedShape } from '../readers/stamped.ts';
import { byItsTool } from '../readers/tools-by-text.ts';
import { underFolders, withoutPadding } from '../readers/under-folders.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape, Text } from '../types.ts';
import { withoutRepeats } from './repeats.ts';

export const unknown: Filter = {
  about: 'any text: JSON, patches, known tools by what they print, logs, matches; else exact repeats',
  command: [],
  whole: true,
  parse,
};

/** The order matters: a time is no `path:line`, and a tool's own report no search. */
function parse(run: Run): Shape | undefined {
  const { text } = run;
  if (/^\s*[[{]/.test(text)) {
    const shape: Shape = { kind: 'json', text, restated: true };
    if (isJson(text)) return shape;
  }
  return byItsTool(text, stampedShape(text) ?? matches(run) ?? plainer(text));
}

function isJson(text: string): boolean {
  const [first = ''] = linesOf(text.trim());
  try {
    JSON.parse(text);
    return true;
  } catch {
    return isLine(first);
  }
}

/** "{…}" a line: several values. */
function isLine(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}

/** All lines are places of files: the files once, nothing left out. */
function matches(run: Run): Text | undefined {
  const found = numberedHits(run.text);
  return found && found.hits.length >= 5 ? hitsShape(found, { ...run, level: 'lossless' }, []) : undefined;
}

/** What repeats goes with its count; a folder stands once above its lines, a table without its padding. */
function plainer(text: string): Text {
  const lines = withoutRepeats(linesOf(text)).map((line) => line.trimEnd());
  const said = lines.filter((line, at) => line !== '' || (at > 0 && lines[at - 1] !== ''));
  return { kind: 'text', lines: withoutPadding(underFolders(said)), content: true };
}
