import { useEffect } from 'react';

import { rowHeight } from '../ui/gridSetup.ts';

/**
 * No element can be as high as millions of rows: the grid then lets a pixel of its scroll bar stand for several pixels
 * of rows, and a turn of the wheel would leap over rows unread. This gives the wheel its own measure back.
 */
export function useSteadyWheel(host: HTMLElement | null, rowCount: number): void {
  useEffect(() => {
    if (!host) return undefined;
    // What is less than a pixel of the scroll bar counts, too.
    let rest = 0;
    const onWheel = (event: WheelEvent) => {
      const viewport = event.target instanceof Element ? scrollerOf(event.target) : undefined;
      if (!viewport || event.ctrlKey || event.shiftKey || event.deltaY === 0) return;
      const stretch = (rowCount * rowHeight) / viewport.scrollHeight;
      if (stretch <= 1.05) return;
      event.preventDefault();
      const wanted = pixelsOf(event, viewport) / stretch + rest;
      const whole = Math.trunc(wanted);
      rest = wanted - whole;
      viewport.scrollTop += whole;
    };
    host.addEventListener('wheel', onWheel, { passive: false });
    return () => host.removeEventListener('wheel', onWheel);
  }, [host, rowCount]);
}

function scrollerOf(target: Element): Element | undefined {
  return target.closest('.ag-grid-viewport') ?? undefined;
}

function pixelsOf({ deltaY, deltaMode }: WheelEvent, viewport: Element): number {
  if (deltaMode === WheelEvent.DOM_DELTA_LINE) return deltaY * rowHeight;
  return deltaMode === WheelEvent.DOM_DELTA_PAGE ? deltaY * viewport.clientHeight : deltaY;
}
