/** What the page shows → one HTML file that needs no other and asks for none. */

import type { Ledger } from '../ledger/ledger.ts';
import { dayOf } from '../ledger/sums.ts';
import type { Question } from '../report/types.ts';
import { type Known, pageDataOf } from './data.ts';
import { SCRIPT, SCRIPT_HASH, STYLE, STYLE_HASH } from './page.gen.ts';
import type { Embedded } from './types.ts';

/** Days back that can be chosen; 0 is all of them. */
export const RANGES: readonly number[] = [0, 7, 30, 90];

/** A page that stays as it is; a question without days of its own has the figures of every range in it. */
export function htmlOf(ledger: Ledger, question: Question, known: Known): string {
  const ranges = question.since === undefined && question.until === undefined ? RANGES : [0];
  const figures = ranges.map((range) => ({ range, data: pageDataOf(ledger, inRange(question, range, Date.now()), known) }));
  return pageOf({ choices: { ranges, projects: [], agents: [] }, figures });
}

/** The last `days` days in UTC, today included. */
export function inRange(question: Question, days: number, now: number): Question {
  return days === 0 ? question : { ...question, since: dayOf(now - (days - 1) * 86_400_000) };
}

/** `live`: served by `rtk dashboard`, the page asks `/data` for newer figures. */
export function pageOf(embeddedData: Embedded, live = false): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(live)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>rtk: what was saved</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(ICON)}">
<style>${STYLE}</style>
</head>
<body>
<noscript><p class="notice">This page draws its figures with a script of its own, which the browser did not run. <code>rtk gain</code> prints the same figures.</p></noscript>
<script type="application/json" id="data">${embedded(embeddedData)}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** Nothing but what stands in the page itself; the live one also asks the server that it came from. */
export function policyOf(live: boolean): string {
  const connect = live ? "connect-src 'self'; " : '';
  return `default-src 'none'; script-src '${SCRIPT_HASH}'; style-src '${STYLE_HASH}'; img-src data:; ${connect}base-uri 'none'; form-action 'none'`;
}

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" fill="#0f766e"/><path d="M4 11V5M8 11V7.5M12 11V9" stroke="#fff" stroke-width="2" stroke-linecap="round"/></svg>`;

/** JSON in which nothing can end the element that it stands in. */
function embedded(data: unknown): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
