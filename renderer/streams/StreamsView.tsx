import { Group, Panel, Separator } from 'react-resizable-panels';

import { useView } from '../state/AppStateProvider.tsx';
import { isNarrow, usePane } from '../state/usePane.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { isSameStream } from './stream.ts';
import { StreamHistory } from './StreamHistory.tsx';
import { StreamList } from './StreamList.tsx';
import { UnattachedCalls } from './UnattachedCalls.tsx';
import { useStreams } from './useStreams.ts';
import '../ui/changes.css';
import './streams.css';
import './timeline.css';
import './comparison.css';
import './states.css';

/** The delivery streams that Firehose calls in the log name, and what became of each. */
export function StreamsView() {
  const chosen = useView((view) => view.stream);
  const { data, error, isOld, refetch } = useStreams(true);
  const pane = usePane('streamList', isNarrow() ? '196px' : '252px');
  const isCurrent = data?.isCurrent ?? true;
  if (error) return <ErrorNotice error={error} on={{ retry: refetch, reload: refetch }} />;
  if (!data) return <div className="streams" />;
  if (data.streams.length === 0) return <NoStreams isCurrent={isCurrent} unattached={data.unattached} />;
  const selected = data.streams.find((stream) => isSameStream(stream, chosen)) ?? data.streams[0];
  return (
    <Group orientation="horizontal" className="streams" aria-busy={isOld} onLayoutChanged={pane.onLayoutChanged}>
      <Panel id="streamList" defaultSize={pane.defaultSize} minSize="180px" groupResizeBehavior="preserve-pixel-size">
        <div className="stream-column">
          <StreamList streams={data.streams} selected={selected} isCurrent={isCurrent} />
          <UnattachedCalls calls={data.unattached} />
        </div>
      </Panel>
      <Separator className="separator" aria-label="Resize the list" />
      <Panel id="streamHistory" minSize="420px">
        {selected && <StreamHistory summary={selected} />}
      </Panel>
    </Group>
  );
}

type NoStreamsProps = {
  readonly isCurrent: boolean;
  readonly unattached: NonNullable<ReturnType<typeof useStreams>['data']>['unattached'];
};

function NoStreams({ isCurrent, unattached }: NoStreamsProps) {
  return (
    <div className="empty">
      <strong>{isCurrent ? 'No delivery streams' : 'Looking for delivery streams'}</strong>
      <p>
        {isCurrent
          ? 'No Amazon Data Firehose call in this workspace names a delivery stream.'
          : 'The newest events are being worked in.'}
      </p>
      <UnattachedCalls calls={unattached} />
    </div>
  );
}
