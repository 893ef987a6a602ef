import { useEffect } from 'react';

import type { AppError } from '../../shared/errors.ts';
import type { CellValue } from '../../shared/events/columns.ts';
import type { CallOutput } from '../../shared/ipc/contract.ts';
import { useClient } from '../api.tsx';
import { useSession, useView } from '../state/AppStateProvider.tsx';
import { useCall } from '../state/useCall.ts';

const columns = ['eventTime', 'eventName', 'actor', 'sourceIPAddress', 'readOnly', 'errorCode', 'errorMessage'];

export type StreamCall = {
  readonly eventId: number;
  /** By column id. */
  readonly cells: Readonly<Record<string, CellValue>>;
};

export type StreamCalls = {
  /** Undefined until the first answer. */
  readonly calls: readonly StreamCall[] | undefined;
  readonly total: number;
  readonly error: AppError | undefined;
  readonly isOld: boolean;
  readonly refetch: () => void;
};

export const pageSize = 200;

/** One page of the calls that the filter finds, the newest first. */
export function useStreamCalls(filter: string, page: number): StreamCalls {
  const client = useClient();
  const timeZone = useView((view) => view.query.timeZone);
  const revision = useSession((session) => session.workspace?.revision);
  const query = { filter, sort: [{ column: 'eventTime', direction: 'desc' as const }], timeZone };
  const opened = useCall('events.open', query, { dependsOn: [revision] });
  const viewId = opened.data?.viewId;
  const asked = { viewId: viewId ?? 0, offset: page * pageSize, limit: pageSize, columns };
  const paged = useCall('events.page', viewId === undefined ? undefined : asked);
  useEffect(() => {
    if (viewId === undefined) return undefined;
    // A view that is gone already (the core was restarted, the workspace closed) needs no closing.
    return () => void client.call('events.close', { viewId }).catch(() => undefined);
  }, [client, viewId]);
  return {
    calls: paged.data && callsOf(paged.data),
    total: opened.data?.total ?? 0,
    error: opened.error ?? paged.error,
    isOld: opened.isOld || paged.isOld,
    refetch: opened.refetch,
  };
}

function callsOf({ ids, rows }: CallOutput<'events.page'>): readonly StreamCall[] {
  return ids.map((eventId, row) => ({
    eventId,
    cells: Object.fromEntries(columns.map((column, index) => [column, rows[row]?.[index] ?? null])),
  }));
}
