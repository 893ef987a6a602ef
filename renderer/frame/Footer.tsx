import type { ReactNode } from 'react';

import { useSession, useUpdateView } from '../state/AppStateProvider.tsx';
import { countOf, formatCount } from '../ui/numbers.ts';
import { ImportStatus } from './ImportStatus.tsx';

type FooterProps = {
  /** How many events the view holds, once that is known. */
  readonly shown: number | undefined;
  /** What a view has to say here instead of the events' counts. */
  readonly children?: ReactNode;
};

export function Footer({ shown, children }: FooterProps) {
  const counts = useSession((session) => session.workspace?.counts);
  const update = useUpdateView();
  return (
    <footer className="footer">
      {children}
      {counts && !children && (
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
