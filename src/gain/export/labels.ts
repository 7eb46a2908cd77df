/** `name=value` words of the user's: labels and headers. */

import { UsageError } from '../../errors.ts';

export type Labels = Readonly<Record<string, string>>;

/** Names that the export itself gives. */
const TAKEN = ['agent', 'filter', 'model', 'project', 'job', 'instance', 'schema', 'day', 'by'];

export function labelsOf(words: readonly string[]): Labels {
  return pairs(words, '--label', (name) => {
    if (!/^[A-Za-z_][\w.]{0,62}$/.test(name)) return 'a name of letters, digits, `_` and `.`';
    return TAKEN.includes(name) || /^(?:service|telemetry)\./.test(name) || name.startsWith('__')
      ? 'another name, this one is taken'
      : undefined;
  });
}

/** As HTTP takes them. */
export function headersOf(words: readonly string[], where: string): Labels {
  return pairs(words, where, (name, value) => {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return 'a header name without blanks';
    return /[^\t\x20-\x7e\x80-\xff]/.test(value) ? 'a value that a header can hold' : undefined;
  });
}

/** What is wrong is said without the value: it may be a secret. */
function pairs(words: readonly string[], where: string, wrong: (name: string, value: string) => string | undefined): Labels {
  const found = words.map((word) => {
    const equals = word.indexOf('=');
    if (equals <= 0) throw new UsageError(`${where}: write name=value.`);
    const [name, value] = [word.slice(0, equals).trim(), word.slice(equals + 1).trim()];
    const wanted = wrong(name, value);
    if (wanted !== undefined) throw new UsageError(`${where}: \`${name}\`: use ${wanted}.`);
    return [name, value] as const;
  });
  return Object.fromEntries(found);
}
