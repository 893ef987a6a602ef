import { useMemo } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';

import type { StreamSummary, Timeline } from '../../shared/firehose/presented.ts';
import { useSession, useView } from '../state/AppStateProvider.tsx';
import { useCall } from '../state/useCall.ts';
import { isNarrow, usePane } from '../state/usePane.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { countOf } from '../ui/numbers.ts';
import { ComparePanel } from './ComparePanel.tsx';
import { LiveButton } from './LiveDialog.tsx';
import { useShowEvents } from './openEvent.ts';
import { Place } from './Place.tsx';
import { comparedIn } from './states.ts';
import { useKeepCompared } from './useKeepCompared.ts';
import { isSameStream, placeOf } from './stream.ts';
import { VersionList } from './VersionList.tsx';

type StreamHistoryProps = { readonly summary: StreamSummary };

/** One stream: everything that happened to it, and two of its states compared. */
export function StreamHistory({ summary }: StreamHistoryProps) {
  const { account, region, name } = summary;
  const revision = useSession((session) => session.workspace?.revision);
  const chosen = useView((view) => view.compared);
  const isChosen = useView((view) => isSameStream(view.stream, summary));
  const pane = usePane('versions', isNarrow() ? '262px' : '320px');
  const input = { stream: { account, region, name } };
  const { data, error, isOld, refetch } = useCall('streams.timeline', input, {
    // The list says more once newer events are worked in.
    dependsOn: [revision, summary.events, summary.versions],
  });
  // Until a newly chosen stream is there, the one before stays whole.
  const isOther = data !== undefined && !isSameStream(data.stream, summary);
  const wanted = isChosen && !isOther ? chosen : undefined;
  useKeepCompared(data);
  const compared = useMemo(() => (data ? comparedIn(data, wanted) : undefined), [data, wanted]);
  if (error) return <ErrorNotice error={error} on={{ retry: refetch, reload: refetch }} />;
  if (!data) return <div className="stream-history" />;
  return (
    <section className="stream-history" aria-label={`Delivery stream ${data.stream.name}`} aria-busy={isOld}>
      <Group orientation="horizontal" onLayoutChanged={pane.onLayoutChanged}>
        <Panel id="versions" defaultSize={pane.defaultSize} minSize="220px" groupResizeBehavior="preserve-pixel-size">
          <div className="stream-column">
            <HistoryHead timeline={data} versions={summary.versions} />
            <VersionList
              key={`${data.stream.account} ${data.stream.region} ${data.stream.name}`}
              timeline={data}
              compared={compared}
            />
          </div>
        </Panel>
        <Separator className="separator" aria-label="Resize the versions" />
        <Panel id="comparison" minSize="340px">
          {compared ? <ComparePanel timeline={data} compared={compared} /> : <NothingKnown summary={summary} />}
        </Panel>
      </Group>
    </section>
  );
}

function HistoryHead({ timeline: { stream }, versions }: { readonly timeline: Timeline; readonly versions: number }) {
  const showEvents = useShowEvents(stream);
  return (
    <div className="history-head">
      <div className="history-name">
        <h2 title={stream.arn ?? `${placeOf(stream)} · ${stream.name}`}>{stream.name}</h2>
        <span className="badge">{countOf(versions, 'version')}</span>
        <p className="muted selectable">
          <Place {...stream} />
        </p>
      </div>
      <div className="history-links">
        <button type="button" className="button quiet small" onClick={showEvents}>
          Show its events
        </button>
        <LiveButton stream={stream} />
      </div>
    </div>
  );
}

/** For a stream of which no version is in the log. */
function NothingKnown({ summary }: StreamHistoryProps) {
  return (
    <div className="empty">
      <strong>Nothing is known of its configuration</strong>
      <p>
        {summary.state === 'never-created'
          ? 'Every call in this log that would have created or changed it was refused.'
          : 'No call in this log created or changed it. Calls that read a stream do not log the answer.'}
      </p>
    </div>
  );
}
