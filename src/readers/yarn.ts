/** Reads `yarn install` and its like: warnings, errors, what was added. */

import { linesOf } from '../text.ts';
import type { Text } from '../types.ts';

// "[1/4] Resolving packages...", "info Direct dependencies", "➤ YN0013: │ 14 packages were already cached"
const NO_NEWS =
  /^\s*$|^yarn (?:install|add|remove|upgrade|global)? ?v[\d.]+$|^\[\d\/\d\] |^info (?:Direct dependencies|All dependencies|No lockfile found\.|Visit https:\/\/yarnpkg\.com\/.*)$|^➤ YN0000: (?:[┌└]|· Yarn )|^➤ YN00(?:13|19): /;
const KNOWN = /^(?:yarn (?:install|add|remove|upgrade|global) v|yarn install v|\[\d\/\d\] |success |error |➤ YN\d{4}: )/m;
// "    at Request.emit (node:events:524:28)", "    at … (/home/dev/node_modules/yarn/lib/cli.js:66680:18)"
const FRAME = /^\s+at .*(?:\(?node:|yarn\/lib\/cli\.js|yarn-\d[\w.-]*\.c?js)/;

export function readInstall(text: string): Text | undefined {
  if (!KNOWN.test(text)) return undefined;
  const lines = linesOf(text).filter((line) => !NO_NEWS.test(line) && !FRAME.test(line));
  return { kind: 'text', lines: [...new Set(lines)] };
}
