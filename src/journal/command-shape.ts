/** A command as the journal names it: without the words that are the user's own, and known again by marks. */

import { WITH_SUBCOMMANDS } from './subcommands.ts';

/** Six digits: a command is known again among its neighbours, and its words are not to be guessed from them. `behind`: what reads its output in a pipe. */
export function marksOf(argv: readonly string[], behind = ''): { same: string; about: string } {
  const [program = '', ...words] = argv;
  const base = program.slice(program.search(/(?<![^\\/])[^\\/]*$/));
  return { same: mark([base, ...words, behind]), about: mark([base, ...words.filter((word, at) => !limits(word, words[at + 1]))]) };
}

// "-20", "-n5", "--lines=50", "1,40p", and the "-n" in front of "5"
function limits(word: string, next = ''): boolean {
  return (
    /^(?:[-+]?[\d$][\d,.$+p-]*|-[a-zA-Z]\d+|--[\w-]+=\d+)$/.test(word) || (/^(?:-[a-zA-Z]|--[\w-]+)$/.test(word) && /^[-+]?\d+$/.test(next))
  );
}

/** FNV-1a, its upper half folded into 24 bits. */
function mark(words: readonly string[]): string {
  let hash = 0x811c9dc5;
  for (const char of words.join('\0')) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return ((hash ^ (hash >>> 24)) & 0xffffff).toString(16).padStart(6, '0');
}

/** Programs to which a password is given right behind an option's letter: `mysql -psecret`, `curl -uname:secret`. */
const ATTACHED = /^(?:mysql|mariadb|sshpass|curl|wget|7z|zip|unzip|rar|unrar|ldap|smbclient|redis-cli|sqlcmd|bcp|isql|ftp|lftp)/;

/** Tool, subcommand and option names; values, paths and everything else stay out. */
export function commandShape(argv: readonly string[]): string {
  const [program = '', first = '', ...rest] = argv;
  const base = program.slice(program.search(/(?<![^\\/])[^\\/]*$/)).slice(0, 40);
  const nameOf = (word: string) => (ATTACHED.test(base) && !word.startsWith('--') ? optionName(word).slice(0, 2) : optionName(word));
  const sub = WITH_SUBCOMMANDS.has(base) && /^[a-z][a-z-]{0,20}$/.test(first) ? [first] : [];
  const options = [first, ...rest].filter((word) => word.startsWith('-')).map(nameOf);
  return [base, ...sub, ...new Set(options)]
    .filter((word) => word !== '')
    .slice(0, 12)
    .join(' ');
}

/** `-xvf` and `-timeout` are names; with digits, or longer, only the letter is. */
function optionName(word: string): string {
  const name = /^--?[A-Za-z][\w-]{0,30}/.exec(word.replace(/=.*/s, ''))?.[0] ?? '';
  return name.startsWith('--') || /^-[A-Za-z-]{1,12}$/.test(name) ? name : name.slice(0, 2);
}
