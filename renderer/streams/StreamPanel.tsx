import { fieldEquals } from '../../shared/filter/print.ts';
import { useUpdateView, useView } from '../state/AppStateProvider.tsx';
import type { StreamKey } from '../state/view.ts';
import { formatCount } from '../ui/numbers.ts';
import { formatTime } from '../ui/times.ts';
import type { Stream } from './StreamsView.tsx';

/** The filter that finds the calls which name the stream. */
export function filterForStream({ account, region, name }: StreamKey): string {
  return [
    fieldEquals('eventSource', 'firehose.amazonaws.com'),
    fieldEquals('requestParameters.deliveryStreamName', name),
    fieldEquals('recipientAccountId', account),
    fieldEquals('awsRegion', region),
  ].join(' ');
}

export function StreamPanel({ stream }: { readonly stream: Stream }) {
  const update = useUpdateView();
  const timeZone = useView((view) => view.query.timeZone);
  const time = (iso: string) => `${formatTime(iso, timeZone)} ${timeZone}`;
  const showEvents = () =>
    update(({ query }) => ({ view: 'events', query: { ...query, filter: filterForStream(stream) } }));
  return (
    <section className="stream-panel" aria-label={`Delivery stream ${stream.name}`}>
      <h2>
        {stream.name}
        {stream.isDeleted && <span className="badge">deleted</span>}
      </h2>
      <dl className="fields stream-facts">
        <Fact name="Account" value={stream.account} />
        <Fact name="Region" value={stream.region} />
        <Fact name="Events" value={formatCount(stream.events)} />
        <Fact name="Changes" value={formatCount(stream.changes)} />
        <Fact name="Refused attempts" value={formatCount(stream.refused)} />
        <Fact name="First event" value={time(stream.firstEventTime)} />
        <Fact name="Last event" value={time(stream.lastEventTime)} />
        {stream.lastChangeTime !== undefined && <Fact name="Last change" value={time(stream.lastChangeTime)} />}
        {stream.lastChangeActor !== undefined && <Fact name="Changed by" value={stream.lastChangeActor} />}
      </dl>
      <button type="button" className="button" onClick={showEvents}>
        Show its events
      </button>
    </section>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="selectable">{value}</dd>
    </>
  );
}
