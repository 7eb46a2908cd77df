/** The page in a real browser without network: what is drawn, what is said, and that foreign text stays text. */

import { appendFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, it as always, beforeAll, expect, onTestFinished } from 'vitest';
import { type Lab, lab } from '../e2e/lab.ts';
import { type Browser, CHROMIUM, type Page, type Screen, startBrowser } from './browser.ts';
import { HOSTILE, writeJournal } from './journal.ts';
import { startDashboard } from './start.ts';

if (CHROMIUM === undefined)
  console.log('The tests of the page are skipped: no Chromium was found on PATH (Debian: apt-get install chromium).');
const it = always.skipIf(CHROMIUM === undefined);

let browser: Browser;
const full = madeLab((state) => writeJournal(state));
const empty = madeLab(() => {});

beforeAll(async () => {
  if (CHROMIUM !== undefined) browser = await startBrowser();
}, 60_000);
afterAll(() => browser?.close());

function madeLab(prepare: (state: string) => void): { readonly l: Lab; readonly url: string } {
  const l = lab();
  prepare(join(l.home, '.local/state'));
  const file = join(l.home, 'page.html');
  if (CHROMIUM !== undefined) expect(l.rtk('gain', '--html', '--output', file).text).toBe('');
  return { l, url: `file://${file}` };
}

async function withPage(url: string, screen: Screen, work: (page: Page) => Promise<void>): Promise<void> {
  const page = await browser.open(url, screen);
  try {
    await work(page);
    expect(page.complaints).toEqual([]);
  } finally {
    await page.close();
  }
}

/** Pixels of the canvas that `selector` names, and which of them are of a colour of the style. */
const CANVAS = `
  const pixelsOf = (canvas) => {
    if (canvas.width === 0 || canvas.height === 0) return [];
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
    copy.drawImage(canvas, 0, 0);
    return copy.getImageData(0, 0, canvas.width, canvas.height).data;
  };
  const rowsOf = (canvas, name) => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = 'var(--' + name + ')';
    const [r, g, b] = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
    probe.remove();
    const data = pixelsOf(canvas);
    const rows = [];
    for (let at = 0; at < data.length; at += 4) if (data[at] === r && data[at + 1] === g && data[at + 2] === b && data[at + 3] === 255) rows.push(Math.floor(at / 4 / canvas.width));
    return rows;
  };
  const canvasOf = (title) => document.querySelector('canvas[aria-label^="' + title + '"]');`;

function drawn<T>(page: Page, expression: string): Promise<T> {
  return page.run<T>(`(() => { ${CANVAS} return ${expression}; })()`);
}

for (const screen of [{ width: 1600 }, { width: 1000, dark: true }, { width: 360 }, { width: 360, dark: true }] satisfies Screen[]) {
  it(`is drawn whole, asks for nothing and fits ${screen.width} px${screen.dark ? ', dark' : ''}`, async () => {
    await withPage(full.url, screen, async (page) => {
      const inked = await drawn<number[]>(
        page,
        `[...document.querySelectorAll('canvas')].map((canvas) => pixelsOf(canvas).filter((value, at) => at % 4 === 3 && value > 0).length)`,
      );
      expect(inked.length).toBe(8);
      expect(Math.min(...inked)).toBeGreaterThan(2000);
      await page.run(`document.querySelectorAll('details').forEach((each) => { each.open = true; })`);
      expect(await page.run('document.documentElement.scrollWidth')).toBe(screen.width);
      expect(page.asked.filter((url) => !url.startsWith('data:'))).toEqual([full.url]);
    });
  });
}

it('says the figures of rtk gain --json', async () => {
  const report = JSON.parse(full.l.rtk('gain', '--json').stdout.toString());
  await withPage(full.url, { width: 1280 }, async (page) => {
    const figure = await page.run<string>(`document.querySelector('.hero .figure').textContent`);
    expect(figure).toBe(`${report.totals.saved.toLocaleString('en')} tokens`);
    const rows = await page.run<
      string[][]
    >(`[...document.querySelectorAll('table')].find((table) => table.caption.textContent.startsWith('By command'))
      .querySelectorAll('tbody tr').values().map((row) => [...row.cells].map((cell) => cell.textContent)).toArray()`);
    for (const [index, [name, runs, saved]] of rows.entries()) {
      const row = report.commands[index];
      expect([name, runs, saved]).toEqual([row.name, row.runs.toLocaleString('en'), row.saved.toLocaleString('en').replace('-', '−')]);
    }
    expect(rows.length).toBeGreaterThan(5);
  });
});

it('draws days that end below zero below zero', async () => {
  await withPage(full.url, { width: 1280 }, async (page) => {
    const gains = await drawn<number[]>(page, `rowsOf(canvasOf('Net saved'), 'saved')`);
    const losses = await drawn<number[]>(page, `rowsOf(canvasOf('Net saved'), 'negative')`);
    expect(losses.length).toBeGreaterThan(100);
    expect(gains.reduce((a, b) => Math.max(a, b))).toBeLessThanOrEqual(losses.reduce((a, b) => Math.min(a, b)) + 1);
  });
});

it('shows foreign text as text', async () => {
  await withPage(full.url, { width: 1280 }, async (page) => {
    await page.run(`document.querySelectorAll('.more').forEach((button) => button.click())`);
    const text = await page.run<string>('document.body.textContent');
    expect(text.split(HOSTILE).length).toBeGreaterThan(4);
    expect(await page.run('document.title')).toBe('rtk: what was saved');
    expect(await page.run(`[document.scripts.length, document.querySelectorAll('img, iframe, object, embed').length]`)).toEqual([2, 0]);
  });
});

it('shows no dollars without their model and assumption', async () => {
  await withPage(full.url, { width: 1280 }, async (page) => {
    const cells = await page.run<string[]>(
      `[...document.querySelectorAll('.summary .cards .card, .money td')].map((each) => each.textContent).filter((text) => /\\$\\d/.test(text))`,
    );
    expect(cells.length).toBeGreaterThanOrEqual(3);
    for (const cell of cells) expect(cell).toMatch(/(?:Claude|GPT).*each saved token once/s);
    const outside = await page.run<string>(
      `(document.querySelectorAll('.summary .cards, .money, script').forEach((each) => each.remove()), document.body.textContent)`,
    );
    expect(outside).not.toMatch(/\$\d/);
  });
});

it('says in an empty ledger what to do', async () => {
  await withPage(empty.url, { width: 360 }, async (page) => {
    const text = await page.run<string>('document.body.innerText');
    expect(text).toContain('No run has been recorded here yet');
    expect(text).toContain('rtk init');
    expect(await page.run(`document.querySelector('main').checkVisibility()`)).toBe(false);
  });
});

it('is worked with the keyboard', async () => {
  await withPage(full.url, { width: 1280 }, async (page) => {
    const focused = () => page.run<string>('document.activeElement.textContent || document.activeElement.value');
    await page.press('Tab');
    expect(await focused()).toContain('All days');
    await page.press('Tab');
    expect(await focused()).toBe('Theme: auto');
    const background = () => page.run<string>('getComputedStyle(document.body).backgroundColor');
    const before = await background();
    for (const theme of ['light', 'dark']) {
      await page.press('Enter');
      expect(await focused()).toBe(`Theme: ${theme}`);
    }
    expect(await background()).not.toBe(before);
    await page.press('Tab');
    await page.press('ArrowRight');
    expect(await focused()).toBe('weeks');
    const bars = await page.run<string>(`document.querySelector('canvas').getAttribute('aria-label')`);
    expect(bars).toMatch(/\b(?:9|10) periods/);
    await page.run(`document.querySelector('.beside table thead th:nth-child(2) button').focus()`);
    await page.press('Enter');
    const runs = await page.run<number[]>(
      `[...document.querySelectorAll('.beside table')][0].querySelectorAll('tbody td:nth-child(2)').values().map((cell) => Number(cell.textContent.replace(',', ''))).toArray()`,
    );
    expect(runs).toEqual([...runs].sort((a, b) => b - a));
    expect(await page.run(`document.querySelector('.beside table th:nth-child(2)').getAttribute('aria-sort')`)).toBe('descending');
  });
});

/** WCAG's contrast of every visible text with what is behind it. */
const CONTRASTS = `(() => {
  document.querySelectorAll('details').forEach((each) => { each.open = true; });
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4)).reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = (element) => { for (let at = element; at; at = at.parentElement) { const colour = numbers(getComputedStyle(at).backgroundColor); if (colour[3] !== 0) return colour; } return [255, 255, 255]; };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const { parentElement: element, data } = walker.currentNode;
    if (!data.trim() || !element.checkVisibility() || element.closest('script, style, .unseen')) continue;
    const [one, other] = [light(numbers(getComputedStyle(element).color)), light(behind(element))].sort((a, b) => b - a);
    found.push([data, (one + 0.05) / (other + 0.05)]);
  }
  return found;
})()`;

for (const dark of [false, true]) {
  it(`has text of enough contrast, ${dark ? 'dark' : 'light'}`, async () => {
    await withPage(full.url, { width: 1280, dark }, async (page) => {
      const found = await page.run<[string, number][]>(CONTRASTS);
      expect(found.length).toBeGreaterThan(300);
      expect(found.filter(([, contrast]) => contrast < 4.5)).toEqual([]);
    });
  });
}

/** A run that saves `tokens`, appended as rtk would. */
function runIn(l: Lab, tokens: number): void {
  const run = {
    v: 1,
    at: Date.now(),
    command: 'go test',
    ...{ same: String(tokens), about: String(tokens) },
    filter: 'go-test',
    level: 'normal',
    exit: 0,
    bytes: [4 * tokens + 4, 4],
    tokens: [tokens + 1, 1],
    ms: 5,
  };
  mkdirSync(join(l.home, '.local/state/rtk'), { recursive: true });
  appendFileSync(join(l.home, '.local/state/rtk/journal.jsonl'), `${JSON.stringify(run)}\n`);
}

function until(page: Page, condition: string): Promise<void> {
  return page.run(
    `(() => { ${CANVAS} return new Promise((resolve, reject) => {
      const look = () => { try { ${condition} ? resolve() : setTimeout(look, 50); } catch (error) { reject(error); } };
      look();
    }); })()`,
  );
}

const FIGURE = `document.querySelector('.hero .figure').textContent.replace(/\\D/g, '')`;

it('shows newer figures as they come, and says when none come any more', async () => {
  const l = lab();
  const { url, end } = await startDashboard(l);
  onTestFinished(async () => void (await end('SIGKILL')));
  const page = await browser.open(url, { width: 1280 });
  expect(await page.run(`document.querySelector('main').checkVisibility()`)).toBe(false);
  runIn(l, 1_999_999);
  await until(page, `${FIGURE} === '1999999' && rowsOf(canvasOf('Net saved'), 'saved').length > 2000`);
  runIn(l, 1000);
  await until(page, `${FIGURE} === '2000999'`);
  expect(page.asked.filter((asked) => !asked.startsWith('data:') && !asked.startsWith(new URL(url).origin))).toEqual([]);
  expect(page.complaints).toEqual([]);
  expect(await end('SIGTERM')).toEqual({ status: 0, signal: null });
  await until(page, `document.querySelector('.status').classList.contains('lost')`);
  expect(await page.run(`document.querySelector('.status').textContent`)).toContain('has ended');
  await page.close();
});

it('tells what was missed once the transcripts are read', async () => {
  const l = lab();
  cpSync(join(import.meta.dirname, '../transcripts/claude/learn'), l.home, { recursive: true });
  writeJournal(join(l.home, '.local/state'), { weeks: 1 });
  const { url, end } = await startDashboard(l, '--since', '2026-11-20');
  onTestFinished(async () => void (await end('SIGKILL')));
  await withPage(url, { width: 1280 }, async (page) => {
    await until(
      page,
      `[...document.querySelectorAll('section')].some((part) => part.checkVisibility() && part.textContent.startsWith('Missed'))`,
    );
    const text = String(
      await page.run(`[...document.querySelectorAll('section')].find((part) => part.textContent.startsWith('Missed')).textContent`),
    );
    expect(text).toMatch(/1 session of the last [\d,]+ days?: of \d+ commands? 0 \(0\.0%\) went through rtk, \d+ w/);
  });
});

it('is written where it is asked for, or not at all', () => {
  const { l } = madeLab((state) => writeJournal(state, { weeks: 1 }));
  writeFileSync(join(l.home, 'folder'), '');
  const { status, text } = l.rtk('gain', '--html', '--output', join(l.home, 'folder/page.html'));
  expect([status, text]).toEqual([2, expect.stringContaining('--output')]);
  expect(l.rtk('gain', '--html').stdout.toString()).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
});

it('shows the days that are chosen in the file', async () => {
  await withPage(full.url, { width: 1000 }, async (page) => {
    const figure = () => page.run<string>(`document.querySelector('.hero .figure').textContent`);
    const all = await figure();
    await page.run(
      `(() => { const list = document.querySelector('select[aria-label="Days"]'); list.value = '7'; list.dispatchEvent(new Event('change')); })()`,
    );
    expect(await figure()).not.toBe(all);
    expect(await page.run(`document.querySelectorAll('select').length`)).toBe(1);
  });
});
