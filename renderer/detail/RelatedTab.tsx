import type { KeyboardEvent } from 'react';

import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Beginning } from './Beginning.tsx';
import { titledGroups } from './related.ts';
import { RelatedList } from './RelatedList.tsx';
import type { Related } from './useRelated.ts';
import type { ShownEvent } from './useShownEvent.ts';
import './related.css';

type RelatedTabProps = { readonly shown: ShownEvent; readonly related: Related };

/** How the session began, and what else belongs to the event. */
export function RelatedTab({ shown, related: { groups, error, retry } }: RelatedTabProps) {
  if (error) return <ErrorNotice error={error} on={{ retry, reload: retry }} isInset />;
  if (!groups) return <p className="related-none muted">Looking for related events</p>;
  return (
    // Arrow keys go from event to event, as in a list; each is a button of its own.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="related" onKeyDown={goByArrows}>
      <Beginning eventId={shown.eventId} cells={shown.detail.cells} groups={groups} />
      {titledGroups(groups).map(({ title, group }) => (
        <RelatedList key={group.kind} title={title} group={group} shown={shown} />
      ))}
      {groups.length === 0 && (
        <p className="related-none muted">No other event has its request ID, session, access key or shared event ID.</p>
      )}
    </div>
  );
}

function goByArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('.related-event')];
  const index = buttons.findIndex((button) => button === event.target);
  const next = index === -1 ? undefined : buttons[index + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
