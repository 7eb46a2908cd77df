/** Agents that the lab does not know, in the lab's own form: what is installed, how it is pointed at the scripted model, permitted to run tools, and called. */

import type { Entry } from './lab.ts';

interface Place {
  /** Of the scripted model. */
  readonly url: string;
  readonly home: string;
  readonly project: string;
  readonly prompt: string;
}

interface Own extends Entry {
  readonly tools: Readonly<Record<string, readonly [string, (argument: string, place: Place) => object]>>;
  readonly setup: (place: Place) => { args: string[]; env: Record<string, string>; files: Record<string, unknown> };
  readonly before?: (place: Place) => string[];
}

const vibeRules = (list: string) => (rule: string) => ({
  files: { '~/.vibe/config.toml': `[tools.bash]\n${list} = ["${rule}"]\n` },
});

export const own: Readonly<Record<string, Own>> = {
  vibe: {
    package: 'mistral-vibe',
    version: '3.0.2',
    python: '3.12',
    bin: 'vibe',
    tools: { bash: ['bash', (command) => ({ command })] },
    setup: ({ url, prompt }) => ({
      args: ['--trust', '-p', prompt],
      env: { MOCK_KEY: 'sk-mock' },
      files: {
        '~/.vibe/config.toml': `active_model = "mock"
enable_telemetry = false
enable_update_checks = false
enable_connectors = false
[[providers]]
name = "mock"
api_base = "${url}/v1"
api_key_env_var = "MOCK_KEY"
api_style = "openai"
backend = "generic"
[[models]]
name = "mock"
provider = "mock"
alias = "mock"
`,
      },
    }),
    approve: { all: { args: ['--auto-approve'] }, allow: vibeRules('allowlist'), deny: vibeRules('denylist') },
  },
};
