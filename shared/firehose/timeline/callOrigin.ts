import type { CallLookup } from './callLookup.ts';
import { originOf } from '../compare/origin.ts';
import type { Origin } from '../presented.ts';

export type EventOf = (id: string) => number | undefined;

type Entry = {
  readonly eventId: string | null;
  readonly eventName: string;
  readonly time: string;
  readonly actor: string | null;
  readonly errorCode?: string | null;
};

/** Who made the call behind an entry of a history, and from where. */
export function callOrigin(entry: Entry, lookup: CallLookup, eventOf?: EventOf): Origin {
  const call = lookup.callOf(entry);
  if (call) return originOf(call, eventOf);
  const { eventId, eventName, time, actor } = entry;
  return { eventId, eventName, time, actor: actor ?? 'unknown' };
}
