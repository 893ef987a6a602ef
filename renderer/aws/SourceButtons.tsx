import type { RemoteSource } from '../../shared/ipc/sourceSpec.ts';
import type { SourceDialog, SourceDialogState } from './useSourceDialog.ts';

type SourceButtonsProps = {
  readonly dialog: SourceDialog;
  readonly where: SourceDialogState['where'];
  /** Absent while something is still to be chosen. */
  readonly source: RemoteSource | undefined;
};

/** The ways to take what was chosen; the one the dialog was opened for stands out. */
export function SourceButtons({ dialog, where, source }: SourceButtonsProps) {
  const { changed, workspaceName, submit, close } = dialog;
  const take = (chosen: 'new' | 'add') => source && submit(source, chosen);
  const classOf = (own: 'new' | 'add') => (where === own || workspaceName === undefined ? 'button primary' : 'button');
  return (
    <div className="source-actions">
      <button type="button" className="button" onClick={close}>
        Cancel
      </button>
      {changed ? (
        <button type="button" className="button primary" disabled={!source} onClick={() => take('add')}>
          Change
        </button>
      ) : (
        <>
          <button type="button" className={classOf('new')} disabled={!source} onClick={() => take('new')}>
            Open
          </button>
          {workspaceName !== undefined && (
            <button type="button" className={classOf('add')} disabled={!source} onClick={() => take('add')}>
              Add to this workspace
            </button>
          )}
        </>
      )}
    </div>
  );
}
