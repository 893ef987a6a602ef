// Bars and stretches of time: what lies where, and what it holds.
import type { CallOutput } from '../../shared/ipc/contract.ts';

export type HistogramData = CallOutput<'events.histogram'>;
type Bar = HistogramData['bars'][number];

/** From the first up to, but not including, the second. */
export type Stretch = { readonly fromMs: number; readonly toMs: number };

export type Counted = Stretch & { readonly succeeded: number; readonly failed: number };

export type Histogram = {
  readonly bars: readonly Counted[];
  readonly span: Stretch;
  /** The most events in one bar. */
  readonly most: number;
  readonly total: Counted;
  readonly step: string;
  readonly withoutTime: number;
};

/** `undefined` where there is nothing to draw. */
export function readHistogram({ bars, toMs, step, withoutTime }: HistogramData): Histogram | undefined {
  const [first] = bars;
  if (first === undefined || toMs <= first.fromMs) return undefined;
  const counted = bars.map((bar, index) => ({ ...bar, toMs: bars[index + 1]?.fromMs ?? toMs }));
  return {
    bars: counted,
    span: { fromMs: first.fromMs, toMs },
    most: Math.max(...bars.map(sizeOf)),
    total: sumOf(counted, first.fromMs, toMs),
    step,
    withoutTime,
  };
}

export function sizeOf({ succeeded, failed }: Pick<Bar, 'succeeded' | 'failed'>): number {
  return succeeded + failed;
}

/** The bar that an instant lies in. */
export function barIndexAt({ bars }: Histogram, instant: number): number | undefined {
  const index = bars.findIndex(({ fromMs, toMs }) => fromMs <= instant && instant < toMs);
  return index === -1 ? undefined : index;
}

/** The whole bars from the one of an instant to the one of another, in whichever order; cut at the ends. */
export function stretchOf(histogram: Histogram, a: number, b: number): Counted | undefined {
  const { bars, span } = histogram;
  const index = (instant: number) =>
    barIndexAt(histogram, Math.min(Math.max(instant, span.fromMs), span.toMs - 1)) ?? 0;
  const first = bars[index(Math.min(a, b))];
  const last = bars[index(Math.max(a, b))];
  return first && last && sumOf(bars, first.fromMs, last.toMs);
}

function sumOf(bars: readonly Counted[], fromMs: number, toMs: number): Counted {
  let [succeeded, failed] = [0, 0];
  for (const bar of bars) {
    if (bar.fromMs < fromMs || bar.toMs > toMs) continue;
    succeeded += bar.succeeded;
    failed += bar.failed;
  }
  return { fromMs, toMs, succeeded, failed };
}

/** Whether bars of about this number suit a width: enough to see, and not asked anew for every pixel. */
export function mostBars(width: number): number {
  return Math.min(400, Math.max(50, Math.floor(width / 5 / 50) * 50));
}
