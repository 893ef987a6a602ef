import { useEffect, useMemo, useState } from 'react';

import type { AppError } from '../../shared/errors.ts';
import type { CallOutput } from '../../shared/ipc/contract.ts';
import type { JsonObject } from '../../shared/json.ts';
import { useCall } from '../state/useCall.ts';
import { parseRecord, recordOfCells } from './parseRecord.ts';

export type EventDetail = CallOutput<'event.detail'>;
export type EventRecord = CallOutput<'event.record'>;

/** Everything the pane shows of one event: never parts of two. */
export type ShownEvent = {
  readonly eventId: number;
  readonly detail: EventDetail;
  /** Its text and where it lies; absent where it could not be had. */
  readonly text: EventRecord | undefined;
  readonly textError: AppError | undefined;
  /** The parsed record, or what the table knows of it. */
  readonly record: JsonObject;
};

type Answer = {
  readonly shown: ShownEvent | undefined;
  /** The reader has gone on to another event, which is on its way. */
  readonly isOld: boolean;
  readonly error: AppError | undefined;
  readonly retry: () => void;
};

/** The event, once all of it is there; until then the one before it, so that going through rows does not flicker. */
export function useShownEvent(eventId: number): Answer {
  const detail = useCall('event.detail', { eventId });
  const text = useCall('event.record', { eventId });
  const [last, setLast] = useState<ShownEvent>();
  const current = useMemo(() => {
    if (!detail.data || detail.isOld || detail.error) return undefined;
    if (!text.error && (!text.data || text.isOld)) return undefined;
    const own = text.error ? undefined : text.data;
    const record = (own && parseRecord(own.text)) ?? recordOfCells(detail.data.cells);
    return { eventId, detail: detail.data, text: own, textError: text.error, record };
  }, [eventId, detail.data, detail.isOld, detail.error, text.data, text.isOld, text.error]);
  if (current && current !== last) setLast(current);
  return {
    shown: current ?? last,
    isOld: current === undefined,
    error: detail.error,
    retry: () => {
      detail.refetch();
      text.refetch();
    },
  };
}

/** The event once the reader has stood on it for a moment: for what is too costly to ask for while rows fly by. */
export function useSettled(eventId: number, delayMs: number): number | undefined {
  const [settled, setSettled] = useState<number>();
  useEffect(() => {
    const timer = setTimeout(() => setSettled(eventId), delayMs);
    return () => clearTimeout(timer);
  }, [eventId, delayMs]);
  return settled === eventId ? settled : undefined;
}
