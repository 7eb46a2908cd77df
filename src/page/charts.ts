/** Series → a drawn chart with a legend; the only code that knows Chart.js. */

import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartDataset,
  type ChartOptions,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js';
import { h, type View } from './dom.ts';
import { clip } from './format.ts';
import { colour, onTheme } from './theme.ts';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, LineController, LineElement, PointElement, Tooltip);

interface Series {
  readonly name: string;
  /** A custom property of the style, and the one for values below zero. */
  readonly colour: string;
  readonly below?: string;
  readonly values: readonly (number | null)[];
  readonly line?: true;
  /** Part of the room that a bar takes; given, the bars of all series stand on the same place. */
  readonly width?: number;
}

export interface Plot {
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  readonly format: (value: number) => string;
  /** Values between whole numbers. */
  readonly fractions?: boolean;
  /** What a reader hears who does not see it. */
  readonly summary: string;
  readonly stacked?: boolean;
  /** Bars from left to right, a row each. */
  readonly across?: boolean;
}

export function chart(title: string, size: 'tall' | 'low' | 'rows' = 'low'): View<Plot> {
  const canvas = h('canvas', { role: 'img' });
  const legend = h('ul', { class: 'legend' });
  const caption = h('figcaption', {}, h('h3', {}, title), legend);
  const room = h('div', { class: `canvas ${size}` }, canvas);
  const none = h('p', { class: 'about' }, 'Nothing to draw.');
  let drawn: Chart | undefined;
  let last: Plot | undefined;
  const show = (plot: Plot) => {
    last = plot;
    canvas.setAttribute('aria-label', `${title}. ${plot.summary}`);
    none.hidden = plot.series.some(({ values }) => values.some(Boolean));
    room.hidden = !none.hidden;
    legend.replaceChildren(...(none.hidden ? legendOf(plot) : []));
    if (size === 'rows') room.style.height = `${plot.labels.length * (isNarrow() ? 28 : 37) + 44}px`;
    const data = { labels: [...plot.labels], datasets: plot.series.map((series) => dataset(series, plot)) };
    if (!drawn) drawn = new Chart(canvas, { type: 'bar', data, options: optionsOf(plot) });
    else Object.assign(drawn, { data, options: optionsOf(plot) }).update('none');
  };
  onTheme(() => last && show(last));
  return { element: h('figure', { class: 'chart' }, caption, room, none), show };
}

function isNarrow(): boolean {
  return document.documentElement.clientWidth < 560;
}

function legendOf({ series }: Plot): HTMLElement[] {
  const entries = series.flatMap(({ name, colour: own, below }) => [
    { name, colour: own },
    ...(below === undefined ? [] : [{ name: 'below zero', colour: below }]),
  ]);
  return entries.length < 2 ? [] : entries.map((entry) => h('li', {}, h('span', { class: `key ${entry.colour}` }), entry.name));
}

function dataset(series: Series, { stacked }: Plot): ChartDataset<'bar' | 'line', (number | null)[]> {
  const [above, below] = [colour(series.colour), colour(series.below ?? series.colour)];
  const data = [...series.values];
  if (series.line)
    return {
      type: 'line',
      label: series.name,
      data,
      borderColor: above,
      backgroundColor: above,
      borderWidth: 2,
      pointRadius: data.length > 45 ? 0 : 2,
      pointHoverRadius: 4,
      spanGaps: true,
      tension: 0,
    };
  const backgroundColor = data.map((value) => ((value ?? 0) < 0 ? below : above));
  return {
    ...{ type: 'bar', label: series.name, data, backgroundColor, borderRadius: stacked ? 0 : 2, maxBarThickness: 44 },
    ...(series.width === undefined
      ? { categoryPercentage: 0.82, barPercentage: 0.92 }
      : { grouped: false, categoryPercentage: 0.86, barPercentage: series.width }),
  };
}

function optionsOf({ format, fractions = false, stacked = false, across = false, labels }: Plot): ChartOptions {
  const [ink, line, strong] = [colour('muted'), colour('line'), colour('axis')];
  const font = { family: getComputedStyle(document.body).fontFamily, size: 12 };
  const values = {
    stacked,
    beginAtZero: true,
    border: { display: false },
    grid: { color: (at: { tick?: { value: number } }) => (at.tick?.value === 0 ? strong : line), drawTicks: false },
    ticks: {
      color: ink,
      font,
      padding: 8,
      maxTicksLimit: across ? 5 : 6,
      maxRotation: 0,
      ...(fractions ? {} : { precision: 0 }),
      callback: (value: number | string) => format(Number(value)),
    },
  };
  const names = {
    stacked,
    border: { display: false },
    grid: { display: false },
    ticks: {
      ...{ color: ink, font, maxRotation: 0, autoSkip: !across, autoSkipPadding: 12 },
      callback: (_: unknown, index: number) => clip(labels[index] ?? '', across && isNarrow() ? 16 : 22),
    },
  };
  return {
    ...{ animation: false, responsive: true, maintainAspectRatio: false, indexAxis: across ? 'y' : 'x' },
    interaction: { mode: 'index', intersect: false, axis: across ? 'y' : 'x' },
    scales: across ? { x: values, y: names } : { x: names, y: values },
    plugins: {
      tooltip: {
        ...{
          backgroundColor: colour('ink'),
          titleColor: colour('card'),
          bodyColor: colour('card'),
          padding: 10,
          cornerRadius: 6,
          boxPadding: 4,
        },
        ...{ titleFont: { ...font, weight: 600 }, bodyFont: font },
        callbacks: { label: ({ dataset: { label }, raw }) => ` ${label}: ${raw === null ? '–' : format(Number(raw))}` },
      },
    },
  } as ChartOptions;
}
