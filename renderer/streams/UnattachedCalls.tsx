import { fieldEquals } from '../../shared/filter/print.ts';
import type { Unattached } from '../../shared/firehose/model.ts';
import { useUpdateView } from '../state/AppStateProvider.tsx';
import { eventsOf, follow } from '../state/travel.ts';
import { Moment } from '../ui/Moment.tsx';
import { countOf } from '../ui/numbers.ts';
import { Popover } from '../ui/Popover.tsx';
import { Place } from './Place.tsx';

const mostShown = 100;

/** Calls that belong to no stream: refused before they named one, or of a kind that is not known. */
export function UnattachedCalls({ calls }: { readonly calls: readonly Unattached[] }) {
  if (calls.length === 0) return null;
  return (
    <div className="unattached">
      <Popover
        button={`${countOf(calls.length, 'call belongs', 'calls belong')} to no stream`}
        className="button quiet small"
        heading="Calls that belong to no stream"
      >
        <p className="muted">Refused before they named a stream, or of a kind that is not known here.</p>
        <ul className="unattached-calls" aria-label="Calls that belong to no stream">
          {calls.slice(0, mostShown).map((call, index) => (
            <UnattachedCall key={`${call.eventId ?? ''} ${index}`} call={call} />
          ))}
        </ul>
        {calls.length > mostShown && <p className="muted">and {countOf(calls.length - mostShown, 'more', 'more')}</p>}
      </Popover>
    </div>
  );
}

function UnattachedCall({ call }: { readonly call: Unattached }) {
  const { eventId, eventName, account, region, time, actor, errorCode } = call;
  const update = useUpdateView();
  const open = (id: string) =>
    update((view) => follow(view, 'the delivery streams', eventsOf(view, fieldEquals('eventID', id))));
  return (
    <li>
      {eventId === null ? (
        eventName
      ) : (
        <button type="button" className="link" onClick={() => open(eventId)}>
          {eventName}
        </button>
      )}{' '}
      {errorCode !== null && <span className="cell-error">{errorCode}</span>}
      <p className="muted">
        {actor ?? 'unknown actor'} · <Place account={account} region={region} /> · <Moment iso={time} />
      </p>
    </li>
  );
}
