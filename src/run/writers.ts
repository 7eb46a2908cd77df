/** Who still holds the writing end of a pipe, as /proc tells it. */

import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Does a process of our own session hold the other end of the pipe behind our descriptor? A daemon has made a session of its own. */
export function heldInSession(descriptor: number): boolean {
  try {
    const pipe = readlinkSync(`/proc/self/fd/${descriptor}`);
    const session = sessionOf('self');
    return readdirSync('/proc').some(
      (pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid && sessionOf(pid) === session && holds(pid, pipe),
    );
  } catch {
    return false;
  }
}

function holds(pid: string, pipe: string): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`) === pipe);
  } catch {
    // It has ended meanwhile, or is another user's.
    return false;
  }
}

/** "4242 (node (x)) S 4200 4242 4100 …": the fourth field behind the name. */
function sessionOf(pid: string): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3];
  } catch {
    return undefined;
  }
}
