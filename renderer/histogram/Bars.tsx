import { memo } from 'react';

import { sizeOf, type Counted, type Histogram } from './bars.ts';

/** In CSS pixels. */
export const plotHeight = 46;

type BarsProps = { readonly histogram: Histogram; readonly width: number };

/** The bars as two shapes, one for each outcome: hundreds of elements would only be work. */
export const Bars = memo(function Bars({ histogram, width }: BarsProps) {
  const boxes = histogram.bars.map((bar) => boxOf(bar, histogram, width));
  return (
    <>
      <path className="histogram-succeeded" d={boxes.map(({ succeeded }) => succeeded).join('')} />
      <path className="histogram-failed" d={boxes.map(({ failed }) => failed).join('')} />
    </>
  );
});

function boxOf(bar: Counted, { span, most }: Histogram, width: number): { succeeded: string; failed: string } {
  const perMs = width / (span.toMs - span.fromMs);
  const x = (bar.fromMs - span.fromMs) * perMs;
  const whole = (bar.toMs - bar.fromMs) * perMs;
  const across = Math.max(1, whole > 3 ? whole - 1 : whole);
  const height = heightOf(sizeOf(bar), most);
  const failed = bar.failed === 0 ? 0 : Math.max(1, (height * bar.failed) / sizeOf(bar));
  return {
    succeeded: rectangle({ x, across, bottom: plotHeight - failed, height: height - failed }),
    failed: rectangle({ x, across, bottom: plotHeight, height: failed }),
  };
}

/** What is there can be seen: one failure among thousands of calls, too. */
function heightOf(count: number, most: number): number {
  return count === 0 ? 0 : Math.max(2, (count / most) * (plotHeight - 2));
}

type Box = { readonly x: number; readonly across: number; readonly bottom: number; readonly height: number };

function rectangle({ x, across, bottom, height }: Box): string {
  if (height <= 0) return '';
  const [left, wide, tall] = [x, across, height].map((value) => Math.round(value * 100) / 100);
  return `M${left} ${Math.round(bottom * 100) / 100}h${wide}v-${tall}h-${wide}z`;
}
