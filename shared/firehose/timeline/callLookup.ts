// Finds the call behind an entry of a history. Entries name calls by eventID; of calls without one, by what and when.
import { isApplied } from '../calls.ts';
import type { Call, StreamHistory } from '../model.ts';

type Named = {
  readonly eventId: string | null;
  readonly eventName: string;
  readonly time: string;
  readonly errorCode?: string | null;
};

export type CallLookup = {
  readonly callOf: (entry: Named) => Call | undefined;
  readonly byEventId: (eventId: string | null) => Call | undefined;
  /** Accepted deletions in one second. */
  readonly deletionsAt: (time: string) => readonly Call[];
};

export function callLookup(history: StreamHistory): CallLookup {
  const byId = new Map<string, Call>();
  const nameless = new Map<string, Call>();
  for (const call of history.calls) {
    if (call.eventId === null) nameless.set(nameOf(call), call);
    else byId.set(call.eventId, call);
  }
  const byEventId = (eventId: string | null): Call | undefined => (eventId === null ? undefined : byId.get(eventId));
  const deletions = history.calls.filter((call) => call.eventName === 'DeleteDeliveryStream' && isApplied(call));
  return {
    byEventId,
    callOf: (entry) => byEventId(entry.eventId) ?? nameless.get(nameOf(entry)),
    deletionsAt: (time) => deletions.filter((call) => call.time === time),
  };
}

function nameOf(named: Omit<Named, 'eventId'> | Call): string {
  return [named.eventName, named.time, named.errorCode ?? ''].join('\n');
}
