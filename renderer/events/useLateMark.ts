// Marks the grid when rows keep the reader waiting. One mark for all of it: an animation for each waiting cell took
// most of the time in which a jump's rows are drawn.
import { useEffect } from 'react';

/** Quick answers do not flash. */
const lateMs = 300;

/** Sets `data-late` on the grid a moment after it was last scrolled. Only rows that still wait show it. */
export function useLateMark(host: HTMLElement | null): void {
  useEffect(() => {
    if (!host) return undefined;
    const mark = (): void => host.setAttribute('data-late', '');
    let timer = setTimeout(mark, lateMs);
    const onScroll = (): void => {
      host.removeAttribute('data-late');
      clearTimeout(timer);
      timer = setTimeout(mark, lateMs);
    };
    // Scrolling does not bubble.
    host.addEventListener('scroll', onScroll, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      host.removeEventListener('scroll', onScroll, { capture: true });
    };
  }, [host]);
}
