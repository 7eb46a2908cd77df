/** The parts of a pytest report that are no failures: progress, warnings, coverage, lists of tests. */

import { omitted } from '../marks.ts';
import { groupBy, squeeze } from '../text.ts';
import type { Shape } from '../types.ts';
import type { ReportSection } from './pytest-report.ts';

// "platform linux -- Python 3.11.7, pytest-9.2.0, pluggy-1.7.0", "rootdir: /home/dev/shop", "collected 44 items", "gw0 [44] / gw1 [44]"
const HEADER =
  /^(?:platform \S+ -- |cachedir: |rootdir: |configfile: |testpaths: |plugins: |metadata: |hypothesis profile |asyncio: |collecting\b|collected \d+ items?$|collected \d+ items? \/ |created: \d|bringing up nodes|\d+ workers? \[|gw\d+ (?:\[|[ICok])|scheduling tests via|benchmark: )/;
// "tests/test_cart.py F..FF.FFEFssxF    [  6%]", "....F.s  [100%]", "tests/a.py::test_x PASSED [ 3%]", "[gw0] [  7%] PASSED tests/a.py::test_x"
const DOTS = /^(?:(?:\S.*\.\w+ )?[.FEsxXuRpP,-]+|(?:PASSED|FAILED|ERROR|SKIPPED)?(?= *\[)) *(?:\[ *\d+%\]|\[ *\d+\/\d+\])?$/;
const PASSED =
  /^(?:(?=\S.*::\S).* (?:PASSED|FAILED|ERROR) *(?:\[ *\d+%\]|\[ *\d+\/\d+\])?|\[gw\d+\] (?:\[ *\d+%\] )?(?:PASSED|FAILED|ERROR) .*|(?=\S+\.py::\S).*[^)] )$/;
// "tests/a.py::test_round SKIPPED (no rounding rule yet)   [  5%]"
const OTHER = /^(?:\[gw\d+\] (?:\[ *\d+%\] )?)?(?=.*(?:SKIPPED|XFAIL|XPASS))(.*?)(?<! ) *(?:\[ *\d+%\])?$/;

/** What is left of the lines above the first failure: output of `-s`, seeds, plugin messages, skips with a reason. */
export function progress(lines: readonly string[]): string[] {
  const left: string[] = [];
  for (const line of lines) {
    if (line.trim() === '' || HEADER.test(line) || DOTS.test(line) || PASSED.test(line)) continue;
    const other = OTHER.exec(line)?.[1];
    if (other === undefined) left.push(line);
    else if (/^[^(]*\(.+\)$|XPASS/.test(other)) left.push(other.trim());
  }
  return fewPerReason(internal(left));
}

// "tests/a.py::test_round SKIPPED (no rounding rule yet)"
const REASON = /^(?=.*\)$).*?(?:SKIPPED|XFAIL) (\(.+\))$/;

/** Three tests that were skipped for the same reason stand for all. */
function fewPerReason(lines: readonly string[]): string[] {
  const skipped = groupBy(
    lines.filter((line) => REASON.test(line)),
    (line) => REASON.exec(line)?.[1] ?? '',
  );
  return lines.flatMap((line) => {
    const same = skipped.get(REASON.exec(line)?.[1] ?? '') ?? [];
    const at = same.indexOf(line);
    if (at < 3 || same.length < 5) return [line];
    return at === 3 ? [omitted(same.length - 3, 'more')] : [];
  });
}

// 'INTERNALERROR>   File "/home/dev/v/lib/python3.11/site-packages/pluggy/_caller.py", line 197, in __call__'
const INTERNAL_FRAME = /^INTERNALERROR> +File "(?=[^"]*(?:site-packages|dist-packages|lib[\\/]python3))[^"]*", line \d+/;

/** An internal error without the frames of pytest itself. */
function internal(lines: readonly string[]): string[] {
  let inside = false;
  return lines.filter((line) => {
    if (!line.startsWith('INTERNALERROR> ') && line !== 'INTERNALERROR>') return true;
    if (INTERNAL_FRAME.test(line)) inside = true;
    else if (/^INTERNALERROR> {0,3}\S/.test(line)) inside = false;
    return !inside;
  });
}

/** Each distinct warning once: its place and text, without the source line and the tests that met it. */
export function warnings(lines: readonly string[]): string[] {
  const found: string[] = [];
  let counted: string[] = [];
  let body: string[] = [];
  const flush = () => {
    if (body.length > 0) found.push([...body, ...counted].join('\n'));
    body = [];
    counted = [];
  };
  for (const line of lines) {
    if (/^ {2}\S/.test(line)) body.push(line.trim());
    else if (/^\S.*: \d+ warnings?$/.test(line)) {
      if (body.length > 0) flush();
      counted.push(`  ${line}`);
    } else if (!/^ {4}/.test(line)) {
      if (body.length > 0 || line.trim() === '') flush();
      if (/^\S/.test(line) && !/^-- Docs: |::|^\S+:\d+$|^\S+\.py$/.test(line)) found.push(line);
    } else if (body.length === 0) found.push(line.trim());
  }
  flush();
  return [...groupBy(found, (item) => item).keys()].flatMap((item) => item.split('\n'));
}

/** The table with single blanks; fully covered files are counted if they are many. */
export function coverage(lines: readonly string[]): string[] {
  const rows = lines.filter((line) => !/^-+$|^_+ coverage: /.test(line));
  const full = rows.filter((line) => /\s100%\s*$/.test(line) && !line.startsWith('TOTAL'));
  if (full.length <= 5) return rows.map(squeeze);
  const at = rows.indexOf(full[0] ?? '');
  const left = rows.flatMap((line, index) =>
    index === at ? [omitted(full.length, 'fully covered rows')] : full.includes(line) ? [] : [squeeze(line)],
  );
  return left;
}

/** `--collect-only -q`: tests under their file, the parameters of one test on one line; the tree of `--collect-only` stays as it is. */
export function collected(sections: readonly ReportSection[]): Shape | undefined {
  const all = sections
    .flatMap((section) => [section.title, ...section.lines])
    .filter((line) => line.trim() !== '' && line !== 'test session starts');
  const tests = all.filter((line) => /^\S+\.\w+::\S/.test(line));
  const others = all.filter((line) => !tests.includes(line) && !HEADER.test(line));
  if (tests.length === 0) return { kind: 'text', lines: others };
  const items = [...groupBy(tests, (id) => id.slice(0, id.indexOf('::')))].map(([path, ids]) => ({
    path,
    lines: variants(ids.map((id) => id.slice(path.length + 2))),
  }));
  return { kind: 'files', items, tail: others };
}

/** `test_mul[2]`, `test_mul[0.5]` as `test_mul[2] [0.5]`. */
function variants(names: readonly string[]): string[] {
  return [...groupBy(names, (name) => name.replace(/\[.*$/, ''))].map(([name, same]) =>
    same.map((each, index) => (index === 0 ? each : each.slice(name.length))).join(' '),
  );
}
