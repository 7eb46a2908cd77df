import type { Inner, Level, Parts, Shape } from '../types.ts';
import { printDiagnostics } from './diagnostics.ts'; // loaded when called
import { printDiff } from './diff.ts'; // loaded when called
import { printFiles } from './files.ts'; // loaded when called
import { printJson } from './json.ts'; // loaded when called
import { printLog } from './log.ts'; // loaded when called
import { printTable } from './table.ts'; // loaded when called
import { printTests } from './tests.ts'; // loaded when called
import { printText } from './text.ts';
import { printTree } from './tree.ts'; // loaded when called

/** A shape as lines; omissions are still marks of `omitted()`. A window is only told to shapes that share it out. */
export function print(shape: Exclude<Shape, Inner | Parts>, level: Level, window?: number): string[] {
  switch (shape.kind) {
    case 'diagnostics':
      return printDiagnostics(shape);
    case 'tests':
      return printTests(shape, level);
    case 'table':
      return printTable(shape, level);
    case 'tree':
      return printTree(shape, level);
    case 'log':
      return printLog(shape, level);
    case 'files':
      return printFiles(shape, level);
    case 'diff':
      return printDiff(shape, level, window);
    case 'json':
      return printJson(shape, level);
    case 'text':
      return printText(shape);
  }
}
