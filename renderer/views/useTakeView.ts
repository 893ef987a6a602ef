import { looksLikeView } from '../../shared/events/viewText.ts';
import { useUpdateView } from '../state/AppStateProvider.tsx';

/** For a text that was pasted where a filter is typed: a view is shown as what it is, and offered to be opened. */
export function useTakeView(): (text: string) => boolean {
  const update = useUpdateView();
  return (text) => {
    const isView = looksLikeView(text);
    if (isView) update({ dialog: { kind: 'pasteView', text } });
    return isView;
  };
}
