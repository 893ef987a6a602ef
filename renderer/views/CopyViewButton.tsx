import { printView } from '../../shared/events/viewText.ts';
import { useView } from '../state/AppStateProvider.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { presentView } from './savedView.ts';

/** Copies what is shown as a text, for a colleague to paste. */
export function CopyViewButton() {
  const text = useView((view) => printView(presentView(view, view.viewName ?? '')));
  return <CopyButton text={text} label="Copy view as text" />;
}
