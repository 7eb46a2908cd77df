import { seenLines } from '../readers/markdown.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'gh pr, issue, release, repo view: what is said of it, its text and every comment; no comments of templates, no badges',
  command: ['gh pr view', 'gh issue view', 'gh release view', 'gh repo view', 'glab mr view', 'glab issue view'],
  unless: ['--web', '-w', '--jq', '-q', '--template', '-t'],
  hints: [
    // "projects:\t", "edited:\tfalse", "status:\tnone"
    '^[a-z][a-z -]*:\\t$',
    '^(?:edited:\\tfalse|status:\\tnone|association:\\tnone|draft:\\tfalse|prerelease:\\tfalse)$',
    '^\\s*<!--(?:(?!-->).)*-->\\s*$',
    '^_No response_$',
  ],
  parse,
} satisfies Filter;

// "title:\tfix(cart): keep the coupon", "author:\tjdoe", "asset:\tshop.zip"
const FIELD = /^[a-z][a-z -]*:\t/;
const SAYS_NOTHING = /^[a-z][a-z -]*:\t$|^(?:edited:\tfalse|status:\tnone|association:\tnone|draft:\tfalse|prerelease:\tfalse)$/;

/** Fields, `--`, a text; with comments more of the same, each behind another `--`. */
function parse(run: Run): Shape | undefined {
  const lines = linesOf(run.text);
  if (!FIELD.test(lines[0] ?? '') || !lines.includes('--')) return undefined;
  const shown: string[] = [];
  for (const { fields, text } of partsOf(lines)) {
    if (shown.length > 0) shown.push('--');
    shown.push(...fields.filter((line) => !SAYS_NOTHING.test(line)), '--', ...trimmed(seenLines(text)));
  }
  return { kind: 'text', content: true, lines: shown };
}

interface Part {
  readonly fields: readonly string[];
  readonly text: readonly string[];
}

/** A text may hold a `--` of its own: only one with fields behind it begins the next part. */
function partsOf(lines: readonly string[]): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < lines.length; ) {
    const text = lines.indexOf('--', at) + 1;
    if (text === 0) break;
    const next = lines.findIndex((line, index) => index >= text && line === '--' && /^author:\t/.test(lines[index + 1] ?? ''));
    const end = next < 0 ? lines.length : next;
    parts.push({ fields: lines.slice(at, text - 1), text: withoutLast(lines.slice(text, end)) });
    at = next < 0 ? lines.length : next + 1;
  }
  return parts;
}

/** The `--` behind the last comment. */
function withoutLast(text: readonly string[]): readonly string[] {
  return text.at(-1) === '--' ? text.slice(0, -1) : text;
}

function trimmed(lines: readonly string[]): string[] {
  const [from, to] = [lines.findIndex((line) => line.trim() !== ''), lines.findLastIndex((line) => line.trim() !== '')];
  return from < 0 ? [] : lines.slice(from, to + 1);
}
