import { remark } from '../io/say.ts';
import { WORDS } from '../route/own-words.ts';
import { nearest } from './define/word.ts';
import { onPath } from './tool-here.ts';

/** For a command that is not on PATH and looks like a word of rtk: `rtk gian`. */
export function suggest([word = '']: readonly string[]): void {
  if (!/^[a-z-]+$/.test(word) || onPath(word)) return;
  const near = nearest(word, Object.keys(WORDS));
  if (near !== undefined) remark(`rtk: did you mean \`rtk ${near}\`? \`rtk help\` lists the words of rtk.`);
}
