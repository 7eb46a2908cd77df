/** What Codex's rules files say of commands, as far as they are plain: `prefix_rule(pattern = ["git", "push"], decision = "forbidden")`. */

import { parsed } from '../../json.ts';
import type { Place, Stop } from '../types.ts';

/** Rules that compute something are Codex's alone to judge. */
export function codexStops(folder: string, place: Place): Stop[] {
  const folders = [`${folder}/rules`, `${place.cwd}/.codex/rules`, '/etc/codex/rules'];
  return folders.flatMap((each) =>
    place
      .list(each)
      .filter((name) => name.endsWith('.rules'))
      .flatMap((name) => rulesIn(place.read(`${each}/${name}`) ?? '')),
  );
}

function rulesIn(text: string): Stop[] {
  return text
    .replace(/^\s*#.*$/gm, '')
    .split(/\bprefix_rule\s*\(/)
    .slice(1)
    .flatMap(ruleIn);
}

function ruleIn(text: string): Stop[] {
  const decision = /\bdecision\s*=\s*["'](\w+)["']/.exec(text)?.[1];
  const list = /\bpattern\s*=\s*(\[(?:[^[\]]|\[[^[\]]*\])*\])/.exec(text)?.[1];
  const pattern = list === undefined ? undefined : wordsIn(list);
  if (!pattern || (decision !== 'forbidden' && decision !== 'prompt')) return [];
  const covers = (command: string) => {
    const words = command.split(' ');
    return pattern.length <= words.length && pattern.every((choices, at) => choices.includes(words[at] ?? ''));
  };
  const rule = `your rule for \`${pattern.map((choices) => choices.join('|')).join(' ')}\``;
  return [{ action: decision === 'forbidden' ? 'deny' : 'ask', covers, rule }];
}

// ["git", ["push", "fetch"]]: words, or lists of which one must stand there
function wordsIn(list: string): string[][] | undefined {
  try {
    const words: unknown = parsed(list.replaceAll("'", '"'));
    if (!Array.isArray(words) || words.length === 0) return undefined;
    return words.map((word) => (Array.isArray(word) ? word.map(String) : [String(word)]));
  } catch {
    return undefined;
  }
}
