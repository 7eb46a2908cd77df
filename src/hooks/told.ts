/** What an agent tells with every event. */

/** `{cwd, session, call}` of those that are there. */
export function told(
  cwd: string | undefined,
  session: string | undefined,
  call: string | undefined,
): { cwd?: string; session?: string; call?: string } {
  return { ...(cwd ? { cwd } : {}), ...(session ? { session } : {}), ...(call ? { call } : {}) };
}
