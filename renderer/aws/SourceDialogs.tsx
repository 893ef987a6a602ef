import { useView } from '../state/AppStateProvider.tsx';
import { EventHistoryDialog } from './EventHistoryDialog.tsx';
import { S3Dialog } from './S3Dialog.tsx';

/** The dialog for a source beyond this machine, if one is open. */
export function SourceDialogs() {
  const dialog = useView((view) => view.dialog);
  if (dialog?.kind === 's3') return <S3Dialog state={dialog} />;
  if (dialog?.kind === 'eventHistory') return <EventHistoryDialog state={dialog} />;
  return null;
}
