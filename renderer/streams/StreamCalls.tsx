import { useState } from 'react';

import { useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Pager } from '../ui/Pager.tsx';
import { formatTime } from '../ui/times.ts';
import { pageSize, useStreamCalls, type StreamCall } from './useStreamCalls.ts';
import { walkWithArrows } from './walk.ts';

/** The calls that name a stream, the newest first; each leads to its event. */
export function StreamCalls({ filter }: { readonly filter: string }) {
  const [page, setPage] = useState(0);
  const { calls, total, error, isOld, refetch } = useStreamCalls(filter, page);
  const update = useUpdateView();
  const open = ({ eventId }: StreamCall) =>
    update(({ query }) => ({
      view: 'events',
      // The same question need not be asked again.
      query: query.filter === filter ? query : { ...query, filter },
      eventId,
      isDetailOpen: true,
    }));
  if (error) return <ErrorNotice error={error} on={{ retry: refetch, reload: refetch }} />;
  if (!calls) return <div className="stream-calls" />;
  return (
    <>
      <div className="stream-calls" aria-busy={isOld}>
        <CallTable calls={calls} onOpen={open} />
      </div>
      <Pager page={page} pageSize={pageSize} total={total} onChange={setPage} />
    </>
  );
}

type CallTableProps = { readonly calls: readonly StreamCall[]; readonly onOpen: (call: StreamCall) => void };

function CallTable({ calls, onOpen }: CallTableProps) {
  const timeZone = useView((view) => view.query.timeZone);
  return (
    <table className="call-table" aria-label="Calls">
      <thead>
        <tr>
          <th scope="col" className="call-time">
            Time ({timeZone})
          </th>
          <th scope="col">Call</th>
          <th scope="col">Actor</th>
          <th scope="col" className="call-from">
            Source IP
          </th>
          <th scope="col">Outcome</th>
        </tr>
      </thead>
      <tbody>
        {calls.map((call) => (
          <CallRow key={call.eventId} call={call} timeZone={timeZone} onOpen={() => onOpen(call)} />
        ))}
      </tbody>
    </table>
  );
}

type CallRowProps = { readonly call: StreamCall; readonly timeZone: string; readonly onOpen: () => void };

/** The whole row is the button's to click, which stands in the cell of the call. */
function CallRow({ call, timeZone, onOpen }: CallRowProps) {
  const text = (column: string) => String(call.cells[column] ?? '');
  const isWrite = call.cells['readOnly'] === false;
  return (
    <tr>
      <td className="mono muted">{formatTime(text('eventTime'), timeZone)}</td>
      <td title={text('eventName')}>
        <button
          type="button"
          className={isWrite ? 'call-open write' : 'call-open'}
          onClick={onOpen}
          onKeyDown={(event) => void walkWithArrows(event, 'tr')}
        >
          {text('eventName')}
        </button>
      </td>
      <td title={text('actor')}>{text('actor')}</td>
      <td className="mono" title={text('sourceIPAddress')}>
        {text('sourceIPAddress')}
      </td>
      {call.cells['errorCode'] ? (
        <td className="cell-error" title={text('errorMessage')}>
          {text('errorCode')}
        </td>
      ) : (
        <td className="muted">no error</td>
      )}
    </tr>
  );
}
