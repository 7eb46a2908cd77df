/** Which agent reads our output. */

/** Variables that an agent sets in the environment of its shell; a fork's own mark stands before the one that it inherited. */
const MARKS: readonly (readonly [variable: string, agent: string])[] = [
  ['CLAUDECODE', 'claude'],
  ['CODEX_SESSION_ID', 'codex'],
  ['CODEX_CI', 'codex'],
  ['CODEX_SANDBOX', 'codex'],
  ['PI_CODING_AGENT', 'pi'],
  ['GEMINI_CLI', 'gemini'],
  ['KILO', 'kilo'],
  ['OPENCODE', 'opencode'],
  ['QWEN_CODE', 'qwen'],
  ['CLINE_ACTIVE', 'cline'],
  ['CLINE_CONNECTOR_CLI_LAUNCH', 'cline'],
  ['COPILOT_CLI', 'copilot'],
  ['AUGMENT_AGENT', 'auggie'],
];

export function agentIn(env: NodeJS.ProcessEnv): string | undefined {
  return MARKS.find(([variable]) => env[variable])?.[1];
}

/** Variables in which an agent tells its shell the session. */
const SESSIONS = ['CLAUDE_CODE_SESSION_ID', 'CODEX_SESSION_ID', 'PI_SESSION_ID', 'COPILOT_AGENT_SESSION_ID'];

export function sessionIn(env: NodeJS.ProcessEnv): string | undefined {
  return SESSIONS.map((variable) => env[variable]).find((session) => session);
}
