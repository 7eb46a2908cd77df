/** Programs in front of the tool behind which `rtk` is put, with the options under which that changes nothing. Data for simple.ts. */

export interface Wrapper {
  /** Options without a value. */
  readonly flags?: RegExp;
  /** Options whose value is the next word; the value must match. */
  readonly takes?: Readonly<Record<string, RegExp>>;
  /** Options with the value in the same word. */
  readonly joined?: RegExp;
  /** A word that stands before the tool: `timeout 300`. */
  readonly first?: RegExp;
  /** One of its options must be there. */
  readonly needs?: true;
  /** `NAME=value` words may stand before the tool. */
  readonly assigns?: true;
  /** `rtk` goes in front of it. */
  readonly whole?: true;
}

// A killed rtk cannot print what it holds, so KILL is refused; so is a grace that is shorter than rtk's own.
const SIGNAL = /^(?:SIG)?(?:TERM|INT|HUP|QUIT|15|2|1|3)$/;
const GRACE = /^(?:[2-9]|[1-9]\d+)(?:\.\d+)?s?$|^\d+(?:\.\d+)?[mhd]$/;
// GNU time reports the memory of rtk, too: clock times only.
const CLOCK = /^(?:[^%]|%%|%[eEUSC])*$/;

export const WRAPPERS: Readonly<Record<string, Wrapper>> = {
  timeout: {
    flags: /^(?:--preserve-status|--verbose|-v)$/,
    takes: { '-s': SIGNAL, '--signal': SIGNAL, '-k': GRACE, '--kill-after': GRACE },
    joined:
      /^(?:--signal=|-s)(?:SIG)?(?:TERM|INT|HUP|QUIT|15|2|1|3)$|^(?:--kill-after=|-k)(?:(?:[2-9]|[1-9]\d+)(?:\.\d+)?s?|\d+(?:\.\d+)?[mhd])$/,
    first: /^\d+(?:\.\d+)?[smhd]?$/,
  },
  time: { flags: /^(?:-p|--portability)$/, takes: { '-f': CLOCK, '--format': CLOCK }, needs: true },
  nice: { takes: { '-n': /^[-+]?\d+$/, '--adjustment': /^[-+]?\d+$/ }, joined: /^-(?:n|[-+])?\d+$|^--adjustment=[-+]?\d+$/ },
  // At a terminal nohup puts the output into a file, which must get all of it: `rtk nohup …` leaves it alone there.
  nohup: { whole: true },
  command: {},
  env: {
    takes: { '-u': /^\w+$/, '--unset': /^\w+$/, '-C': /./, '--chdir': /./ },
    joined: /^(?:--unset=|-u)\w+$|^--chdir=./,
    assigns: true,
  },
};

/** Variables that rtk itself needs to start, or that say where it keeps things. */
export const VITAL = /^(?:PATH|HOME|XDG_\w+|LD_\w+|DYLD_\w+|BUN_\w+|RTK_\w+|TMPDIR|BASH_ENV|ENV|IFS|EXECIGNORE)$/;
