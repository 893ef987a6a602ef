import type { EditorView } from '@codemirror/view';

import type { AppError } from '../../shared/errors.ts';
import { useView } from '../state/AppStateProvider.tsx';
import type { SqlRun } from '../state/sqlRun.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { candidatesOf } from './candidates.ts';
import { errorPlace } from './errorMark.ts';
import { quoted } from './names.ts';

type QueryErrorProps = {
  readonly run: SqlRun;
  readonly error: AppError;
  readonly editor: { readonly current: EditorView | null };
  readonly onRun: () => void;
};

/** Why a question could not be answered, the way to its place, and what could have been meant. */
export function QueryError({ run, error, editor, onRun }: QueryErrorProps) {
  const edit = () => {
    const view = editor.current;
    if (!view) return;
    const place = errorPlace(view);
    if (place) view.dispatch({ selection: { anchor: place.from, head: place.to }, scrollIntoView: true });
    view.focus();
  };
  const take = (candidate: string) => {
    const view = editor.current;
    const place = view && errorPlace(view);
    if (!view || !place) return;
    const insert = quoted(candidate);
    view.dispatch({ changes: { ...place, insert }, selection: { anchor: place.from + insert.length } });
    view.focus();
  };
  const isPlaced = useIsUnchanged(run) && error.detail?.from !== undefined;
  const candidates = isPlaced ? candidatesOf(error) : [];
  return (
    <div className="sql-error">
      <ErrorNotice
        error={error}
        on={{ editInput: edit, retry: onRun }}
        {...(isPlaced && { labels: { editInput: 'Show the place' } })}
      />
      {candidates.length > 0 && (
        <p className="sql-candidates">
          <span className="muted">Put in its place:</span>
          {candidates.map((candidate) => (
            <button key={candidate} type="button" className="button small mono" onClick={() => take(candidate)}>
              {candidate}
            </button>
          ))}
        </p>
      )}
    </div>
  );
}

/** Whether the text is still what was run: places in another text are none. */
function useIsUnchanged({ asked }: SqlRun): boolean {
  const text = useView((view) => view.sql);
  return asked !== undefined && text.slice(asked.offset, asked.offset + asked.text.length) === asked.text;
}
