import { useSession, useUpdateView } from '../state/AppStateProvider.tsx';
import { countOf, formatCount } from '../ui/numbers.ts';
import { ImportStatus } from './ImportStatus.tsx';

type FooterProps = {
  /** How many events the view holds, once that is known. */
  readonly shown: number | undefined;
};

export function Footer({ shown }: FooterProps) {
  const counts = useSession((session) => session.workspace?.counts);
  const update = useUpdateView();
  return (
    <footer className="footer">
      {counts && (
        <p className="footer-counts">
          <span>
            <b>{formatCount(shown ?? counts.unique)}</b> of <b>{formatCount(counts.unique)}</b> events
          </span>
          {counts.duplicates > 0 && <span>{countOf(counts.duplicates, 'duplicate')}</span>}
          {counts.conflicts > 0 && <span>{countOf(counts.conflicts, 'conflict')}</span>}
          {counts.errors > 0 && (
            <button type="button" className="link" onClick={() => update({ view: 'problems' })}>
              {countOf(counts.errors, 'problem')}
            </button>
          )}
        </p>
      )}
      <ImportStatus />
    </footer>
  );
}
