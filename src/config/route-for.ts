import { isOwnWord } from '../route/own-words.ts';
import { type Route, route } from '../route/route.ts';
import type { Config } from './types.ts';

/** The filter for a command under the user's exclusions: on the resolved tool, so `pytest` excludes `python -m pytest`. */
export function routeFor(argv: readonly string[], config: Config): Route {
  const routed = route(argv, config.filters);
  const command = routed.argv.join(' ');
  const excluded = config.exclude.find((prefix) => command === prefix || command.startsWith(`${prefix} `));
  return excluded === undefined ? routed : { argv: routed.argv, why: `\`${excluded}\` is excluded by the config` };
}

/** The filter that would run if `rtk` stood before these words of a line. */
export function routeBehindRtk(argv: readonly string[], config: Config): Route {
  const [word = ''] = argv;
  return isOwnWord(word) ? { argv, why: `${word} is a word of rtk` } : routeFor(argv, config);
}
