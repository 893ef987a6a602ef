import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

import { countOf } from '../ui/numbers.ts';
import { useAppState } from '../state/AppStateProvider.tsx';
import { recordFailure } from '../state/session.ts';
import { textOfRows, tooManyToCopy, type CopyFormat } from './copyRows.ts';
import { countRows, type RowRange } from './rowSelection.ts';

/** What is said of the last rows that were to be copied. */
export type CopyState =
  | { readonly phase: 'copying'; readonly done: number; readonly total: number; readonly cancel: () => void }
  | { readonly phase: 'copied' | 'refused'; readonly text: string };

export type CopyRows = (format: CopyFormat, ranges: readonly RowRange[]) => void;

const formatNames: Readonly<Record<CopyFormat, string>> = { text: 'text', csv: 'CSV', json: 'JSON' };
const saidForMs = 2500;

/** Copies rows of the view that is shown; `done` is for telling how it goes. */
export function useCopying(viewId: number | undefined): {
  readonly copyState: CopyState | undefined;
  readonly copyRows: CopyRows;
  readonly dismiss: () => void;
} {
  const { client, view, session } = useAppState();
  const [copyState, setCopyState] = useState<CopyState>();
  const running = useRef<AbortController>(undefined);
  const copy = useCallback(
    async (format: CopyFormat, ranges: readonly RowRange[]) => {
      running.current?.abort();
      const total = countRows(ranges);
      const refusal = tooManyToCopy(total, format);
      if (refusal !== undefined) return setCopyState({ phase: 'refused', text: refusal });
      if (viewId === undefined || total === 0) return undefined;
      const controller = new AbortController();
      running.current = controller;
      const cancel = () => controller.abort();
      const { signal } = controller;
      const report = (done: number) => !signal.aborted && setCopyState({ phase: 'copying', done, total, cancel });
      report(0);
      const { columns, query } = view.getState();
      const ids = columns.map(({ id }) => id);
      const question = { viewId, ranges, columns: ids, timeZone: query.timeZone, format };
      try {
        const text = await textOfRows(client, question, { signal, report });
        await client.call('shell.copyText', { text }, signal);
        if (!signal.aborted)
          setCopyState({ phase: 'copied', text: `${countOf(total, 'event')} copied as ${formatNames[format]}` });
      } catch (error) {
        if (running.current === controller) setCopyState(undefined);
        if (!signal.aborted) recordFailure(session, error);
      }
      return undefined;
    },
    [client, view, session, viewId],
  );
  useEffect(() => () => running.current?.abort(), [viewId]);
  useForget(copyState, setCopyState);
  const copyRows = useMemo<CopyRows>(() => (format, ranges) => void copy(format, ranges), [copy]);
  const dismiss = useCallback(() => setCopyState(undefined), []);
  return { copyState, copyRows, dismiss };
}

/** What was copied is said for a moment; why it was not, until something else is. */
function useForget(copyState: CopyState | undefined, setCopyState: (state: undefined) => void): void {
  const isOver = copyState?.phase === 'copied';
  useEffect(() => {
    if (!isOver) return undefined;
    const timer = setTimeout(() => setCopyState(undefined), saidForMs);
    return () => clearTimeout(timer);
  }, [isOver, copyState, setCopyState]);
}
