import type { KeyboardEvent } from 'react';

import type { CallOutput } from '../../shared/ipc/contract.ts';
import { useSession, useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { useCall } from '../state/useCall.ts';
import type { StreamKey } from '../state/view.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { countOf } from '../ui/numbers.ts';
import { formatTime } from '../ui/times.ts';
import { StreamPanel } from './StreamPanel.tsx';
import './streams.css';

export type Stream = CallOutput<'streams.list'>['streams'][number];

export function isSameStream(a: StreamKey | undefined, b: StreamKey | undefined): boolean {
  return a?.account === b?.account && a?.region === b?.region && a?.name === b?.name;
}

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

type StreamListProps = { readonly streams: readonly Stream[]; readonly selected: Stream | undefined };

function StreamList({ streams, selected }: StreamListProps) {
  return (
    <ul className="stream-list" aria-label="Delivery streams">
      {streams.map((stream) => (
        <StreamItem
          key={`${stream.account} ${stream.region} ${stream.name}`}
          stream={stream}
          isSelected={isSameStream(stream, selected)}
        />
      ))}
    </ul>
  );
}

/** Arrow keys walk through the list; the stream that has the focus is the one that is shown. */
function moveFocus(event: KeyboardEvent<HTMLButtonElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const item = event.currentTarget.parentElement;
  const neighbour = event.key === 'ArrowDown' ? item?.nextElementSibling : item?.previousElementSibling;
  const next = neighbour?.querySelector('button');
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.click();
}

function StreamItem({ stream, isSelected }: { readonly stream: Stream; readonly isSelected: boolean }) {
  const update = useUpdateView();
  const timeZone = useView((view) => view.query.timeZone);
  const { account, region, name } = stream;
  return (
    <li>
      <button
        type="button"
        className="stream"
        aria-current={isSelected}
        onKeyDown={moveFocus}
        onClick={() => update({ stream: { account, region, name } })}
      >
        <span className="stream-name">{name}</span>
        <span className="stream-badges">
          {stream.isDeleted && <span className="badge">deleted</span>}
          {stream.refused > 0 && <span className="badge error">{stream.refused} refused</span>}
        </span>
        <span className="muted">
          {account} · {region}
        </span>
        <span className="muted stream-changes">{countOf(stream.changes, 'change')}</span>
        <span className="muted stream-last">{lastChangeOf(stream, timeZone)}</span>
      </button>
    </li>
  );
}

export function lastChangeOf({ lastChangeTime, lastChangeActor }: Stream, timeZone: string): string {
  if (lastChangeTime === undefined) return 'no change in the log';
  const by = lastChangeActor === undefined ? '' : ` by ${lastChangeActor}`;
  return `last changed ${formatTime(lastChangeTime, timeZone)}${by}`;
}

function NoStreams() {
  return (
    <div className="empty">
      <strong>No delivery streams</strong>
      <p>No Amazon Data Firehose call in this workspace names a delivery stream.</p>
    </div>
  );
}
