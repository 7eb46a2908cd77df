import { readJavac } from '../readers/javac.ts';
import { linesOf } from '../text.ts';
import type { Filter } from '../types.ts';

// "    [javac] Compiling 795 source files to /src/build", "    [mkdir] Created dir: /src/build", "compile:"
const PROGRESS = /^\s*\[(?:mkdir|delete|copy|jar|unzip|move|touch)\] |^[\w.-]+:$|^Buildfile: /;

export default {
  about: "ant: compilers' findings, other tasks' words, the verdict; no files copied and made",
  command: ['ant'],
  unless: ['=-v', '-verbose', '=-d', '-debug', '=-p', '-projecthelp'],
  parse({ text }) {
    const { items, rest } = readJavac(linesOf(text), (line) => PROGRESS.test(line));
    if (items.length === 0 && !/^Buildfile: |^BUILD (?:SUCCESSFUL|FAILED)/m.test(text)) return undefined;
    const above = rest.filter(({ after }) => after === 0).map(({ line }) => line);
    return { kind: 'diagnostics', head: above, items, tail: rest.filter(({ after }) => after > 0).map(({ line }) => line) };
  },
} satisfies Filter;
