/** Rules that are lists of commands: what they say of a line before rtk stands in it. For agents that judge the line after the hook. */

import { isRead } from '../read-only.ts';
import type { Verdict } from '../types.ts';
import { couldMatch, globPattern, plainCommands } from './match.ts';

export interface Lists {
  /** Texts of rules that stop or ask; `''` for every command. */
  readonly stops: readonly string[];
  /** Texts of rules that allow; `''` or `*` for every command. */
  readonly allows: readonly string[];
  /** Does an allow rule surely cover this command? Unless said otherwise, only the very same text. */
  readonly covers?: (allow: string, command: string) => boolean;
  /** The agent's documented set of commands that it never asks for. */
  readonly safe?: (words: readonly string[]) => boolean;
  /** Does it ask for commands that only read, too, if no rule allows them? */
  readonly asksForReads?: boolean;
}

type Commands = readonly (readonly string[])[];

/** Silent only where the line would have been asked for with and without rtk, or with neither. */
export function verdictOf(line: string, touched: Commands, { stops, allows, covers = isSame, safe = never, asksForReads }: Lists): Verdict {
  if (stops.some((stop) => couldMatch(stop, line))) return 'leave';
  // A rule for the wrapper itself would let through what the original had been asked for.
  const others = allows.filter((allow) => !/(?:^|[\s/\\])["']?rtk\b/.test(allow));
  const groundOf = (words: readonly string[]) => {
    const rule = others.find((allow) => covers(allow, words.join(' ')));
    if (rule !== undefined) return `your rule \`${rule}\` allows \`${words.join(' ')}\``;
    return safe(words) ? `\`${words.join(' ')}\` only reads, and is never asked for` : undefined;
  };
  const grounds = plainCommands(line)?.map(groundOf);
  if (grounds?.every((ground) => ground !== undefined)) return { because: [...new Set(grounds)].join(', ') };
  if (touched.some(changes)) return 'leave';
  if (allows.some(isForAll)) return 'silent';
  if (others.length < allows.length) return 'leave';
  const asked = (words: readonly string[]) =>
    !safe(words) && (asksForReads || !isRead(words)) && !others.some((allow) => couldMatch(allow, words.join(' ')));
  return touched.some(asked) ? 'silent' : 'leave';
}

/** `npm test` covers `npm test` and `npm test -- -u`. */
export function isPrefix(allow: string, command: string): boolean {
  return allow !== '' && (command === allow || command.startsWith(`${allow} `));
}

/** `npm test` exactly, `npm test:*` and `npm test *` at a word's end, `*` anywhere: Claude Code's and its relatives' form. */
export function isCovered(allow: string, command: string): boolean {
  const prefix = /^(.*?)(?::\*| \*)$/.exec(allow)?.[1];
  if (prefix !== undefined && !prefix.includes('*'))
    return command.startsWith(`${prefix} `) || (command === prefix && allow.endsWith(':*'));
  return allow.includes('*') ? globPattern(allow).test(command) : allow === command;
}

function isSame(allow: string, command: string): boolean {
  return allow === command;
}

function never(): boolean {
  return false;
}

function isForAll(allow: string): boolean {
  return /^\**$/.test(allow);
}

/** Agents have lists of their own, and models, for what changes more than the project's files: such a command is left as it is. */
function changes(words: readonly string[]): boolean {
  return CHANGES.some((pattern) => pattern.test(words.join(' ')));
}

const CHANGES: readonly RegExp[] = [
  // "git push", "git -C app commit"
  /(?:^|\/)git (?!(?:status|log|diff|show|blame|grep|ls-files|ls-tree|rev-parse|rev-list|shortlog|describe|reflog)(?: |$))/,
  // "npm ci", "yarn add left-pad", "uv sync", "cargo install ripgrep", "go get example.org/x"
  /(?:^|\/)(?:npm|pnpm|yarn|bun|pip3?|pipx|uv|poetry|composer|gem|bundle|cargo|go|dotnet|brew|conda) (?:.* )?(?:i|in|install|add|ci|sync|update|upgrade|up|remove|rm|uninstall|unlink|link|publish|login|get|require|exec)(?: |$)/,
  /^yarn$/,
  // "docker run", "kubectl delete pod x", "gh pr merge", "terraform apply"
  /(?:^|\/)(?:docker|podman|kubectl|helm|gh|glab|terraform|tofu|pulumi|aws|gcloud|az|systemctl|service) (?!(?:ps|images|logs|inspect|stats|get|describe|top|list|ls|plan|validate|status|(?:pr|issue|run|repo) (?:list|view|diff))(?: |$))/,
  /(?:^|\/)(?:sudo|doas|su|rm|rmdir|mv|dd|chmod|chown|kill|killall|curl|wget|ssh|scp|rsync|psql|mysql|apt|apt-get|dnf|yum|apk|pacman)(?: |$)/,
  // "find . -delete", "sed -i"
  /(?:^| )-(?:delete|exec|execdir|ok|okdir|i)(?: |$)/,
];
