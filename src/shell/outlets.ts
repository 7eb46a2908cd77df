/** Where a command's two outputs end: before the model's eyes, in a file, in a program, nowhere. */

import type { Redirection, Word } from 'unbash';

type Reader = 'the model' | 'nobody' | 'a program' | 'a file';

export interface Outlets {
  readonly stdout: Reader;
  readonly stderr: Reader;
  /** Why nothing that writes here is touched, whatever it is. */
  readonly why?: string;
}

/** The outlets behind these redirections, which work from left to right. */
export function redirected(outlets: Outlets, redirections: readonly Redirection[]): Outlets {
  return redirections.length > 50 ? odd(outlets) : redirections.reduce(through, outlets);
}

function through(outlets: Outlets, redirection: Redirection): Outlets {
  const { descriptor, operator, target } = { target: undefined, ...redirection };
  if (descriptor && (descriptor.type !== 'FileDescriptor' || descriptor.value > 2)) return odd(outlets);
  const from = descriptor?.type === 'FileDescriptor' ? descriptor.value : undefined;
  if (operator === '<' || operator === '<<' || operator === '<<-' || operator === '<<<') return (from ?? 0) === 0 ? outlets : odd(outlets);
  if (operator === '<>' || operator === '<&' || from === 0) return odd(outlets);
  const to = target && plainTarget(target);
  if (operator === '>&' && to !== undefined && /^\d+$|-$/.test(to)) return copied(outlets, from ?? 1, to);
  const reader: Reader = to === '/dev/null' ? 'nobody' : 'a file';
  if (operator === '&>' || operator === '&>>' || (operator === '>&' && from === undefined))
    return { ...outlets, stdout: reader, stderr: reader };
  return from === 2 ? { ...outlets, stderr: reader } : { ...outlets, stdout: reader };
}

function plainTarget(target: Word): string | undefined {
  return target.parts ? undefined : target.value;
}

/** `2>&1`, `>&2`; a closed descriptor or one above 2 is none of ours. */
function copied(outlets: Outlets, from: number, to: string): Outlets {
  if (to !== '1' && to !== '2') return odd(outlets);
  const reader = to === '1' ? outlets.stdout : outlets.stderr;
  return from === 2 ? { ...outlets, stderr: reader } : { ...outlets, stdout: reader };
}

function odd(outlets: Outlets): Outlets {
  return { ...outlets, why: outlets.why ?? 'it uses file descriptors that rtk does not hand on' };
}
