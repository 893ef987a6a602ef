// Choosing a stretch of time on the bars: by dragging over them, or with the keys, which move a cursor from bar to bar.
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';

import { barIndexAt, stretchOf, type Counted, type Histogram } from './bars.ts';

/** Both are instants within bars; the stretch is that of all bars from one to the other. */
type Brush = { readonly anchorMs: number | undefined; readonly cursorMs: number };

export type BrushHandlers = {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerLeave: () => void;
  readonly onPointerCancel: () => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onBlur: () => void;
};

export type BrushState = {
  /** The bar under the pointer, else that of the cursor. */
  readonly pointed: Counted | undefined;
  readonly cursor: number | undefined;
  /** What has been chosen, and would be zoomed to. */
  readonly chosen: Counted | undefined;
  readonly handlers: BrushHandlers;
};

export type BrushActions = {
  readonly zoom: (fromMs: number, toMs: number) => void;
  readonly reset: () => void;
};

/** A hand is never quite still. */
const leastDrag = 4;

export function useBrush(histogram: Histogram | undefined, actions: BrushActions): BrushState {
  const [brush, setBrush] = useState<Brush>();
  const [hoverMs, setHoverMs] = useState<number>();
  const drag = useRef<{ x: number; ms: number; isMoved: boolean }>(undefined);
  const cursor = histogram && brush && barIndexAt(histogram, brush.cursorMs);
  const chosen =
    histogram && brush?.anchorMs !== undefined ? stretchOf(histogram, brush.anchorMs, brush.cursorMs) : undefined;
  const pointedMs = hoverMs ?? brush?.cursorMs;
  const leave = () => {
    drag.current = undefined;
    setBrush(undefined);
  };
  const zoom = (stretch: Counted | undefined) => {
    leave();
    if (stretch) actions.zoom(stretch.fromMs, stretch.toMs);
  };
  const instantAt = (event: PointerEvent<HTMLElement>) => histogram && instantUnder(event, histogram);
  const handlers: BrushHandlers = {
    onPointerDown: (event) => {
      const ms = instantAt(event);
      if (ms === undefined || event.button !== 0) return;
      event.currentTarget.setPointerCapture?.(event.pointerId);
      drag.current = { x: event.clientX, ms, isMoved: false };
    },
    onPointerMove: (event) => {
      const ms = instantAt(event);
      setHoverMs(ms);
      if (ms === undefined || !drag.current) return;
      drag.current.isMoved ||= Math.abs(event.clientX - drag.current.x) >= leastDrag;
      if (drag.current.isMoved) setBrush({ anchorMs: drag.current.ms, cursorMs: ms });
    },
    onPointerUp: (event) => {
      const begun = drag.current;
      const ms = instantAt(event);
      drag.current = undefined;
      if (!begun || ms === undefined || !histogram) return;
      if (begun.isMoved) zoom(stretchOf(histogram, begun.ms, ms));
      else setBrush({ anchorMs: undefined, cursorMs: ms });
    },
    onPointerLeave: () => setHoverMs(undefined),
    onPointerCancel: leave,
    onBlur: leave,
    onKeyDown: (event) => {
      if (!histogram || event.ctrlKey || event.metaKey || event.altKey) return;
      const act = keyAction(event, { histogram, brush, cursor, chosen, setBrush, zoom, leave, reset: actions.reset });
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      setHoverMs(undefined);
      act();
    },
  };
  return { pointed: histogram && barOf(histogram, pointedMs), cursor, chosen, handlers };
}

function barOf(histogram: Histogram, instant: number | undefined): Counted | undefined {
  const index = instant === undefined ? undefined : barIndexAt(histogram, instant);
  return index === undefined ? undefined : histogram.bars[index];
}

function instantUnder(event: PointerEvent<HTMLElement>, { span }: Histogram): number {
  const { left, width } = event.currentTarget.getBoundingClientRect();
  const share = width === 0 ? 0 : Math.min(1, Math.max(0, (event.clientX - left) / width));
  return Math.min(span.toMs - 1, span.fromMs + share * (span.toMs - span.fromMs));
}

type KeyState = {
  readonly histogram: Histogram;
  readonly brush: Brush | undefined;
  readonly cursor: number | undefined;
  readonly chosen: Counted | undefined;
  readonly setBrush: (brush: Brush) => void;
  readonly zoom: (stretch: Counted | undefined) => void;
  readonly leave: () => void;
  readonly reset: () => void;
};

function keyAction({ key, shiftKey }: KeyboardEvent, state: KeyState): (() => void) | undefined {
  const { histogram, brush, cursor, chosen, setBrush, zoom, leave, reset } = state;
  if (key === 'Backspace' || key === '0') return reset;
  if (key === 'Enter') return () => zoom(chosen ?? barOf(histogram, brush?.cursorMs));
  if (key === 'Escape') return brush === undefined ? undefined : leave;
  const next = nextIndex(key, cursor, histogram.bars.length);
  const bar = next === undefined ? undefined : histogram.bars[next];
  if (bar === undefined) return undefined;
  const anchorMs = shiftKey ? (brush?.anchorMs ?? brush?.cursorMs ?? bar.fromMs) : undefined;
  return () => setBrush({ anchorMs, cursorMs: bar.fromMs });
}

/** Where a key moves the cursor to; it begins at the last bar, or at the first on the way right. */
function nextIndex(key: string, cursor: number | undefined, count: number): number | undefined {
  const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[key];
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (by === undefined) return undefined;
  if (cursor === undefined) return by > 0 ? 0 : count - 1;
  return Math.min(count - 1, Math.max(0, cursor + by));
}
