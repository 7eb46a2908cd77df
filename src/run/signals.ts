/** Hands the signals that reach us on to the child and everything that it started. */

import { readdirSync, readFileSync } from 'node:fs';
import { isTerminal } from '../io/terminal.ts';

const RELAYED = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGALRM'] as const;
/** What these ask for, reloading or a report, is no end. */
const GO_ON: readonly string[] = ['SIGUSR1', 'SIGUSR2', 'SIGALRM'];
/** A child that still runs this long after a signal gets its text shown, in milliseconds. */
const PATIENCE = 1500;

/** `whenSlow` is called once if the child has not ended some time after a signal. */
export function relayTo(pid: number | undefined, whenSlow: () => void): { stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const ignored = ignoredSignals();
  const handlers = RELAYED.filter((signal) => !ignored.has(signal)).map((signal) => {
    const handler = () => {
      if (!fromTerminal(signal)) for (const each of familyOf(pid)) tell(each, signal);
      if (!GO_ON.includes(signal)) timer ??= setTimeout(whenSlow, PATIENCE);
    };
    process.on(signal, handler);
    return [signal, handler] as const;
  });
  return {
    stop() {
      clearTimeout(timer);
      for (const [signal, handler] of handlers) process.off(signal, handler);
    },
  };
}

/** What `nohup` or a shell's `&` has told us to ignore stays ignored, by the child as well. */
export function ignoredSignals(): Set<NodeJS.Signals> {
  try {
    // "SigIgn:\t0000000000000007"
    const mask = /^SigIgn:\s*[0-9a-f]*?([0-9a-f]{8})$/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1] ?? '0';
    const ignored = Number.parseInt(mask, 16);
    // Whoever ignores none of them needs no module that knows their numbers.
    if (ignored === 0) return new Set();
    const { signals } = process.getBuiltinModule('node:os').constants;
    return new Set(RELAYED.filter((signal) => (ignored >>> (signals[signal] - 1)) & 1));
  } catch {
    return new Set();
  }
}

/** The terminal itself sends ^C and ^\ to the whole foreground group: the child has it already. */
function fromTerminal(signal: string): boolean {
  return (signal === 'SIGINT' || signal === 'SIGQUIT') && isTerminal(0);
}

function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}

/** The child and its descendants, parents first. Without /proc (macOS, Windows) the child alone. */
function familyOf(pid: number | undefined): number[] {
  if (pid === undefined) return [];
  const children = childrenByParent();
  const family = [pid];
  for (let i = 0; i < family.length; i++) family.push(...(children.get(family[i] ?? 0) ?? []));
  return family;
}

function childrenByParent(): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const entry of entries('/proc')) {
    const parent = parentOf(entry);
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
  }
  return children;
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

/** "4242 (node (x)) S 4200 …": the field behind the state. */
function parentOf(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}
