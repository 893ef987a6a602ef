import { formatCount } from '../ui/numbers.ts';
import { heapOf, niceSteps, totalOf, type Chart, type ChartPoint } from './chart.ts';

type Scale = { readonly low: number; readonly span: number };

/** A bar for each label, as long as its number; several series one behind the other. It reads as a list, too. */
export function BarChart({ chart }: { readonly chart: Chart }) {
  const { title, series, points } = chart;
  const scale = scaleOf(points);
  return (
    <ol className="bars" aria-label={`${series.join(', ')} by ${title}`}>
      {points.map((point, index) => (
        <li key={index} className="bar-line">
          <span className="bar-label" title={point.label}>
            {point.label}
          </span>
          <Bars point={point} series={series} scale={scale} />
          <span className="bar-number mono">{textOf(totalOf(point))}</span>
          {series.length > 1 && (
            <span className="visually-hidden">
              {point.values.map((value, number) => `${series[number] ?? ''}: ${textOf(value)}`).join(', ')}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

type BarsProps = { readonly point: ChartPoint; readonly series: readonly string[]; readonly scale: Scale };

function Bars({ point, series, scale }: BarsProps) {
  const share = (size: number) => `${(size / scale.span) * 100}%`;
  return (
    <span className="bar-room" aria-hidden="true">
      {heapOf(point).map(
        (stretch, number) =>
          stretch && (
            <i
              key={series[number]}
              className={`series-${number}`}
              style={{ left: share(stretch.from - scale.low), width: share(stretch.to - stretch.from) }}
              title={`${point.label}: ${series[number] ?? ''} ${textOf(point.values[number])}`}
            />
          ),
      )}
    </span>
  );
}

function scaleOf(points: readonly ChartPoint[]): Scale {
  const stretches = points.flatMap(heapOf).filter((stretch) => stretch !== undefined);
  const steps = niceSteps(
    Math.max(...stretches.map(({ to }) => to), 0),
    Math.min(...stretches.map(({ from }) => from), 0),
  );
  const low = steps[0] ?? 0;
  return { low, span: (steps.at(-1) ?? 1) - low };
}

function textOf(value: number | undefined): string {
  return value === undefined ? '–' : formatCount(value);
}
