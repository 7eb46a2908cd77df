/** Rules that stop a command or ask for it, applied where only the hook can see it: behind rtk. */

import { behindRtk, mentionsRtk } from '../../shell/behind-rtk.ts';
import type { Refusal, Stop } from '../types.ts';
import { isCovered } from './lists.ts';
import { couldMatch } from './match.ts';

/** What the agent's rules say of the commands behind rtk in these lines; undefined if they say nothing. Deny goes before ask. */
export function refusalOf(lines: readonly string[], stopsOf: () => readonly Stop[]): Refusal | undefined {
  const found = lines.filter(mentionsRtk).flatMap((line) => stopped(line, stopsOf()));
  return found.find(({ action }) => action === 'deny') ?? found[0];
}

function stopped(line: string, stops: readonly Stop[]): Refusal[] {
  const commands = behindRtk(line);
  // Nobody can say what runs there: whoever is asked looks at it.
  if (!commands) return stops.filter(({ text }) => text !== undefined && couldMatch(text, line)).map((stop) => refusal('ask', stop, line));
  return commands.flatMap((words) => {
    const spellings = spellingsOf(words);
    return stops.flatMap((stop) => {
      if (spellings.some((spelling) => matches(stop, spelling))) return [refusal(stop.action, stop, words.join(' '))];
      const hidden = stop.text !== undefined && STARTER.test(words.join(' ')) && couldMatch(stop.text, words.join(' '));
      return hidden ? [refusal('ask', stop, words.join(' '))] : [];
    });
  });
}

/** They start what stands among their words. */
const STARTER =
  /^(?:\S*\/)?(?:(?:ba|z|da|k)?sh|eval|sudo|doas|env|xargs|time|timeout|nice|nohup|command|exec|find|npx|bunx|git -[cC])(?: |$)/;

/** As it was typed, without the program's folder, without the launchers before it, `git -C dir push` as `git push`. */
function spellingsOf(words: readonly string[]): string[] {
  const bare = words.map((word, at) => (at === 0 ? word.slice(word.lastIndexOf('/') + 1) : word));
  const found = [words, bare];
  if (/^(?:timeout|nice|nohup|time|command|env|stdbuf|sudo|doas)$/.test(bare[0] ?? '')) {
    const at = bare.findIndex((word, index) => index > 0 && !/^-|^\w+=|^[-+]?\d[\d.]*[smhd]?$/.test(word));
    if (at > 0) found.push(...spellingsOf(bare.slice(at)).map((each) => [each]));
  }
  if (bare[0] === 'git') found.push(['git', ...withoutGlobals(bare.slice(1))]);
  return found.map((each) => each.join(' '));
}

function withoutGlobals(words: readonly string[]): readonly string[] {
  let at = 0;
  while (words[at]?.startsWith('-'))
    at += /^(?:-[cC]|--(?:git-dir|work-tree|namespace|exec-path|config-env))$/.test(words[at] ?? '') ? 2 : 1;
  return words.slice(at);
}

export function matches({ text, covers }: Stop, command: string): boolean {
  return covers ? covers(command) : text !== undefined && isCovered(text, command);
}

function refusal(action: Stop['action'], { rule }: Stop, command: string): Refusal {
  return { action, command: command.length > 200 ? `${command.slice(0, 200)}…` : command, rule };
}

/** For the person or the model, one sentence. */
export function reasonOf({ action, command, rule }: Refusal, asks: boolean): string {
  if (action === 'deny') return `${rule} denies \`${command}\`, also behind rtk.`;
  return asks
    ? `${rule} asks for \`${command}\`, also behind rtk.`
    : `${rule} asks for \`${command}\`: run it without rtk, so that it can be asked for.`;
}

/** Rules of one action, with texts as `Bash(…)` has them. */
export function stopsFrom(action: Stop['action'], texts: readonly string[], ruleOf: (text: string) => string): Stop[] {
  return texts.map((text) => ({ action, text, rule: ruleOf(text) }));
}
