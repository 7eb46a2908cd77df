import { headed, underHeadings } from '../readers/headed.ts';
import { inOrder } from '../readers/in-order.ts';
import { readJavac } from '../readers/javac.ts';
import { linesOf } from '../text.ts';
import type { Filter } from '../types.ts';

// "    [javac] Compiling 795 source files to /src/build", "    [mkdir] Created dir: /src/build"
const PROGRESS = /^\s*\[(?:mkdir|delete|copy|jar|unzip|move|touch)\] |^Buildfile: /;
// "compile:"
const TARGET = /^[\w.-]+:$/;
const END = /^BUILD (?:SUCCESSFUL|FAILED)$/;

export default {
  about: "ant: compilers' findings, other tasks' words, the verdict; no files copied and made",
  command: ['ant'],
  unless: ['=-v', '-verbose', '=-d', '-debug', '=-p', '-projecthelp'],
  parse({ text }) {
    const lines = linesOf(text);
    if (!lines.some((line) => END.test(line) || line.startsWith('Buildfile: ')) && readJavac(lines).items.length === 0) return undefined;
    return underHeadings(headed(lines, kindOf), (own) => inOrder(readJavac(own, (line) => PROGRESS.test(line))));
  },
} satisfies Filter;

function kindOf(line: string): 'heading' | 'end' | undefined {
  if (END.test(line)) return 'end';
  return TARGET.test(line) ? 'heading' : undefined;
}
