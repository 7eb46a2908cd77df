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
  hermes: {
    package: 'hermes-agent',
    version: '0.19.0',
    python: '3.11',
    bin: 'hermes',
    tools: { bash: ['terminal', (command) => ({ command })] },
    setup: ({ url, prompt }) => ({
      args: ['-z', prompt],
      env: { OPENAI_API_KEY: 'sk-mock', HERMES_ACCEPT_HOOKS: '1' },
      files: {
        '~/.hermes/config.yaml': `model:
  provider: custom
  default: mock
  base_url: ${url}/v1
  api_key: sk-mock
`,
      },
    }),
    approve: {
      all: { args: ['--yolo'] },
      deny: (rule: string) => ({ args: ['--yolo'], files: { '~/.hermes/config.yaml': `approvals:\n  deny:\n    - "*${rule}*"\n` } }),
    },
  },
  openclaw: {
    package: 'openclaw',
    version: '2026.9.6',
    bin: 'openclaw',
    tools: { bash: ['exec', (command) => ({ command })] },
    setup: ({ url, home, project, prompt }) => ({
      args: ['agent', '--local', '--session-id', 'lab', '--message', prompt],
      env: { OPENCLAW_STATE_DIR: `${home}/.openclaw` },
      files: {
        '~/.openclaw/openclaw.json': {
          models: {
            providers: {
              mock: {
                baseUrl: `${url}/v1`,
                apiKey: 'sk-mock',
                api: 'openai-completions',
                models: [{ id: 'mock', name: 'mock', contextWindow: 128_000, maxTokens: 4096 }],
              },
            },
          },
          agents: { defaults: { model: { primary: 'mock/mock' }, workspace: project } },
          tools: { exec: { security: 'full', ask: 'off' } },
        },
      },
    }),
    approve: { all: {} },
  },
};
