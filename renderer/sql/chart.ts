// Whether an answer can be drawn, and as what: a label or a time in one column, numbers in the others.
import type { CellValue } from '../../shared/events/columns.ts';
import type { QueryResult } from '../state/sqlRun.ts';
import { isNumeric, isTime, type ResultRow } from './resultRows.ts';

export type ChartPoint = {
  readonly label: string;
  /** Milliseconds since 1970, on a chart over time. */
  readonly at: number;
  /** By series; `undefined` where there is no number: NULL, or one that is not finite. */
  readonly values: readonly (number | undefined)[];
};

export type Chart = {
  readonly kind: 'bars' | 'time';
  /** What the labels are. */
  readonly title: string;
  readonly series: readonly string[];
  readonly points: readonly ChartPoint[];
  /** Rows that are not drawn, for there are too many. */
  readonly left: number;
};

/** As many as can be told apart by colour. */
const mostSeries = 6;
const mostBars = 100;
const mostTimes = 2000;

/** The chart of an answer; `undefined` where its columns are none that could be drawn. */
export function chartOf({ columns, rows }: QueryResult): Chart | undefined {
  if (rows.length === 0 || columns.length < 2) return undefined;
  const labels = columns.flatMap(({ type }, index) => (isNumeric(type) ? [] : [index]));
  const numbers = columns.flatMap(({ type }, index) => (isNumeric(type) ? [index] : []));
  const [label, second, ...moreLabels] = labels;
  const [number] = numbers;
  if (label === undefined || number === undefined || moreLabels.length > 0) return undefined;
  const title = columns[label]?.name ?? '';
  const isOverTime = isTime(columns[label]?.type ?? '');
  if (second === undefined) {
    const shown = numbers.slice(0, mostSeries);
    const series = shown.map((index) => columns[index]?.name ?? '');
    const points = rows.map((row) =>
      pointOf(
        row[label] ?? null,
        shown.map((index) => numberOf(row, index)),
      ),
    );
    return drawn(title, isOverTime, series, points);
  }
  if (columns.length !== 3) return undefined;
  return drawn(title, isOverTime, ...seriesOf(rows, label, second, number));
}

/** One series for each value of the second label, those with most first; the rest together. */
function seriesOf(
  rows: readonly ResultRow[],
  label: number,
  second: number,
  number: number,
): readonly [readonly string[], readonly ChartPoint[]] {
  const sums = new Map<string, number>();
  for (const row of rows) {
    const name = labelOf(row[second] ?? null);
    sums.set(name, (sums.get(name) ?? 0) + (numberOf(row, number) ?? 0));
  }
  const names = [...sums].toSorted(([, a], [, b]) => b - a).map(([name]) => name);
  const isTooMany = names.length > mostSeries;
  const series = isTooMany ? [...names.slice(0, mostSeries - 1), 'others'] : names;
  const points = new Map<string, { readonly cell: CellValue; readonly values: number[] }>();
  for (const row of rows) {
    const cell = row[label] ?? null;
    const point = points.get(labelOf(cell)) ?? { cell, values: series.map(() => 0) };
    points.set(labelOf(cell), point);
    const found = names.indexOf(labelOf(row[second] ?? null));
    const index = Math.min(found, series.length - 1);
    point.values[index] = (point.values[index] ?? 0) + (numberOf(row, number) ?? 0);
  }
  return [series, [...points.values()].map(({ cell, values }) => pointOf(cell, values))];
}

function drawn(
  title: string,
  isOverTime: boolean,
  series: readonly string[],
  points: readonly ChartPoint[],
): Chart | undefined {
  if (!isOverTime) {
    return {
      kind: 'bars',
      title,
      series,
      points: points.slice(0, mostBars),
      left: Math.max(0, points.length - mostBars),
    };
  }
  const timed = points.filter(({ at }) => Number.isFinite(at)).toSorted((a, b) => a.at - b.at);
  if (timed.length === 0) return undefined;
  return {
    kind: 'time',
    title,
    series,
    points: timed.slice(0, mostTimes),
    left: points.length - Math.min(timed.length, mostTimes),
  };
}

function pointOf(cell: CellValue, values: ChartPoint['values']): ChartPoint {
  const at = typeof cell === 'string' ? Date.parse(cell) : Number.NaN;
  return { label: labelOf(cell), at, values };
}

function labelOf(cell: CellValue): string {
  return cell === null ? 'NULL' : String(cell);
}

function numberOf(row: ResultRow, index: number): number | undefined {
  const number = Number(row[index] ?? Number.NaN);
  return Number.isFinite(number) ? number : undefined;
}

/** What all values of a point come to; `undefined` where it has none. */
export function totalOf({ values }: ChartPoint): number | undefined {
  const numbers = values.filter((value) => value !== undefined);
  return numbers.length === 0 ? undefined : numbers.reduce((sum, value) => sum + value, 0);
}

export type Stretch = { readonly from: number; readonly to: number };

/** Where each value of a point stands when they are heaped: those above nothing upwards, those below it downwards. */
export function heapOf({ values }: ChartPoint): readonly (Stretch | undefined)[] {
  let above = 0;
  let below = 0;
  return values.map((value) => {
    if (value === undefined) return undefined;
    if (value < 0) {
      below += value;
      return { from: below, to: below - value };
    }
    above += value;
    return { from: above - value, to: above };
  });
}

/** Values that people know, over nothing and all that is between `most` and `least`: 0, 50, 100. */
export function niceSteps(most: number, least = 0): readonly number[] {
  const high = Math.max(0, most);
  const low = Math.min(0, least);
  const span = high - low;
  if (!(span > 0)) return [0, 1];
  const power = 10 ** Math.floor(Math.log10(span / 4));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size * 4 >= span) ?? power * 10;
  const first = Math.floor(low / step);
  const length = Math.ceil(high / step) - first + 1;
  return Array.from({ length }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** In words, for those who do not see it. */
export function describeChart({ kind, title, series, points }: Chart): string {
  const total = (point: ChartPoint) => totalOf(point) ?? Number.NEGATIVE_INFINITY;
  const top = points.reduce((best, point) => (total(point) > total(best) ? point : best));
  const most = totalOf(top);
  const span = kind === 'time' ? ` from ${points[0]?.label ?? ''} to ${points.at(-1)?.label ?? ''}` : '';
  const told = most === undefined ? '' : ` The most is ${most} at ${top.label}.`;
  return `${series.join(', ')} by ${title}: ${points.length} values${span}.${told}`;
}
