// The deletion of a stream, and deletions of what was deleted already.
import { parametersOf, memberOf } from '../calls.ts';
import type { CallLookup } from './callLookup.ts';
import type { EventOf } from './callOrigin.ts';
import type { Call, Lifetime } from '../model.ts';
import { originOf } from '../compare/origin.ts';
import type { TimelineEntry } from '../presented.ts';

type Making = {
  readonly index: number;
  readonly lookup: CallLookup;
  readonly judge: (call: Call) => readonly string[];
  readonly eventOf?: EventOf;
};

/** An entry with the time it stands at; entries of one time keep the order they are made in. */
export type Placed = { readonly entry: TimelineEntry; readonly timeMs: number };

export function deletionMoments(lifetime: Lifetime, making: Making): readonly Placed[] {
  const repeats = repeatedDeletions(lifetime);
  const call = deletionOf(lifetime, making.lookup);
  return [
    ...(call === undefined ? [] : [{ entry: deletion(call, making), timeMs: call.timeMs }]),
    ...repeats.flatMap((eventId) => {
      const repeat = making.lookup.byEventId(eventId);
      return repeat === undefined ? [] : [{ entry: repetition(repeat, making), timeMs: repeat.timeMs }];
    }),
  ];
}

function repeatedDeletions(lifetime: Lifetime): readonly (string | null)[] {
  return lifetime.conflicts.filter(({ code }) => code === 'repeat-delete').flatMap(({ eventIds }) => eventIds);
}

/** The call that ended a lifetime. */
export function deletionOf(lifetime: Lifetime, lookup: CallLookup): Call | undefined {
  if (lifetime.end !== 'deleted' || lifetime.deletedAt === null) return undefined;
  const repeats = repeatedDeletions(lifetime);
  return lookup.deletionsAt(lifetime.deletedAt).find(({ eventId }) => eventId === null || !repeats.includes(eventId));
}

function deletion(call: Call, { index, judge, eventOf }: Making): TimelineEntry {
  const forced = isForced(call)
    ? ['Forced (allowForceDelete): it goes on even if Firehose cannot give back its grant on the KMS key.']
    : [];
  const reason = 'Producers fail or lose data; buffered records are discarded.';
  return {
    kind: 'deleted',
    lifetime: index,
    origin: originOf(call, eventOf),
    severity: 'high',
    title: 'Deleted',
    explanation: [reason, ...forced, ...judge(call)].join(' '),
  };
}

function repetition(call: Call, { index, eventOf }: Making): TimelineEntry {
  const forced = isForced(call) ? ' This one is forced (allowForceDelete).' : '';
  return {
    kind: 'conflict',
    lifetime: index,
    origin: originOf(call, eventOf),
    severity: 'info',
    title: 'Deleted again',
    explanation: `The stream was deleted already in this log. AWS accepts further deletions while one goes on or after it failed.${forced}`,
  };
}

function isForced(call: Call): boolean {
  return memberOf(parametersOf(call.record), 'allowForceDelete') === true;
}
