/** How much of a long output each agent shows its model. Measured with the real programs. */

import { agentIn } from './agent-in.ts';

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
  opencode: { success: 50_000, failure: 50_000 },
  kilo: { success: 50_000, failure: 50_000 },
  copilot: { success: 20_000, failure: 20_000 },
  pi: { success: 50_000, failure: 50_000 },
  gemini: { success: 40_000, failure: 40_000 },
  cline: { success: 7_900, failure: 7_900 },
  qwen: { success: 22_000, failure: 22_000 },
  auggie: { success: 64_000, failure: 64_000 },
  grok: { success: 64_000, failure: 64_000 },
  vibe: { success: 15_000, failure: 15_000 },
};

/** What an agent leaves of an output that it finds too long, in characters: a beginning and an end, notes of its own left out. */
interface Cut {
  /** Outputs up to here are shown whole. */
  readonly over: number;
  readonly head: number;
  readonly tail: number;
  /** Lines of the end at most. */
  readonly lines?: number;
  /** Only this beginning is kept before it is cut. */
  readonly first?: number;
}

const CUTS: Readonly<Record<string, { readonly success: Cut; readonly failure?: Cut }>> = {
  claude: { success: { over: 30_000, head: 2_050, tail: 0 }, failure: { over: 10_000, head: 5_000, tail: 5_000, first: 30_000 } },
  codex: { success: { over: 10_000, head: 5_000, tail: 5_000 } },
  opencode: { success: { over: 51_200, head: 0, tail: 51_200, lines: 2_000 } },
  kilo: { success: { over: 51_200, head: 0, tail: 51_200, lines: 2_000 } },
  copilot: { success: { over: 20_000, head: 500, tail: 0 } },
  pi: { success: { over: 51_200, head: 0, tail: 51_200, lines: 2_000 } },
  gemini: { success: { over: 40_000, head: 8_000, tail: 32_000 } },
  cline: { success: { over: 8_000, head: 4_000, tail: 4_000 } },
  qwen: { success: { over: 25_000, head: 800, tail: 3_200 } },
  auggie: { success: { over: 64_000, head: 32_000, tail: 32_000 } },
  vibe: { success: { over: 16_000, head: 4_000, tail: 4_000 } },
};

/** Characters at most of a text of which the model would see a small part only: a result just below the limit would cost more than it saves. */
export const UNSEEN = 10_000;

/** The text as the agent's model would have read it without rtk. */
export function readAlone(text: string, failed: boolean, agent: string | undefined): string {
  const cuts = agent === undefined ? undefined : CUTS[agent];
  const cut = failed ? (cuts?.failure ?? cuts?.success) : cuts?.success;
  if (!cut) return text;
  const whole = cut.lines === undefined ? text : lastLines(text, cut.lines);
  if (whole.length <= cut.over) return whole;
  const kept = whole.slice(0, cut.first);
  return kept.slice(0, cut.head) + (cut.tail > 0 ? kept.slice(-cut.tail) : '');
}

/** Characters of it, where the text itself is not at hand; long lines are assumed. */
export function lengthAlone(length: number, failed: boolean, agent: string | undefined): number {
  const cuts = agent === undefined ? undefined : CUTS[agent];
  const cut = failed ? (cuts?.failure ?? cuts?.success) : cuts?.success;
  return cut && length > cut.over ? cut.head + cut.tail : length;
}

function lastLines(text: string, count: number): string {
  let at = text.length - (text.endsWith('\n') ? 1 : 0);
  for (let left = count; left > 0 && at > 0; left--) at = text.lastIndexOf('\n', at - 1);
  return at > 0 ? text.slice(at + 1) : text;
}

/** Characters that the reader sees at most, 0 for no window. `RTK_WINDOW` overrides; a value that is no number is ignored. */
export function windowFor(env: NodeJS.ProcessEnv, failed: boolean, agent = agentIn(env)): number {
  const set = env['RTK_WINDOW'];
  if (set !== undefined && /^\d+$/.test(set)) return Number(set);
  const window = agent === undefined ? undefined : WINDOWS[agent];
  return (failed ? window?.failure : window?.success) ?? 0;
}
