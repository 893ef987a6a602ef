import { useCallback, useEffect, useRef, useState } from 'react';

import { isCancelled, type AppError } from '../../shared/errors.ts';
import type { CallOutput } from '../../shared/ipc/contract.ts';
import { useClient } from '../api.tsx';
import { toAppError } from '../state/session.ts';

export type QueryResult = CallOutput<'sql.run'>;

export type QueryRun = {
  readonly isRunning: boolean;
  readonly result: QueryResult | undefined;
  readonly error: AppError | undefined;
  readonly isCancelled: boolean;
};

/** A call answers with at most this many rows. */
export const rowLimit = 10_000;

const atRest: QueryRun = { isRunning: false, result: undefined, error: undefined, isCancelled: false };

/** Runs one query at a time: a new one cancels the one before, and the old result stays until the new one is there. */
export function useQueryRun() {
  const client = useClient();
  const [run, setRun] = useState<QueryRun>(atRest);
  const controller = useRef<AbortController>(undefined);
  const cancel = useCallback(() => controller.current?.abort(), []);
  useEffect(() => cancel, [cancel]);

  const start = useCallback(
    async (text: string) => {
      controller.current?.abort();
      const mine = new AbortController();
      controller.current = mine;
      // What a cancelled query still answers is not this reader's any more.
      const finish = (next: (before: QueryRun) => QueryRun) => {
        if (controller.current === mine) setRun(next);
      };
      setRun((before) => ({ ...before, isRunning: true, error: undefined, isCancelled: false }));
      try {
        const result = await client.call('sql.run', { text, limit: rowLimit }, mine.signal);
        finish(() => ({ ...atRest, result }));
      } catch (error) {
        if (isCancelled(error)) finish((before) => ({ ...before, isRunning: false, isCancelled: true }));
        else finish((before) => ({ ...before, isRunning: false, error: toAppError(error) }));
      }
    },
    [client],
  );
  return { run, start, cancel };
}
