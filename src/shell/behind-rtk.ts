/** The commands of a line that stand behind rtk, where an agent's own rules do not look: `rtk git push`, `rtk raw git push`, `rtk err -- git push`. */

import type { Word } from 'unbash';
import { scriptOf } from './script.ts';
import { wordsOf } from './simple.ts';
import { commandsOf } from './walk.ts';
import { unwrapped } from './wrapped.ts';

/** Could rtk stand in it? Asked first: most lines have none. */
export function mentionsRtk(line: string): boolean {
  return /r["'\\]*t["'\\]*k/i.test(line);
}

// "rtk", "/opt/my tools/rtk", "./rtk-node", "C:\\rtk.exe", "$(which rtk)", "${RTK:-rtk}"
const RTK = /(?:^|[\\/])rtk(?:-node)?(?:\.exe)?$|^[$`].*\brtk\b/i;

/** Words of rtk's own behind which a command stands. */
const RUNNERS: ReadonlySet<string> = new Set(['raw', 'err', 'test', 'summary', 'proxy', 'run']);
/** Programs that start another: rtk may stand anywhere among their words. */
const STARTERS =
  /^(?:sudo|doas|su|xargs|env|nice|nohup|timeout|time|command|exec|builtin|stdbuf|setsid|ionice|chrt|taskset|chroot|watch|parallel|find|fd|npx|bunx|npm|pnpm|yarn|bun|busybox|unshare|script|strace|ltrace|flock|ssh|if|while|until|!)$/;
const SHELLS = /^(?:ba|z|da|k|a|fi)?sh$|^eval$|^run$/;
const DEEP = 4;

/** Their words, as far as they are spelled out; undefined if the line cannot be read. */
export function behindRtk(line: string, depth = 0): string[][] | undefined {
  if (!mentionsRtk(line)) return [];
  if (line.length > 64_000 || depth > DEEP) return undefined;
  try {
    const script = scriptOf(line);
    const found = (script.errors?.length ?? 0) > 0 ? undefined : commandsOf(script, line);
    const all = found?.map(({ command }) => ofCommand(wordsOf(command), depth));
    return all?.every((each) => each !== undefined) ? all.flat() : undefined;
  } catch {
    return undefined;
  }
}

function ofCommand(words: readonly Word[], depth: number): string[][] | undefined {
  const inner = unwrapped(words);
  const tool = typeof inner === 'string' ? words : words.slice(inner.tool);
  const name = baseOf(tool[0]?.value ?? '');
  if (isRtk(tool[0])) return behind(tool.slice(1), depth);
  if (SHELLS.test(name)) return inTexts(tool.slice(1), depth);
  if (!STARTERS.test(name)) return [];
  const at = tool.findIndex((word, index) => index > 0 && (isRtk(word) || SHELLS.test(baseOf(word.value))));
  if (at < 0) return [];
  return isRtk(tool[at]) ? behind(tool.slice(at + 1), depth) : inTexts(tool.slice(at + 1), depth);
}

function isRtk(word: Word | undefined): boolean {
  return word !== undefined && RTK.test(word.value);
}

function baseOf(path: string): string {
  return path.slice(path.search(/[^\\/]*$/)).replace(/\.exe$/i, '');
}

/** A text that a shell is given: a line of its own. */
function inTexts(words: readonly Word[], depth: number): string[][] | undefined {
  const all = words.filter(({ value }) => mentionsRtk(value)).map(({ value }) => behindRtk(value, depth + 1));
  return all.every((each) => each !== undefined) ? all.flat() : undefined;
}

/** Behind rtk's options, its word if that runs something, and its options. */
function behind(words: readonly Word[], depth: number): string[][] | undefined {
  const command = withoutOptions(words);
  const [first] = command;
  if (!first) return [];
  if (first.value === 'run' && /^-\w*c$/.test(command[1]?.value ?? '')) return lineIn(command.slice(2), depth);
  const rest = RUNNERS.has(first.value) && words[words.indexOf(first) - 1]?.value !== '--' ? withoutOptions(command.slice(1)) : command;
  if (rest.length === 0) return [];
  const [again, texts] = [ofCommand(rest, depth), [rest.map(({ value }) => value)]];
  return again && (again.length > 0 ? again : texts);
}

function withoutOptions(words: readonly Word[]): readonly Word[] {
  let at = 0;
  for (; words[at]?.value.startsWith('-'); at++) {
    if (words[at]?.value === '--') return words.slice(at + 1);
    if (words[at]?.value === '--level') at++;
  }
  return words.slice(at);
}

/** `rtk run -c 'git push'`: the commands of the text, whether rtk stands in it or not. */
function lineIn(words: readonly Word[], depth: number): string[][] | undefined {
  const line = words[0]?.value ?? '';
  const script = scriptOf(line);
  const found = (script.errors?.length ?? 0) > 0 ? undefined : commandsOf(script, line);
  const all = found?.map(({ command }) => {
    const inner = wordsOf(command);
    const again = ofCommand(inner, depth + 1);
    return again && (again.length > 0 ? again : [inner.map(({ value }) => value)]);
  });
  return all?.every((each) => each !== undefined) ? all.flat() : undefined;
}
