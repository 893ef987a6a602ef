import { Fragment } from 'react';

import { actorText } from '../../shared/events/actorText.ts';
import { useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { countOf, formatCount } from '../ui/numbers.ts';
import { formatTime } from '../ui/times.ts';
import { shownWith } from './actions.ts';
import type { Cells } from './parseRecord.ts';
import { cellText, type RelatedEvent, type RelatedGroup } from './related.ts';
import { titleOfEvent, useOpenRelated } from './useOpenRelated.ts';
import type { ShownEvent } from './useShownEvent.ts';

type RelatedListProps = { readonly title: string; readonly group: RelatedGroup; readonly shown: ShownEvent };

/** Events of one kind around the one that is shown, which stands among them by its time. */
export function RelatedList({ title, group: { filter, total, events }, shown }: RelatedListProps) {
  const timeZone = useView((view) => view.query.timeZone);
  const update = useUpdateView();
  const { cells } = shown.detail;
  const time = cellText(cells, 'eventTime') ?? '';
  const after = events.findIndex((event) => (cellText(event.cells, 'eventTime') ?? '') > time);
  const at = after === -1 ? events.length : after;
  const showAll = () => update((state) => shownWith(state, titleOfEvent(cells, timeZone), filter));
  return (
    <section className="related-group" aria-label={title}>
      <h2>
        <span>{title}</span>
        <span className="badge">{formatCount(total)}</span>
      </h2>
      <ol>
        {events.map((event, index) => (
          <Fragment key={event.eventId}>
            {index === at && <HereItem time={time} />}
            <RelatedItem event={event} from={cells} isActorNew={actorOf(event) !== actorOf(events[index - 1])} />
          </Fragment>
        ))}
        {at === events.length && <HereItem time={time} />}
      </ol>
      <button type="button" className="link" onClick={showAll}>
        Show {total === 1 ? 'it' : `all ${formatCount(total)}`} in the grid
        <span className="visually-hidden">: {title}</span>
      </button>
      {events.length < total && (
        <span className="muted"> {countOf(events.length, 'event')} nearest in time shown here</span>
      )}
    </section>
  );
}

function actorOf(event: RelatedEvent | undefined): string | undefined {
  return event && cellText(event.cells, 'actor');
}

function HereItem({ time }: { readonly time: string }) {
  const timeZone = useView((view) => view.query.timeZone);
  return (
    <li className="related-here muted">
      <span className="mono">{formatTime(time, timeZone)}</span> this event
    </li>
  );
}

type RelatedItemProps = {
  readonly event: RelatedEvent;
  /** The event the reader leaves. */
  readonly from: Cells;
  /** Another than in the line above. */
  readonly isActorNew: boolean;
};

function RelatedItem({ event: { eventId, cells }, from, isActorNew }: RelatedItemProps) {
  const timeZone = useView((view) => view.query.timeZone);
  const open = useOpenRelated(from);
  const actor = cellText(cells, 'actor');
  const outcome = cellText(cells, 'errorCode') ?? cellText(cells, 'errorMessage');
  return (
    <li>
      <button type="button" className="related-event" onClick={(event) => open(eventId, event.currentTarget)}>
        <span className="mono muted">{formatTime(cellText(cells, 'eventTime') ?? '', timeZone)}</span>{' '}
        <span className="related-name">{cellText(cells, 'eventName') ?? 'Event'}</span>{' '}
        {isActorNew && actor !== undefined && actor !== cellText(from, 'actor') && (
          <span className="muted">{actorText(actor)}</span>
        )}{' '}
        {outcome !== undefined && <span className="cell-error">{outcome}</span>}
      </button>
    </li>
  );
}
