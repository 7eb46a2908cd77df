/** Which format the user asked of `git log` or `git show`. */

/** `own`: a format of the user's, whose text is left as it is; `empty`: no header at all; `oneline`; `long`: one that git names, or none asked. */
export function formatOf(argv: readonly string[]): 'own' | 'empty' | 'oneline' | 'long' {
  let format: 'own' | 'empty' | 'oneline' | 'long' = 'long';
  for (const word of argv) {
    const [, value] = /^--(?:pretty|format)=(.*)$/.exec(word) ?? [];
    if (word === '--oneline' || value === 'oneline') format = 'oneline';
    else if (value === '' || value === 'format:' || value === 'tformat:') format = 'empty';
    else if (value !== undefined) format = /^(?:short|medium|full|fuller)$/.test(value) ? 'long' : 'own';
  }
  return format;
}
