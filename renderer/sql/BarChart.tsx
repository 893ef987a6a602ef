import { formatCount } from '../ui/numbers.ts';
import { niceSteps, type Chart } from './chart.ts';

/** A bar for each label, as long as its number; several series one behind the other. It reads as a list, too. */
export function BarChart({ chart }: { readonly chart: Chart }) {
  const { title, series, points } = chart;
  const sums = points.map(({ values }) => values.reduce((sum, value) => sum + Math.max(0, value), 0));
  const most = niceSteps(Math.max(...sums)).at(-1) ?? 1;
  return (
    <ol className="bars" aria-label={`${series.join(', ')} by ${title}`}>
      {points.map(({ label, values }, index) => (
        <li key={index} className="bar-line">
          <span className="bar-label" title={label}>
            {label}
          </span>
          <span className="bar-room" aria-hidden="true">
            {values.map((value, number) => (
              <i
                key={series[number]}
                className={`series-${number}`}
                style={{ width: `${(Math.max(0, value) / most) * 100}%` }}
                title={`${label}: ${series[number] ?? ''} ${formatCount(value)}`}
              />
            ))}
          </span>
          <span className="bar-number mono">{formatCount(sums[index] ?? 0)}</span>
          {series.length > 1 && (
            <span className="visually-hidden">
              {values.map((value, number) => `${series[number] ?? ''}: ${formatCount(value)}`).join(', ')}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
