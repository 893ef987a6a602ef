import { useSession, useView } from '../state/AppStateProvider.tsx';
import { useCall } from '../state/useCall.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { isSameStream } from './stream.ts';
import { StreamList } from './StreamList.tsx';
import { StreamPanel } from './StreamPanel.tsx';
import './streams.css';

/** The delivery streams that Firehose calls in the log name. */
export function StreamsView() {
  const revision = useSession((session) => session.workspace?.revision);
  const chosen = useView((view) => view.stream);
  const { data, error, isOld, refetch } = useCall('streams.list', {}, { dependsOn: [revision] });
  if (error) return <ErrorNotice error={error} on={{ retry: refetch }} />;
  if (!data) return <div className="streams" />;
  if (data.streams.length === 0) return <NoStreams />;
  const selected = data.streams.find((stream) => isSameStream(stream, chosen)) ?? data.streams[0];
  return (
    <div className="streams" aria-busy={isOld}>
      <StreamList streams={data.streams} selected={selected} />
      {selected && <StreamPanel stream={selected} />}
    </div>
  );
}

function NoStreams() {
  return (
    <div className="empty">
      <strong>No delivery streams</strong>
      <p>No Amazon Data Firehose call in this workspace names a delivery stream.</p>
    </div>
  );
}
