import { isOwnWord } from '../route/own-words.ts';
import { type Route, route } from '../route/route.ts';
import type { Config } from './types.ts';

/** The filter for a command under the user's exclusions: on the resolved tool, so `pytest` excludes `python -m pytest`. */
export function routeFor(argv: readonly string[], config: Config): Route {
  if (config.raw !== undefined) return { argv, why: config.raw };
  const routed = route(argv, config.filters);
  const why = leftAlone([routed.argv.join(' '), argv.join(' ')], config);
  return why === undefined ? routed : { argv: routed.argv, why };
}

/** Both the tool and the command as it was typed: `^npx playwright` excludes what `playwright` is resolved from. */
function leftAlone([tool = '', typed = '']: readonly string[], { exclude, patterns, broken }: Config): string | undefined {
  const begins = (prefix: string) => tool === prefix || tool.startsWith(`${prefix} `);
  const excluded = exclude.find(begins) ?? patterns.find((pattern) => pattern.test(tool) || pattern.test(typed))?.source;
  if (excluded !== undefined) return `\`${excluded}\` is excluded by the config`;
  return broken.find(({ command }) => begins(command))?.why;
}

/** The filter that would run if `rtk` stood before these words of a line. */
export function routeBehindRtk(argv: readonly string[], config: Config): Route {
  const [word = ''] = argv;
  return isOwnWord(word) ? { argv, why: `${word} is a word of rtk` } : routeFor(argv, config);
}
