import type { GroupProps } from 'react-resizable-panels';

import { useUpdateView, useView } from './AppStateProvider.tsx';
import type { ViewState } from './view.ts';

type Pane = {
  /** For the panel, whose id is the pane's name. */
  readonly defaultSize: string;
  /** For the group around it. */
  readonly onLayoutChanged: NonNullable<GroupProps['onLayoutChanged']>;
};

/** A pane that comes back in the size that the reader dragged it to. */
export function usePane(name: keyof ViewState['panes'], initialSize: string): Pane {
  const update = useUpdateView();
  const share = useView(({ panes }) => panes[name]);
  return {
    defaultSize: share === undefined ? initialSize : `${share}%`,
    onLayoutChanged: (layout, { isUserInteraction }) => {
      const dragged = layout[name];
      if (isUserInteraction && dragged !== undefined) {
        update(({ panes }) => ({ panes: { ...panes, [name]: Math.round(dragged * 10) / 10 } }));
      }
    },
  };
}

/** Whether the window has no room to spare, as a small one or one that is zoomed in. */
export function isNarrow(): boolean {
  return window.innerWidth < 1200;
}
