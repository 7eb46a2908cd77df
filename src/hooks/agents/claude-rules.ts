/** Claude Code's permission rules: all files, all forms of `Bash(…)`; judged on the line as the model wrote it. */

import type { JsonObject } from '../../json.ts';
import { isObject, listAt, objectAt, stringAt } from '../../json.ts';
import { couldMatch, globPattern, plainCommands } from '../rules/match.ts';
import { settingsIn } from '../rules/settings.ts';
import type { Place, Stop, Verdict } from '../types.ts';
import { argumentsIn } from './claude-args.ts';

interface Rules {
  /** Texts inside `Bash(…)` of which any could stop or ask; `''` for a bare `Bash`. */
  readonly stops: readonly string[];
  readonly listed: readonly Stop[];
  readonly allows: readonly string[];
  /** Is there a rule on files, which Claude Code also applies to `cat` and its like? */
  readonly onFiles: boolean;
}

type Verdicts = readonly (readonly string[])[];

export function claudeRules(line: string, touched: Verdicts, payload: JsonObject, place: Place): Verdict {
  const rules = rulesIn(payload, place);
  if (rules.stops.some((stop) => couldMatch(stop, line))) return 'leave';
  if (rules.onFiles && FILE_COMMAND.test(line)) return 'leave';
  const mode = stringAt(payload, 'permission_mode');
  if (mode === 'bypassPermissions' || rules.allows.some((allow) => /^\**$/.test(allow))) return 'silent';
  // A model judges there what it reads; it would read another line.
  if (mode === 'auto') return 'leave';
  // A rule for the wrapper itself would let through what the original had been asked for.
  const others = rules.allows.filter((allow) => !/(?:^|\/)["']?rtk\b/.test(allow));
  const commands = plainCommands(line);
  const grounds = commands?.map((words) => groundOf(words, others));
  if (commands && grounds?.every((ground) => ground !== undefined) && !cdWithGit(commands))
    return { because: [...new Set(grounds)].join(', ') };
  if (others.length < rules.allows.length) return 'leave';
  const asks = touched.some((words) => !READ_ONLY.test(words.join(' ')) && !others.some((allow) => couldMatch(allow, words.join(' '))));
  return asks ? 'silent' : 'leave';
}

/** In this set nothing is asked, if all it names is inside the project. */
const READ_ONLY =
  /^(?:ls|cat|echo|pwd|head|tail|grep|find|wc|which|diff|stat|du|cd|git (?:status|log|diff|show|blame|branch|ls-files|rev-parse|describe|reflog))(?: |$)/;
const OUTSIDE = /(?:^| |=)["']?(?:\/|~|\.\.)|\/\.\.(?:\/|$| )/;
const DANGEROUS =
  /(?:^| )-(?:delete|exec|execdir|ok|okdir|fprint\w*|fls)\b|(?:^| )--(?:output|ext-diff)\b|git branch [^-]|git branch .*-[dDmMcC]/;

// Claude Code looks behind these itself.
const STRIPPED = /^(?:(?:timeout \d+[smhd]?|time|nice|nohup) )+(?!-)/;

/** What allows the command: a rule of the user's, or that Claude Code documents it as one that only reads. */
function groundOf(words: readonly string[], allows: readonly string[]): string | undefined {
  const text = words.join(' ').replace(STRIPPED, '');
  const rule = allows.find((allow) => covers(allow, text));
  if (rule !== undefined) return `your rule Bash(${rule}) allows \`${text}\``;
  const [read] = READ_ONLY.exec(text) ?? [];
  return read !== undefined && !OUTSIDE.test(text) && !DANGEROUS.test(text)
    ? `\`${read.trim()}\` only reads, and Claude Code never asks for it`
    : undefined;
}

/** `npm test` exactly, `npm test:*` and `npm test *` at a word's end, `*` anywhere. */
function covers(allow: string, text: string): boolean {
  const prefix = /^(.*?)(?::\*| \*)$/.exec(allow)?.[1];
  if (prefix !== undefined && !prefix.includes('*')) return text === prefix ? allow.endsWith(':*') : text.startsWith(`${prefix} `);
  return allow.includes('*') ? globPattern(allow.replace(/:\*$/, ' *')).test(text) : allow === text;
}

/** Together they are always asked for. */
function cdWithGit(commands: readonly (readonly string[])[]): boolean {
  return commands.some(([name]) => name === 'cd') && commands.some(([name]) => name === 'git');
}

// What Claude Code looks through for paths under its rules on files.
const FILE_COMMAND =
  /(?:^|[\s;&|(/])(?:cat|head|tail|less|more|sed|awk|grep|rg|find|ls|diff|sort|uniq|wc|cut|nl|tac|strings|xxd|od|hexdump|jq|tree|du|stat|file|cp|mv|rm|tee|touch|mkdir)\b/;

/** Throws if one of the files cannot be understood. */
export function claudeStops(payload: JsonObject, place: Place): readonly Stop[] {
  return rulesIn(payload, place).listed;
}

/** Asked for twice of one event: the files are read once. */
const KNOWN = new WeakMap<JsonObject, Rules>();

/** Throws if one of the files cannot be understood. */
function rulesIn(payload: JsonObject, place: Place): Rules {
  const known = KNOWN.get(payload) ?? readRules(payload, place);
  KNOWN.set(payload, known);
  return known;
}

function readRules(payload: JsonObject, place: Place): Rules {
  const project = place.env['CLAUDE_PROJECT_DIR'] || place.cwd;
  const typed = argumentsIn(place);
  const managed = settingsIn(managedFiles(place), place);
  const own = [...settingsIn([...files(folder(place)), ...files(`${project}/.claude`)], place), ...typed.settings];
  const above = settingsIn(
    foldersAbove(place.cwd, stringAt(payload, 'cwd'), project).flatMap((dir) => files(`${dir}/.claude`)),
    place,
  );
  const onlyManaged = managed.some((each) => each['allowManagedPermissionRulesOnly'] === true);
  const all = [...managed, ...own, ...above];
  const [deny, ask] = [[...typed.deny, ...all.flatMap((each) => inside(each, 'deny'))], all.flatMap((each) => inside(each, 'ask'))];
  const stops = [...deny, ...ask];
  const believed = typed.sources || onlyManaged ? managed : [...managed, ...own];
  const allows = [...(onlyManaged ? [] : typed.allow), ...believed.flatMap((each) => inside(each, 'allow'))];
  return {
    stops: [...stops.filter(isForBash).map(textOf), ...all.flatMap(unsandboxed)],
    listed: [...listed('deny', deny), ...listed('ask', ask)],
    allows: allows.filter((rule) => /^Bash(?:\(|$)/.test(rule)).map(textOf),
    onFiles: stops.some((rule) => /^(?:Read|Edit|Write|MultiEdit|NotebookEdit|Glob|Grep)\b/.test(rule)),
  };
}

/** A bare `Bash` stops the wrapper as well: it needs no word of ours. */
function listed(action: Stop['action'], rules: readonly string[]): Stop[] {
  return rules
    .filter((rule) => isForBash(rule) && !/^:?\**$/.test(textOf(rule)))
    .map((rule) => ({ action, text: textOf(rule), rule: `your rule ${rule.trim()}` }));
}

function folder({ env, home }: Place): string {
  return env['CLAUDE_CONFIG_DIR'] || `${home}/.claude`;
}

function files(dir: string): string[] {
  return [`${dir}/settings.json`, `${dir}/settings.local.json`];
}

function managedFiles(place: Place): string[] {
  const dir =
    { darwin: '/Library/Application Support/ClaudeCode', win32: 'C:\\Program Files\\ClaudeCode' }[place.platform as string] ??
    '/etc/claude-code';
  const parts = place.list(`${dir}/managed-settings.d`).filter((name) => name.endsWith('.json'));
  return [
    `${dir}/managed-settings.json`,
    ...parts.map((name) => `${dir}/managed-settings.d/${name}`),
    `${folder(place)}/remote-settings.json`,
  ];
}

/** A deny rule of a folder above is honoured, too, wherever the session began. */
function foldersAbove(...starts: readonly (string | undefined)[]): string[] {
  const found = new Set<string>();
  for (let dir of starts.filter((start) => start !== undefined)) {
    for (; dir.length > 1; dir = dir.slice(0, Math.max(dir.lastIndexOf('/'), dir.lastIndexOf('\\'), 0))) found.add(dir);
  }
  return [...found];
}

function inside(settings: JsonObject, kind: 'allow' | 'ask' | 'deny'): string[] {
  const permissions = settings['permissions'];
  if (permissions === undefined) return [];
  const rules = isObject(permissions) ? (permissions[kind] ?? []) : undefined;
  if (!Array.isArray(rules) || rules.some((rule) => typeof rule !== 'string')) throw new Error(`permissions.${kind} is not understood`);
  return rules as string[];
}

/** These run outside the sandbox by their name; with another name in front they would run inside. */
function unsandboxed(settings: JsonObject): string[] {
  return listAt(objectAt(settings, 'sandbox'), 'excludedCommands').filter((each) => typeof each === 'string');
}

// "Bash", "Bash(npm test:*)", "*", "B*(git push)"
function isForBash(rule: string): boolean {
  return globPattern(rule.trim().replace(/\([\s\S]*$/, '')).test('Bash');
}

function textOf(rule: string): string {
  return /^[^(]*\(([\s\S]*)\)$/.exec(rule.trim())?.[1] ?? '';
}
