import { useMemo, useState } from 'react';

import type { SavedView } from '../../shared/ipc/contract.ts';
import { useAppState, useView } from '../state/AppStateProvider.tsx';
import { useSetting } from '../state/useSetting.ts';
import { isChanged, presentView, shownView, withView } from './savedView.ts';

export type SavedViews = {
  readonly views: readonly SavedView[];
  /** The one that was opened last, while it is kept. */
  readonly current: SavedView | undefined;
  /** What is shown is no longer what the current one says. */
  readonly isCurrentChanged: boolean;
  readonly deleted: SavedView | undefined;
  readonly open: (view: SavedView) => void;
  /** Keeps what is shown under the name, in the place of another view of that name. */
  readonly save: (name: string) => void;
  readonly rename: (view: SavedView, name: string) => void;
  readonly remove: (view: SavedView) => void;
  readonly restore: () => void;
};

export function useSavedViews(): SavedViews {
  const state = useAppState();
  const [views, setViews] = useSetting('savedViews');
  const [deleted, setDeleted] = useState<SavedView>();
  const viewName = useView((view) => view.viewName);
  const current = views.find(({ name }) => name === viewName);
  const isCurrentChanged = useView((view) => current !== undefined && isChanged(current, view));
  const changes = useMemo(() => {
    const nameShown = (name: string) => state.view.setState({ viewName: name });
    return {
      open: (view: SavedView) => state.view.setState(shownView(state, view)),
      save(name: string) {
        setViews((before) => withView(before, presentView(state.view.getState(), name)));
        nameShown(name);
      },
      rename(view: SavedView, name: string) {
        setViews((before) =>
          withView(
            before.filter((other) => other.name !== view.name),
            { ...view, name },
          ),
        );
        if (state.view.getState().viewName === view.name) nameShown(name);
      },
      remove(view: SavedView) {
        setViews((before) => before.filter(({ name }) => name !== view.name));
        setDeleted(view);
      },
    };
  }, [state, setViews]);
  const restore = () => {
    if (deleted) setViews((before) => withView(before, deleted));
    setDeleted(undefined);
  };
  return { views, current, isCurrentChanged, deleted, ...changes, restore };
}
