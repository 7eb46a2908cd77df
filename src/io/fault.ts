/** What nobody expected, in one sentence: what the system said, or that the fault is ours. */

import { inspect } from 'node:util';
import { isSet } from './switches.ts';

const SAYS: Readonly<Record<string, string>> = {
  EACCES: 'it may not be used; mend its owner or permissions',
  EPERM: 'it may not be used; mend its owner or permissions',
  EROFS: 'it stands on a disk that is read-only',
  ENOSPC: 'there is no room left on its disk',
  EDQUOT: 'your share of its disk is used up',
  EFBIG: 'it would grow larger than is allowed here',
  ENOTDIR: 'a part of its path is no folder; remove or rename what stands there',
  EEXIST: 'something else stands there; remove or rename it',
  EISDIR: 'this is a folder; remove or rename it',
  ELOOP: 'a link in its path leads to itself; remove it',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
};

export function faultOf(error: unknown): string {
  const { code = '', path, message, stack } = (error ?? {}) as NodeJS.ErrnoException;
  if (isSet(process.env['RTK_DEBUG'])) return stack ?? inspect(error);
  const says = SAYS[code];
  if (says !== undefined && path !== undefined) return `${path}: ${says}.`;
  if (says !== undefined) return `${message?.split('\n')[0]}: ${says}.`;
  // A database of SQLite says what is wrong with it.
  const first = (message ?? String(error)).split('\n')[0]?.replace(/\.$/, '');
  return `${first}. RTK_DEBUG=1 shows where; \`rtk doctor\` looks at what rtk keeps.`;
}
