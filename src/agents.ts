/** Which agent reads our output, and how much of a long output it shows its model. Measured with the real programs. */

interface Window {
  /** Characters of a successful run. */
  readonly success: number;
  /** Characters of a failed run. */
  readonly failure: number;
}

/** Windows in characters; an agent that is not here is taken to have none. */
const WINDOWS: Readonly<Record<string, Window>> = {
  claude: { success: 30_000, failure: 10_000 },
  codex: { success: 10_000, failure: 10_000 },
  opencode: { success: 12_000, failure: 12_000 },
  kilo: { success: 12_000, failure: 12_000 },
  copilot: { success: 20_000, failure: 20_000 },
  pi: { success: 12_000, failure: 12_000 },
  gemini: { success: 40_000, failure: 40_000 },
  cline: { success: 9_600, failure: 9_600 },
  qwen: { success: 4_400, failure: 4_400 },
  auggie: { success: 64_000, failure: 64_000 },
};

/** Variables that an agent sets in the environment of its shell. */
const MARKS: readonly (readonly [variable: string, agent: string])[] = [
  ['CLAUDECODE', 'claude'],
  ['CODEX_SESSION_ID', 'codex'],
  ['CODEX_CI', 'codex'],
  ['CODEX_SANDBOX', 'codex'],
  ['PI_CODING_AGENT', 'pi'],
  ['GEMINI_CLI', 'gemini'],
  ['OPENCODE', 'opencode'],
  ['QWEN_CODE', 'qwen'],
  ['CLINE_ACTIVE', 'cline'],
];

export function agentIn(env: NodeJS.ProcessEnv): string | undefined {
  return MARKS.find(([variable]) => env[variable])?.[1];
}

/** Characters that the reader sees at most, 0 for no window. `RTK_WINDOW` overrides; a value that is no number is ignored. */
export function windowFor(env: NodeJS.ProcessEnv, failed: boolean, agent = agentIn(env)): number {
  const set = env['RTK_WINDOW'];
  if (set !== undefined && /^\d+$/.test(set)) return Number(set);
  const window = agent === undefined ? undefined : WINDOWS[agent];
  return (failed ? window?.failure : window?.success) ?? 0;
}
