/** Crush: PreToolUse merges a rewritten input; nothing else exists. Its rules on commands are built in, read from its source of August 2026. */

import type { JsonObject } from '../../json.ts';
import { objectAt, stringAt } from '../../json.ts';
import { guarded } from '../command-line.ts';
import { verdictOf } from '../rules/lists.ts';
import { couldMatch } from '../rules/match.ts';
import { configFolder } from '../rules/settings.ts';
import type { Agent, Event, Piece, Place, Scope, Stop, Verdict } from '../types.ts';
import { inputWith, toldBy } from './claude-kin.ts';

export const agent: Agent = {
  name: 'crush',
  title: 'Crush',
  replaces: 'none',
  rewrites: true,
  mode: 'rewrite',
  detect: { programs: ['crush'], folders: (place) => [userFolder(place)] },
  pieces: (scope, place, rtk) => [piece(scope, place, guarded(rtk, 'crush'))],
  instructions: (scope, place) => (scope === 'user' ? `${userFolder(place)}/CRUSH.md` : `${place.cwd}/AGENTS.md`),
  parse,
  neutral: '',
  rewritten: (payload, lines, verdict) => ({
    version: 1,
    ...(verdict === 'allow' ? { decision: 'allow' } : {}),
    updated_input: { command: inputWith(payload, lines[0])['command'] },
  }),
  replaced: () => undefined,
  rules,
  stops,
  refused: (_, action, reason) => (action === 'deny' ? { version: 1, decision: 'deny', reason } : undefined),
  sample: {
    before: (line, cwd) => ({
      event: 'PreToolUse',
      session_id: 'sample',
      cwd,
      tool_name: 'bash',
      tool_input: { command: line, description: 'sample' },
    }),
  },
  todo: ['Start Crush again: its configuration is read when it starts.'],
  limits: [
    'Crush cannot replace a result, so commands are rewritten; those of its sub-agents are not shown to a hook.',
    'Before 0.88 Crush does not read crushrc: there an entry goes into crush.json if that is what you have.',
  ],
};

function userFolder(place: Place): string {
  const { env, home } = place;
  return env['CRUSH_GLOBAL_CONFIG'] || (place.platform === 'win32' ? `${home}/.config/crush` : `${configFolder(place)}/crush`);
}

/** crushrc is what Crush reads since 0.88; where only the older JSON is kept, the entry stands there. */
function piece(scope: Scope, place: Place, command: string): Piece {
  const dir = scope === 'user' ? userFolder(place) : place.cwd;
  const [first = '', ...others] = scope === 'user' ? [`${dir}/crushrc`] : [`${dir}/.crushrc`, `${dir}/crushrc`];
  const script = [first, ...others].find((path) => place.read(path) !== undefined);
  const json = [`${dir}/crush.json`, `${dir}/.crush.json`].find((path) => place.read(path) !== undefined);
  const isInJson = json !== undefined && place.read(json)?.includes(' hook crush"');
  if (json !== undefined && (script === undefined || isInJson))
    return {
      kind: 'entries',
      file: json,
      entries: [{ at: ['hooks', 'PreToolUse'], item: { name: 'rtk', matcher: '^bash$', command, timeout: 10 } }],
    };
  const text = `hook add PreToolUse --name rtk --matcher '^bash$' --timeout 10 --command "${command.replace(/["$`\\]/g, '\\$&')}"\n`;
  return { kind: 'block', file: script ?? first, text, comment: '#' };
}

function parse(payload: JsonObject): Event | undefined {
  const input = objectAt(payload, 'tool_input');
  const line = stringAt(input, 'command');
  const isOurs = stringAt(payload, 'event') === 'PreToolUse' && stringAt(payload, 'tool_name') === 'bash';
  const background = input?.['run_in_background'] === true ? { background: true } : {};
  return isOurs && line ? { kind: 'before', lines: [line], ...background, ...toldBy(payload) } : undefined;
}

/** Permissions are for a tool, not for commands, and hold for the rewritten command as well. What is banned is banned by the command's own name. */
function rules(line: string, touched: readonly (readonly string[])[]): Verdict {
  return verdictOf(line, touched.map(plain), {
    stops: BANNED.filter((ban) => touched.some((words) => bans(ban, words))),
    allows: [],
    safe: isSafe,
    asksForReads: true,
  });
}

function plain(words: readonly string[]): readonly string[] {
  return words.map((word) => word.toLowerCase());
}

function bans(ban: string, words: readonly string[]): boolean {
  return ban.includes(' ') ? couldMatch(ban, words.join(' ')) : words.some((word) => word.slice(word.lastIndexOf('/') + 1) === ban);
}

/** What Crush bans by the command's own name, it would not know behind another. */
function stops(): Stop[] {
  return BANNED.map((ban) => ({
    action: 'deny',
    covers: (command: string) => (ban.includes(' ') ? `${command} `.startsWith(`${ban} `) : command.split(' ')[0] === ban),
    rule: `Crush's ban on \`${ban}\``,
  }));
}

/** Never asked for, if nothing else stands in the line. */
function isSafe(words: readonly string[]): boolean {
  return /^(?:ls|du|df|ps|echo|pwd|git (?:blame|describe|diff|grep|log|ls-files|rev-parse|shortlog|show|status))(?: |$)/.test(
    words.join(' '),
  );
}

const BANNED: readonly string[] = [
  ...'alias aria2c axel chrome curl curlie firefox http-prompt httpie links lynx nc safari scp ssh telnet w3m wget xh doas su sudo'.split(
    ' ',
  ),
  ...'apk apt apt-cache apt-get dnf dpkg emerge home-manager makepkg opkg pacman paru pkg pkg_add pkg_delete portage rpm yay yum zypper'.split(
    ' ',
  ),
  ...'at batch chkconfig crontab fdisk mkfs mount parted service systemctl umount firewall-cmd ifconfig ip iptables netstat pfctl route ufw'.split(
    ' ',
  ),
  ...[
    'brew install',
    'cargo install',
    'gem install',
    'go install',
    'npm install',
    'pip install',
    'pip3 install',
    'pnpm add',
    'yarn global add',
  ],
  'go test -exec',
];
