import type { Chart } from './chart.ts';
import { BarChart } from './BarChart.tsx';
import { TimeChart } from './TimeChart.tsx';
import './chart.css';
import { countOf } from '../ui/numbers.ts';

/** An answer as a picture. All that is drawn is also in the table. */
export function ResultChart({ chart }: { readonly chart: Chart }) {
  const { kind, series, left } = chart;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be within reach of the keyboard
    <section className="chart" aria-label="Chart" tabIndex={0}>
      {series.length > 1 && (
        <ul className="chart-legend">
          {series.map((name, index) => (
            <li key={name}>
              <i className={`series-${index}`} aria-hidden="true" />
              {name}
            </li>
          ))}
        </ul>
      )}
      {kind === 'time' ? <TimeChart chart={chart} /> : <BarChart chart={chart} />}
      {left > 0 && <p className="chart-left muted">{countOf(left, 'more row')} only in the table.</p>}
    </section>
  );
}
