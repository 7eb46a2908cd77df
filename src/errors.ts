/** A user's mistake: one sentence that names the file, flag or value and what to do. Exit status 2. */
export class UsageError extends Error {}
