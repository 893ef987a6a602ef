import { useLayoutEffect, useRef, useState } from 'react';

import { formatCount } from '../ui/numbers.ts';
import { describeChart, heapOf, niceSteps, type Chart, type ChartPoint } from './chart.ts';
import { timeTicks } from './timeTicks.ts';

const height = 240;
const room = { left: 56, right: 16, top: 10, bottom: 26 } as const;
/** More points than this are a line. */
const mostColumns = 200;

/** Numbers over time: columns, one series on the other; lines where there are too many for that. */
export function TimeChart({ chart }: { readonly chart: Chart }) {
  const host = useRef<HTMLDivElement>(null);
  const width = useWidth(host);
  const areColumns = chart.points.length <= mostColumns;
  const scale = scaleOf(chart, width, areColumns);
  return (
    <div ref={host} className="time-chart">
      <svg width={width} height={height} role="img" aria-label={describeChart(chart)}>
        {scale.steps.map((step) => (
          <g key={step} className="chart-axis">
            <line x1={room.left} x2={width - room.right} y1={scale.y(step)} y2={scale.y(step)} />
            <text x={room.left - 8} y={scale.y(step) + 4} textAnchor="end">
              {formatCount(step)}
            </text>
          </g>
        ))}
        {timeTicks(scale.fromMs, scale.toMs, Math.floor(width / 110)).map(({ at, label }) => (
          <text key={at} className="chart-tick" x={scale.x(at)} y={height - 8} textAnchor="middle">
            {label}
          </text>
        ))}
        {areColumns ? <Columns chart={chart} scale={scale} /> : <Lines chart={chart} scale={scale} />}
      </svg>
    </div>
  );
}

type Scale = {
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
  readonly steps: readonly number[];
  readonly columnWidth: number;
  readonly fromMs: number;
  readonly toMs: number;
};

function scaleOf({ points }: Chart, width: number, areColumns: boolean): Scale {
  const times = points.map(({ at }) => at);
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at));
  const gap = Math.min(...gaps.filter((size) => size > 0), Number.MAX_SAFE_INTEGER);
  // A column lasts until the next one may begin.
  const lasting = areColumns && gap < Number.MAX_SAFE_INTEGER ? gap : 0;
  const fromMs = times[0] ?? 0;
  const toMs = Math.max((times.at(-1) ?? 0) + lasting, fromMs + 1);
  const steps = stepsOf(points, areColumns);
  const low = steps[0] ?? 0;
  const span = (steps.at(-1) ?? 1) - low;
  const inner = Math.max(1, width - room.left - room.right);
  const tall = height - room.top - room.bottom;
  const x = (at: number) => room.left + ((at - fromMs) / (toMs - fromMs)) * inner;
  const y = (value: number) => room.top + tall - ((value - low) / span) * tall;
  const columnWidth = lasting > 0 ? (lasting / (toMs - fromMs)) * inner : Math.min(40, inner);
  return { x, y, steps, columnWidth, fromMs, toMs };
}

function stepsOf(points: readonly ChartPoint[], areColumns: boolean): readonly number[] {
  const ends = points.flatMap((point) =>
    areColumns
      ? heapOf(point).flatMap((stretch) => (stretch ? [stretch.from, stretch.to] : []))
      : point.values.filter((value) => value !== undefined),
  );
  return niceSteps(Math.max(...ends, 0), Math.min(...ends, 0));
}

type MarksProps = { readonly chart: Chart; readonly scale: Scale };

function Columns({ chart: { points, series }, scale }: MarksProps) {
  const width = Math.max(1, scale.columnWidth - Math.min(2, scale.columnWidth * 0.2));
  return points.map((point) => (
    <g key={point.at}>
      <title>{titleOf(point, series)}</title>
      {heapOf(point).map(
        (stretch, index) =>
          stretch && (
            <rect
              key={series[index]}
              className={`series-${index}`}
              x={scale.x(point.at)}
              y={scale.y(stretch.to)}
              width={width}
              height={scale.y(stretch.from) - scale.y(stretch.to)}
            />
          ),
      )}
      <rect className="chart-hover" x={scale.x(point.at)} y={room.top} width={width} height={height - 36} />
    </g>
  ));
}

function Lines({ chart: { points, series }, scale }: MarksProps) {
  return series.map((name, index) => (
    <path key={name} className={`series-${index}`} d={lineOf(points, index, scale)}>
      <title>{name}</title>
    </path>
  ));
}

/** A line through the values of a series, which breaks where there is no number. */
function lineOf(points: readonly ChartPoint[], index: number, scale: Scale): string {
  let isBroken = true;
  const parts = points.flatMap(({ at, values }) => {
    const value = values[index];
    const command = isBroken ? 'M' : 'L';
    isBroken = value === undefined;
    return value === undefined ? [] : [`${command}${scale.x(at).toFixed(1)},${scale.y(value).toFixed(1)}`];
  });
  return parts.join('');
}

function titleOf({ label, values }: ChartPoint, series: readonly string[]): string {
  const textOf = (value: number | undefined) => (value === undefined ? '–' : formatCount(value));
  return [label, ...values.map((value, index) => `${series[index] ?? ''}: ${textOf(value)}`)].join('\n');
}

function useWidth(host: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(800);
  useLayoutEffect(() => {
    const element = host.current;
    if (!element) return undefined;
    const measure = () => setWidth(Math.max(240, element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [host]);
  return width;
}
