import { useStore } from 'zustand';

import { useAppState, useUpdateView } from '../state/AppStateProvider.tsx';
import { dismissExport, repeatExport, type Export } from '../state/exports.ts';
import { useRun } from '../state/useRun.ts';
import { ErrorNotice, Notice } from '../ui/ErrorNotice.tsx';
import { writtenText } from './exportText.ts';

/** The exports that have ended: where the file is, or why there is none. Each stays until it is dismissed. */
export function ExportBanners() {
  const state = useAppState();
  const exports = useStore(state.exports, (store) => store.exports);
  return exports.map((one) => (
    <ExportBanner
      key={`${one.generation}.${one.jobId}`}
      ended={one}
      onRepeat={() => void repeatExport(state, one)}
      onDismiss={() => dismissExport(state, one)}
    />
  ));
}

type ExportBannerProps = { readonly ended: Export; readonly onRepeat: () => void; readonly onDismiss: () => void };

function ExportBanner({ ended, onRepeat, onDismiss }: ExportBannerProps) {
  const run = useRun();
  const update = useUpdateView();
  const { job, error, fileName, token } = ended;
  if (error) {
    const showCache = () => update({ dialog: { kind: 'cache' } });
    const on = { retry: onRepeat, editInput: onRepeat, showCache, dismiss: onDismiss };
    const labels = { editInput: 'Try again' };
    return <ErrorNotice error={error} lead={`${fileName} was not written.`} on={on} labels={labels} />;
  }
  if (job?.phase === 'cancelled') {
    return (
      <Notice tone="info">
        <p>The export was cancelled: {fileName} was not written.</p>
        <DismissButton onDismiss={onDismiss} />
      </Notice>
    );
  }
  if (job?.phase !== 'done') return null;
  return (
    <Notice tone="info">
      <p>{writtenText(ended)}</p>
      <button type="button" className="button small" onClick={() => void run('shell.reveal', { token })}>
        Show in folder
      </button>
      <DismissButton onDismiss={onDismiss} />
    </Notice>
  );
}

function DismissButton({ onDismiss }: { readonly onDismiss: () => void }) {
  return (
    <button type="button" className="button quiet small" onClick={onDismiss}>
      Dismiss
    </button>
  );
}
