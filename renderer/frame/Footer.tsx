import type { ReactNode } from 'react';

import type { WorkspaceCounts } from '../../shared/ipc/contract.ts';
import { useSession, useUpdateView } from '../state/AppStateProvider.tsx';
import { countOf, formatCount } from '../ui/numbers.ts';
import { ExportStatus } from './ExportStatus.tsx';
import { ImportStatus } from './ImportStatus.tsx';

type FooterProps = {
  /** How many events the view holds, once that is known. */
  readonly shown: number | undefined;
  /** That number is of an earlier question. */
  readonly isOld?: boolean;
  /** Events that came after those were counted: they are not among them, whether they match or not. */
  readonly newEvents?: number;
  /** What a view has to say here instead of the events' counts. */
  readonly children?: ReactNode;
};

/** What there is, and what is under way. */
export function Footer({ shown, isOld = false, newEvents = 0, children }: FooterProps) {
  const counts = useSession((session) => session.workspace?.counts);
  return (
    <footer className="footer">
      {children}
      {counts && !children && (
        <Counts counts={counts} shown={shown ?? counts.unique} isOld={isOld} newEvents={newEvents} />
      )}
      <div className="footer-jobs">
        <ExportStatus />
        <ImportStatus />
      </div>
    </footer>
  );
}

type CountsProps = {
  readonly counts: WorkspaceCounts;
  readonly shown: number;
  readonly isOld: boolean;
  readonly newEvents: number;
};

/** `12,408 of 2,310,551 events · 381 duplicates · 3 problems` */
function Counts({ counts, shown, isOld, newEvents }: CountsProps) {
  const update = useUpdateView();
  const { unique, duplicates, conflicts, errors } = counts;
  const showProblems = (kind?: string) => update({ view: 'problems', problems: { level: 'error', kind } });
  return (
    <p className="footer-counts">
      <span title="Events that match, of all that were read" className={isOld ? 'old' : undefined} aria-busy={isOld}>
        <b>{formatCount(shown)}</b> of <b>{formatCount(unique - newEvents)}</b> events
      </span>
      {newEvents > 0 && (
        <span title="Read since the events above were listed, and not among them yet">
          {formatCount(newEvents)} more read
        </span>
      )}
      {duplicates > 0 && (
        <span title="Records that were found more than once: each is one event, with all its places">
          {countOf(duplicates, 'duplicate')}
        </span>
      )}
      {conflicts > 0 && (
        <button type="button" className="link" onClick={() => showProblems('conflict')}>
          {countOf(conflicts, 'conflict')}
        </button>
      )}
      {errors > 0 && (
        <button type="button" className="link" onClick={() => showProblems()}>
          {countOf(errors, 'problem')}
        </button>
      )}
    </p>
  );
}
