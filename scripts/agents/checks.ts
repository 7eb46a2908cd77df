/** What must hold for a real agent with rtk in it, told from what its model received with and without. */

import { join } from 'node:path';
import { DIST } from '../platforms.ts';
import type { Lab, Result, Seen } from './lab.ts';

export interface Check {
  readonly what: string;
  readonly holds: boolean;
  /** For who has to find out why. */
  readonly seen?: unknown;
}

export interface Agent {
  readonly name: string;
  readonly lab: Lab;
  readonly cache: string;
}

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

/** Every file and folder of the home, and the project's, but what rtk itself keeps. */
const SNAPSHOT = `snap() { find "$HOME" "$PWD" \\( -path "$HOME/.local" -o -path '*/.git' \\) -prune -o -print -type f -exec sha256sum {} + | sort; }
`;

/** Codex skips a hook that nobody has trusted in its own dialogue. */
const ARGS: Readonly<Record<string, readonly string[]>> = { codex: ['--dangerously-bypass-hook-trust'] };

/** `git log` is asked about, all else allowed: nobody is there to answer, so it does not run. */
const ASK: Readonly<Record<string, object>> = {
  claude: { files: { '~/.claude/settings.json': { permissions: { ask: [`Bash(${LOG}:*)`] } } } },
  codex: { files: { '~/.codex/rules/ask.rules': `prefix_rule(pattern = ${JSON.stringify(LOG.split(' '))}, decision = "prompt")\n` } },
  gemini: {
    files: {
      '~/.gemini/policies/ask.toml': `[[rule]]\ntoolName = "run_shell_command"\ncommandPrefix = "${LOG}"\ndecision = "ask_user"\npriority = 900\n`,
    },
  },
};

/** Plugins that lie there until their user has said this. */
const ENABLE: Readonly<Record<string, string>> = {
  hermes: ' && hermes plugins enable rtk < /dev/null',
  openclaw: ' && openclaw plugins enable rtk',
};

/** Their hooks do nothing, so nothing may be installed, and init has to say so. */
const HOOKLESS = new Set(['qwen', 'continue']);

/** Runs the agent some ten times; the checks come as they are made. */
export async function* checksOf(agent: Agent): AsyncGenerator<Check> {
  const init = `rtk init -g --yes --agent ${agent.name}`;
  const raw = await run(agent, {}, LOG, FAILING);
  if (HOOKLESS.has(agent.name)) return yield* leftAlone(agent, init, raw);
  const enabled = init + (ENABLE[agent.name] ?? '');
  const short = await run(agent, { hookInstall: PROJECT + enabled }, LOG, FAILING);
  yield* compact(raw, short);
  yield* untouched(agent, init, raw);
  yield* judged(agent, enabled);
}

async function* leftAlone(agent: Agent, init: string, raw: Seen): AsyncGenerator<Check> {
  const steps = `${PROJECT}${SNAPSHOT}snap > ../0; ${init}; snap > ../1; diff ../0 ../1 && echo SAME`;
  const seen = await run(agent, { hookInstall: steps }, LOG, FAILING);
  const said = seen.hookInstall?.output ?? '';
  yield check('init says that nothing is installed', /(?:nothing|no hook) is installed/.test(said), said);
  yield check('and writes nothing', /^SAME$/m.test(said), said);
  const [before, after] = [changesIn(raw), changesIn(seen)];
  yield check(
    'the output is what it was, and rtk does not run',
    before === after && !seen.commandsRun.some((ran) => ran.startsWith('rtk')),
    seen,
  );
}

function* compact(raw: Seen, short: Seen): Generator<Check> {
  const [long, less] = [textsOf(raw).join(''), textsOf(short).join('')];
  yield check(`a compact text arrives (${long.length} → ${less.length} characters)`, short.ok && less.length < long.length * 0.8, short);
  const [, failure = ''] = textsOf(short);
  yield check(
    'a failing command keeps its failure',
    /fails on purpose/.test(failure) && /1 !== 2|1 == 2|strictly equal/.test(failure),
    short,
  );
  const [before, after] = [statuses(raw), statuses(short)];
  yield check(`what is said of the exit status is the same (${after.join('; ')})`, raw.ok && before.join() === after.join(), {
    before,
    after,
  });
}

/** What the model was told of each command's end: by a field, and in words. */
function statuses(seen: Seen): string[] {
  return resultsOf(seen).map(({ text = '', isError }) => {
    const words = /(?:exit(?:ed)? (?:with )?code|return-?code)\W{1,3}(\d+)/i.exec(text);
    return `${isError ? 'error' : 'no error'}, ${words?.[1] ?? 'nothing in words'}`;
  });
}

async function* untouched(agent: Agent, init: string, raw: Seen): AsyncGenerator<Check> {
  // What is on PATH here is the lab's shim: the binary itself has to be another one.
  const copy = `mkdir -p "$HOME/b" && cp '${join(DIST, 'rtk')}' "$HOME/b/rtk"`;
  const remove = `"$HOME/b/rtk" init -g --yes --agent ${agent.name}${ENABLE[agent.name] ?? ''} && rm "$HOME/b/rtk"`;
  const gone = await run(agent, { hookInstall: `${PROJECT}${copy} && ${remove}` }, LOG);
  const whole = (seen: Seen) =>
    changesIn(seen) !== '' &&
    changesIn(seen) === changesIn(raw) &&
    (textsOf(seen)[0] ?? '').length >= (textsOf(raw)[0] ?? '').length * 0.98;
  yield check('with the binary deleted the command runs', gone.hookInstall?.exit === 0 && whole(gone), gone);
  const steps = `${PROJECT}${SNAPSHOT}snap > ../0; ${init}; snap > ../1; rtk init -g --uninstall --yes --agent ${agent.name}; snap > ../2`;
  const out = await run(agent, { hookInstall: `${steps}; cmp -s ../0 ../1 || echo CHANGED; diff ../0 ../2 && echo RESTORED` }, LOG);
  const said = out.hookInstall?.output ?? '';
  yield check('uninstall gives every byte back', /^CHANGED$/m.test(said) && /^RESTORED$/m.test(said), said);
  yield check('and the output is whole again', whole(out), out);
}

/** The commits that the first text names. */
function changesIn(seen: Seen): string {
  return [...(textsOf(seen)[0] ?? '').matchAll(/Change number \d+/g)].join();
}

/** The agent's own rules with rtk and without, where it has any. */
async function* judged(agent: Agent, init: string): AsyncGenerator<Check> {
  const { deny, allow } = agent.lab.agents[agent.name]?.approve ?? {};
  const behind = `true && ${LOG}`;
  const ran = async (approve: string, more: string, parts: readonly object[] = []) => {
    const seen = await run(
      agent,
      { hookInstall: PROJECT + more, approve, rule: LOG, parts: [...partsOf(agent.name), ...parts] },
      LOG,
      behind,
    );
    return { ok: seen.ok, ran: textsOf(seen).map((text) => text.includes('Change number 40')), seen };
  };
  if (deny) {
    const [raw, short] = [await ran('deny', ''), await ran('deny', init)];
    yield check('a denied command stays denied, alone and in a list', short.ok && same(raw.ran, short.ran) && short.ran[0] === false, [
      raw,
      short,
    ]);
  }
  const ask = ASK[agent.name];
  if (ask) {
    const refused = async (more: string) => ran('all', more, [ask]);
    const [raw, short] = [await refused(''), await refused(init)];
    yield check('what is asked about is asked about', same(raw.ran, short.ran) && short.ran[0] === false, [raw, short]);
  }
  if (allow) {
    const [raw, short] = [await ran('allow', ''), await ran('allow', init)];
    yield check('an allowed command runs unasked', same(raw.ran, short.ran) && short.ran[0] === true, [raw, short]);
  }
}

function same(one: readonly boolean[], other: readonly boolean[]): boolean {
  return one.length > 0 && one.join() === other.join();
}

function check(what: string, holds: boolean, seen: unknown): Check {
  return holds ? { what, holds } : { what, holds, seen };
}

function textsOf(seen: Seen): string[] {
  return resultsOf(seen).map(({ text }) => text ?? '');
}

function resultsOf(seen: Seen): readonly Result[] {
  return seen.results ?? [{ text: seen.toolResultText ?? '', isError: seen.isError ?? null }];
}

async function run({ name, lab, cache }: Agent, more: object, ...commands: string[]): Promise<Seen> {
  const calls = commands.map((argument) => ({ tool: 'bash', argument }));
  return lab.runAgent(name, { cache, seconds: 150, pathDirs: [DIST], hookInstall: PROJECT, calls, parts: partsOf(name), ...more });
}

function partsOf(name: string): readonly object[] {
  return [{ args: ARGS[name] ?? [], files: {} }];
}
