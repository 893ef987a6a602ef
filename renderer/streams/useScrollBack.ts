import { useEffect, type RefObject } from 'react';

import { useUpdateView, useView } from '../state/AppStateProvider.tsx';

/** The scroller of a tab, from what is in it. */
export const tabSelector = '.compare-panel';

/** Brings a tab to where a link in it was followed, once there is enough in it again. */
export function useScrollBack(tab: RefObject<HTMLElement | null>): void {
  const top = useView((view) => view.tabScroll);
  const update = useUpdateView();
  useEffect(() => {
    const scroller = tab.current;
    if (!scroller || top === 0) return undefined;
    const scroll = () => {
      if (scroller.scrollHeight < top + scroller.clientHeight) return;
      scroller.scrollTo({ top });
      update({ tabScroll: 0 });
    };
    const drawn = new MutationObserver(scroll);
    drawn.observe(scroller, { childList: true, subtree: true });
    scroll();
    return () => drawn.disconnect();
  }, [tab, top, update]);
}
