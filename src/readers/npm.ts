/** npm's own lines: which of them are no news. */

import { linesOf } from '../text.ts';

/** For `Filter.noise`: npm's help and its log file, under the prefix of an error. */
export const NPM_NOISE: readonly string[] = [
  '^npm (?:error|ERR!|warn|WARN) A complete log of this run can be found in',
  '^npm (?:error|ERR!)\\s+(?=\\S*[\\\\/]_logs[\\\\/])\\S+-debug-\\d+\\.log$',
  '^npm (?:error|ERR!) For a full report see:$',
  '^npm (?:error|ERR!)\\s+\\S+-eresolve-report\\.txt$',
  // "npm error Usage:", "npm error [--no-bin-links] [--no-fund]", "npm error   --omit", "npm error     Do not do it."
  '^npm (?:error|ERR!)(?: (?:Usage|Options|Clean install a project|Install a package|aliases?)\\b.*| \\[-.*|\\s{3}--?\\w.*|\\s{5,}[A-Z`].*| Run "npm help .*| npm \\w+)?$',
  '^npm (?:error|ERR!) 404(?: Note that you can also install from a| tarball, folder, http url, or git url\\.)?$',
];

const QUIET = NPM_NOISE.slice(0, 4).map((pattern) => new RegExp(pattern));
/** For `Filter.hints`. */
export const NPM_HINTS: readonly string[] = [
  '^npm (?:error|ERR!|notice)$',
  '^npm (?:error|ERR!) 404(?: Note that you can also install from a| tarball, folder, http url, or git url\\.)?$',
  // "22 packages are looking for funding", "  run `npm fund` for details"
  '^\\d+ packages? (?:is|are) looking for funding$',
  '^ {2}run `npm fund` for details$',
  '^Run `npm audit` for details\\.$',
  '^To address (?:all issues|issues that do not require attention|all issues possible).*run:$',
  '^ {2}npm audit fix(?: --force)?$',
  '^Some issues need review, and may require choosing$',
  '^a different dependency\\.$',
  '^npm notice (?:New \\w+ version of npm|Changelog:|Run `?npm install -g|To update run:)',
];

const NO_NEWS = [
  ...NPM_HINTS,
  '^\\s*$',
  '^npm (?:error|ERR!) (?:Clean install a project|Install a package)$',
  '^(?:Debugger attached\\.|Waiting for the debugger to disconnect\\.\\.\\.)$',
].map((pattern) => new RegExp(pattern));
// warnings of one line, and the frame of those about engines; others are blocks whose lines may be equal
const ALONE =
  /^npm (?:warn|WARN) (?:deprecated|tarball|config|old lockfile|cleanup|using|Unknown|EBADENGINE (?:Unsupported engine \{|\s*current:|\}))/;
const USAGE = /^npm (?:error|ERR!) Usage:$/;

/** The lines that are news, equal warnings once. */
export function newsOf(text: string): string[] {
  const seen = new Set<string>();
  let usage = false;
  return linesOf(text).filter((line) => {
    if (USAGE.test(line)) usage = true;
    if (!/^npm (?:error|ERR!)/.test(line)) usage = false;
    const again = seen.has(line) && ALONE.test(line);
    seen.add(line);
    return !usage && !again && !QUIET.some((pattern) => pattern.test(line)) && !NO_NEWS.some((pattern) => pattern.test(line));
  });
}

/** Did npm say it? Its words for an end of an installation, an error, a warning. */
export function isNpms(text: string): boolean {
  return /^(?:npm (?:error|ERR!|warn|WARN|notice)\b|added \d|removed \d|changed \d|up to date|audited \d|found \d+ vulnerabilit|# npm audit report)/m.test(
    text,
  );
}
