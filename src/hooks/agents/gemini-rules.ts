/** Gemini CLI's policies and settings: whatever could match the original, or the wrapper, forbids to rewrite. */

import type { JsonObject } from '../../json.ts';
import { listAt, objectAt } from '../../json.ts';
import { couldMatch } from '../rules/match.ts';
import { settingsIn as readSettings } from '../rules/settings.ts';
import type { Place, Stop, Verdict } from '../types.ts';

export function geminiRules(line: string, touched: readonly (readonly string[])[], _: JsonObject, place: Place): Verdict {
  const settings = settingsIn(place);
  if (settings.some((each) => 'policyPaths' in each || 'adminPolicyPaths' in each)) return 'leave';
  const rules = [...policiesIn(place).flatMap(rulesOf), ...settings.flatMap(rulesInSettings)];
  if (rules.some((rule) => concerns(rule, line))) return 'leave';
  if (DANGEROUS.test(line)) return 'leave';
  const asks = touched.some((words) => !SAFE.test(words.join(' ')));
  return asks || isUnasked(place) ? 'silent' : 'leave';
}

/** Rules of policies and settings; those for all commands alike hold for the wrapper, too. */
export function geminiStops(_: JsonObject, place: Place): readonly Stop[] {
  const settings = settingsIn(place);
  const excluded = settings.flatMap((each) => [...listAt(objectAt(each, 'tools'), 'exclude'), ...listAt(each, 'excludeTools')]);
  const confirmed = settings.flatMap((each) => listAt(objectAt(each, 'tools'), 'confirmationRequired'));
  return [
    ...policiesIn(place).flatMap(rulesOf).flatMap(stopsOf),
    ...excluded.flatMap((rule) => stopsOf({ decision: 'deny', prefixes: prefixesIn(rule) })),
    ...confirmed.flatMap((rule) => stopsOf({ decision: 'ask_user', prefixes: prefixesIn(rule) })),
  ];
}

function stopsOf({ decision, prefixes = [] }: Rule): Stop[] {
  if (decision !== 'deny' && decision !== 'ask_user') return [];
  const action = decision === 'deny' ? 'deny' : 'ask';
  return prefixes.flatMap((prefix) =>
    [prefix, `${prefix} *`].map((text) => ({ action, text, rule: `your rule for \`${prefix}\`` }) as const),
  );
}

// What it always asks for, by the first word; with another word in front it would not.
const DANGEROUS =
  /(?:^|[\s;&|(/])(?:sudo|rm|ln)\s|\s-(?:exec|execdir|ok|okdir|delete|fprint\w*|fls)\b|--(?:pre|hostname-bin|search-zip)\b|\brg\b.*\s-\w*z/;

// What it never asks for.
const SAFE =
  /^(?:cat|cd|cut|echo|expr|false|grep|head|id|ls|nl|paste|pwd|rev|seq|stat|tail|tr|true|uname|uniq|wc|which|whoami|numfmt|tac|base64|find|rg|sed|git (?:\S+ )*?(?:status|log|diff|show|branch))(?: |$)/;

interface Rule {
  /** Beginnings of commands; undefined: a pattern that we do not read. */
  readonly prefixes?: readonly string[];
  /** `allow`, `deny`, `ask_user`. */
  readonly decision?: string | undefined;
}

/** A rule for all commands alike holds for the rewritten one, too; such rules are not listed. */
function concerns({ prefixes }: Rule, line: string): boolean {
  return !prefixes || prefixes.some((prefix) => /(?:^|[\s/"'])rtk\b/.test(prefix) || couldMatch(`${prefix}*`, line));
}

function home({ env, home }: Place): string {
  return `${env['GEMINI_CLI_HOME'] || home}/.gemini`;
}

function systemFolder({ platform }: Place): string {
  const folders: Partial<Record<NodeJS.Platform, string>> = {
    darwin: '/Library/Application Support/GeminiCli',
    win32: 'C:\\ProgramData\\gemini-cli',
  };
  return folders[platform] ?? '/etc/gemini-cli';
}

function policiesIn(place: Place): string[] {
  const folders = [`${home(place)}/policies`, `${place.cwd}/.gemini/policies`, `${systemFolder(place)}/policies`];
  return folders.flatMap((folder) =>
    place
      .list(folder)
      .filter((name) => name.endsWith('.toml'))
      .map((name) => place.read(`${folder}/${name}`) ?? ''),
  );
}

/** The blocks of a policy file that concern the shell. Throws for what it does not understand. */
function rulesOf(text: string): Rule[] {
  const blocks = text.replace(/^\s*#.*$/gm, '').split(/^\s*\[\[(?:rule|rules)\]\]\s*$/m);
  if (blocks[0]?.trim() || /\[\[safety_checker\]\]|"""|'''/.test(text)) throw new Error('a policy of Gemini is not understood');
  return blocks.slice(1).flatMap((block) => {
    const tools = stringsAt(block, 'toolName');
    if (tools && !tools.some((tool) => /^(?:run_shell_command|ShellTool|.*\*.*)$/.test(tool))) return [];
    if (/^\s*(?:commandRegex|argsPattern)\b/m.test(block)) return [{}];
    const prefixes = stringsAt(block, 'commandPrefix');
    return prefixes ? [{ prefixes, decision: stringsAt(block, 'decision')?.[0] }] : [];
  });
}

// toolName = "run_shell_command"      commandPrefix = ["git push", 'npm publish']
function stringsAt(block: string, key: string): string[] | undefined {
  const value = new RegExp(`^\\s*${key}\\s*=\\s*(\\[[^\\]]*\\]|"(?:[^"\\\\]|\\\\.)*"|'[^']*')`, 'm').exec(block)?.[1];
  if (value === undefined) {
    if (new RegExp(`\\b${key}\\b`).test(block)) throw new Error('a policy of Gemini is not understood');
    return undefined;
  }
  return [...value.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g)].map(([, double, single]) =>
    double === undefined ? (single ?? '') : (JSON.parse(`"${double}"`) as string),
  );
}

function settingsIn(place: Place): JsonObject[] {
  const files = [
    `${home(place)}/settings.json`,
    `${place.cwd}/.gemini/settings.json`,
    place.env['GEMINI_CLI_SYSTEM_SETTINGS_PATH'] || `${systemFolder(place)}/settings.json`,
    place.env['GEMINI_CLI_SYSTEM_DEFAULTS_PATH'] || `${systemFolder(place)}/system-defaults.json`,
  ];
  return readSettings(files, place);
}

// "tools": {"allowed": ["run_shell_command(git)"], "exclude": ["ShellTool(rm -rf)"], "core": [...]}, and the names of earlier versions
function rulesInSettings(settings: JsonObject): Rule[] {
  const tools = objectAt(settings, 'tools');
  const lists = ['allowed', 'exclude', 'core', 'confirmationRequired'].map((key) => listAt(tools, key));
  const earlier = ['allowedTools', 'excludeTools', 'coreTools'].map((key) => listAt(settings, key));
  return [...lists, ...earlier].flat().flatMap((each) => {
    const prefixes = prefixesIn(each);
    return prefixes.length > 0 ? [{ prefixes }] : [];
  });
}

// "run_shell_command(git push)"
function prefixesIn(rule: unknown): string[] {
  const found = typeof rule === 'string' ? /^(?:run_shell_command|ShellTool)\(([\s\S]*)\)$/.exec(rule.trim()) : null;
  return found ? [found[1] ?? ''] : [];
}

/** `gemini --yolo -p …`: nothing is asked, and nobody can change that on the way. Linux only. */
function isUnasked(place: Place): boolean {
  if (place.platform !== 'linux') return false;
  let stat = place.read('/proc/self/stat');
  for (let step = 0; step < 6 && stat !== undefined; step++) {
    const parent = /^\d+ \(.*\) \S (\d+) /s.exec(stat)?.[1];
    if (parent === undefined || parent === '1') return false;
    const words = (place.read(`/proc/${parent}/cmdline`) ?? '').split('\0');
    if (words.some((word) => /(?:^|[\\/])gemini(?:\.js)?$|gemini-cli/.test(word)))
      return isYolo(words) && words.some((word) => /^(?:-p|--prompt)(?:=|$)/.test(word));
    stat = place.read(`/proc/${parent}/stat`);
  }
  return false;
}

function isYolo(words: readonly string[]): boolean {
  return words.some(
    (word, at) => /^(?:-y|--yolo|--approval-mode=yolo)$/.test(word) || (word === '--approval-mode' && words[at + 1] === 'yolo'),
  );
}
