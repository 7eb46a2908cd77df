/**
 * Drives real agents against a scripted model and checks from what the model received that rtk changes nothing but the length.
 *
 *   npm run test:agents -- [--agent claude,codex,…] [--lab DIR] [--cache DIR]
 *
 * DIR of the lab (run-agent.mjs) is $RTK_AGENTS_LAB or ../shared/agents; agents are installed from npm into the cache, never here.
 * Opt-in: it needs the lab, npm and some 10 to 90 seconds a run. Ends with the line `N passed, N failed`.
 */
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { DIST, ROOT } from './platforms.ts';

interface Seen {
  readonly ok: boolean;
  readonly results?: readonly { readonly text?: string }[];
  readonly toolResultText?: string;
}
type RunAgent = (name: string, options: object) => Promise<Seen>;

const { values: options } = parseArgs({
  options: { agent: { type: 'string', default: 'claude' }, lab: { type: 'string' }, cache: { type: 'string' } },
});
const lab = resolve(options.lab ?? process.env['RTK_AGENTS_LAB'] ?? join(ROOT, '../shared/agents'));
if (!existsSync(join(lab, 'run-agent.mjs')))
  throw new Error(`${lab}: there is no run-agent.mjs; name the lab with --lab or RTK_AGENTS_LAB.`);
const { runAgent } = (await import(pathToFileURL(join(lab, 'run-agent.mjs')).href)) as { runAgent: RunAgent };

const LOG = 'git log';
const FAILING = 'node --test --test-reporter=spec a.test.mjs';
/** Commits with bodies, and tests of which one of 41 fails. */
const PROJECT = `for i in $(seq 1 40); do git commit -q --allow-empty -m "Change number $i" -m "A longer body that says why change number $i was made and by whom."; done
cat > a.test.mjs <<'T'
import test from 'node:test'; import assert from 'node:assert';
for (let i = 0; i < 40; i++) test('passes number ' + i, () => {});
test('fails on purpose', () => assert.equal(1, 2));
T
`;

/** Agents that have no rules on commands, as the lab knows them. */
const WITHOUT_RULES = new Set(['pi', 'cline', 'continue']);

/** Codex skips a hook that nobody has trusted in its own dialogue. */
const ARGS: Readonly<Record<string, readonly string[]>> = { codex: ['--dangerously-bypass-hook-trust'] };

let passed = 0;
let failed = 0;
for (const agent of options.agent.split(',')) await tryAgent(agent);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function tryAgent(agent: string): Promise<void> {
  const init = `rtk init -g --yes --agent ${agent}`;
  const raw = await texts(agent, {}, LOG, FAILING);
  const short = await texts(agent, { hookInstall: PROJECT + init }, LOG, FAILING);
  const lengths = `${raw.join('').length} → ${short.join('').length} characters`;
  check(agent, `a compact text arrives (${lengths})`, short.join('').length < raw.join('').length * 0.8);
  check(
    agent,
    'a failing command keeps its failure',
    /fails on purpose/.test(short[1] ?? '') && /1 !== 2|1 == 2|strictly equal/.test(short[1] ?? ''),
  );
  const copy = 'mkdir -p "$HOME/b" && cp "$(command -v rtk)" "$HOME/b/rtk"';
  const gone = await texts(
    agent,
    { hookInstall: `${PROJECT}${copy} && "$HOME/b/rtk" init -g --yes --agent ${agent} && rm "$HOME/b/rtk"` },
    LOG,
  );
  check(agent, 'with the binary deleted the command runs', (gone[0] ?? '').includes('Change number 40'));
  const out = await texts(agent, { hookInstall: `${PROJECT}${init} && rtk init -g --uninstall --yes --agent ${agent}` }, LOG);
  check(agent, 'after uninstall the output is whole again', (out[0] ?? '').length >= (raw[0] ?? '').length * 0.98);
  if (WITHOUT_RULES.has(agent)) return;
  const denied = await texts(agent, { hookInstall: PROJECT + init, approve: 'deny', rule: LOG }, LOG);
  check(agent, 'a denied command stays denied', !(denied[0] ?? '').includes('Change number 40'));
}

/** What the model received for each command. */
async function texts(agent: string, more: object, ...commands: string[]): Promise<string[]> {
  const calls = commands.map((argument) => ({ tool: 'bash', argument }));
  const cache = options.cache ?? join(tmpdir(), 'agents-lab', 'cache');
  const seen = await runAgent(agent, {
    cache,
    seconds: 150,
    pathDirs: [DIST],
    hookInstall: PROJECT,
    calls,
    parts: [{ args: ARGS[agent] ?? [], files: {} }],
    ...more,
  });
  return seen.results?.map(({ text }) => text ?? '') ?? [seen.toolResultText ?? ''];
}

function check(agent: string, what: string, holds: boolean): void {
  if (holds) passed++;
  else failed++;
  console.log(`${holds ? 'ok    ' : 'FAILED'} ${agent}: ${what}`);
}
