import type { ReactNode } from 'react';

import { useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { formatCount } from '../ui/numbers.ts';
import { formatTime } from '../ui/times.ts';
import { placeOf, type Stream } from './stream.ts';
import { StreamCalls } from './StreamCalls.tsx';
import { filterForStream } from './streamFilter.ts';

/** What the log says of one stream: in numbers, then call by call. */
export function StreamPanel({ stream }: { readonly stream: Stream }) {
  const update = useUpdateView();
  const timeZone = useView((view) => view.query.timeZone);
  const time = (iso: string) => `${formatTime(iso, timeZone)} ${timeZone}`;
  const filter = filterForStream(stream);
  const showEvents = () => update(({ query }) => ({ view: 'events', query: { ...query, filter } }));
  return (
    <section className="stream-panel" aria-label={`Delivery stream ${stream.name}`}>
      <div className="stream-head">
        <h2>{stream.name}</h2>
        {stream.isDeleted && <span className="badge">deleted</span>}
        <span className="muted stream-where">{placeOf(stream)}</span>
        <button type="button" className="button small" onClick={showEvents}>
          Show its events
        </button>
      </div>
      <dl className="stream-facts">
        <Fact name="Events">{formatCount(stream.events)}</Fact>
        <Fact name="Changes">{formatCount(stream.changes)}</Fact>
        <Fact name="Refused attempts">
          <span className={stream.refused > 0 ? 'cell-error' : undefined}>{formatCount(stream.refused)}</span>
        </Fact>
        <Fact name="First event">{time(stream.firstEventTime)}</Fact>
        <Fact name="Last event">{time(stream.lastEventTime)}</Fact>
        {stream.lastChangeTime !== undefined && <Fact name="Last change">{time(stream.lastChangeTime)}</Fact>}
        {stream.lastChangeActor !== undefined && <Fact name="Changed by">{stream.lastChangeActor}</Fact>}
      </dl>
      <StreamCalls key={filter} filter={filter} />
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="selectable">{children}</dd>
    </div>
  );
}
