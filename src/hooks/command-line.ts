/** Our command line in an agent's settings: how it is written, and how it is known again. */

/**
 * For agents that run it with a POSIX shell. With the binary gone it ends with 0 and says nothing, so that the agent's command runs as it was.
 * `more` stands behind the agent's name.
 */
export function guarded(rtk: string, agent: string): string {
  const path = quoted(rtk);
  return `[ -x ${path} ] || exit 0; exec ${path} hook ${agent}`;
}

/** The same for agents that block a command whose hook ends with anything but 0: it ends with 0 even if the binary crashes. */
export function failOpen(rtk: string, agent: string): string {
  const path = quoted(rtk);
  return `[ -x ${path} ] && ${path} hook ${agent}; exit 0`;
}

/** The same for PowerShell, which expands `$` and backquotes between double quotes: so single ones, doubled within. */
export function forPowerShell(rtk: string, agent: string): string {
  return `& '${rtk.replaceAll("'", "''")}' hook ${agent}; exit 0`;
}

/** `'/opt/my tools/rtk'`: as every POSIX shell reads it. */
export function quoted(path: string): string {
  return `'${path.replaceAll("'", `'\\''`)}'`;
}

// "[ -x '/usr/bin/rtk' ] || exit 0; exec '/usr/bin/rtk' hook claude", "[ -x '/usr/bin/rtk' ] && '/usr/bin/rtk' hook gemini; exit 0", "& 'C:\\rtk.exe' hook gemini; exit 0", "\"C:\\rtk.exe\" hook cursor"
const OWN =
  /^(?:\[ -x (?<guard>'(?:[^']|'\\'')*') \] (?:\|\| exit 0; exec|&&) )?(?:& )?(?<path>'(?:[^']|''|'\\'')*'|"[^"]*"|\S*rtk(?:\.exe)?) hook (?<agent>[\w-]+)(?<end>; exit 0| \|\| exit 0)?$/;

// "/home/dev/.augment/hooks/rtk-hook-auggie.sh": for agents that take no command line
const SCRIPT = /^(?<path>(?:\/|[A-Za-z]:).*[\\/]rtk-hook-(?<agent>[\w-]+)\.sh)$/;

/** A hook of Claude Code's that calls the tool `hook` of the server that the agent has started. */
export const RESIDENT = 'mcp_tool rtk hook';

export interface OwnCommand {
  /** The binary that it names; empty for a resident hook, which names a server. */
  readonly path: string;
  readonly agent: string;
}

/** The parts of a command line that we wrote; undefined if it is not ours. rtk-rs writes its own the same way without an absolute path: that one is foreign. */
export function ownCommand(command: string): OwnCommand | undefined {
  if (command === RESIDENT) return { path: '', agent: 'claude' };
  const script = SCRIPT.exec(command)?.groups;
  if (script?.['path'] && script['agent']) return { path: script['path'], agent: script['agent'] };
  const found = OWN.exec(command)?.groups;
  const path = found?.['path'];
  if (!path || !found?.['agent']) return undefined;
  const bare = path.startsWith("'") ? path.slice(1, -1).replace(/'\\''|''/g, "'") : path.replaceAll('"', '');
  const isOurs = found['guard'] !== undefined || found['end'] !== undefined || path.startsWith("'") || path.startsWith('"');
  return isOurs && /(?:^|[\\/])rtk(?:-node)?(?:\.exe)?$/.test(bare) && /^(?:\/|[A-Za-z]:)/.test(bare)
    ? { path: bare, agent: found['agent'] }
    : undefined;
}

/** What stands in each plugin file that we write. */
export const WRITTEN = 'Written by rtk';

// `const RTK = "/usr/bin/rtk";`, `RTK = "/usr/bin/rtk"`
const PROGRAM = /^(?:const )?RTK = ("(?:[^"\\]|\\.)*");?$/m;

/** The command line that a plugin file of ours runs; undefined if it is not ours. */
export function pluginCommand(text: string, agent: string): { readonly command: string; readonly path: string } | undefined {
  const literal = text.includes(WRITTEN) ? PROGRAM.exec(text)?.[1] : undefined;
  if (literal === undefined) return undefined;
  const path = JSON.parse(literal) as string;
  return { path, command: `${quoted(path)} hook ${agent}` };
}

/** `rtk hook claude`, `/usr/bin/rtk hook claude`, `~/.claude/hooks/rtk-rewrite.sh`: what rtk-rs puts into settings. */
export function isForeignRtk(command: string): boolean {
  return (
    ownCommand(command) === undefined &&
    /(?:^|[\s/\\"'])(?:rtk(?:\.exe)?["']? (?:hook|rewrite)\b|rtk-rewrite\.(?:sh|ts|js|py)\b)/.test(command)
  );
}

/** Quoted only where it must be, for a line that a person may read in a prompt. */
export function posixPath(path: string): string {
  return /^[\w./+@-]+$/.test(path) ? path : quoted(path);
}
