// All that happened to a stream, newest first: versions, refused attempts, gaps, re-creations, deletions.
import { callLookup, type CallLookup } from './callLookup.ts';
import { callOrigin } from './callOrigin.ts';
import type { ShowOptions } from '../compare/comparison.ts';
import { deletionMoments, type Placed } from './deletions.ts';
import { firstSeenJudge } from './firstSeen.ts';
import { isTrailing, shownGap } from './gaps.ts';
import type { Call, Gap, Lifetime, StreamHistory, Unattached } from '../model.ts';
import type { Timeline, TimelineEntry, TimelineVersion } from '../presented.ts';
import { compareLives } from './recreation.ts';
import { foldRefusals } from './refusals.ts';
import { destinationOf, summaryOf } from './summary.ts';
import { missingUpdates } from '../compare/versionGaps.ts';
import { badgesOf, eventRemarks, newCertaintyRemarks } from './versionRemarks.ts';

/** What a timeline is made with: no texts in it depend on the reader's time zone. */
type TimelineOptions = Pick<ShowOptions, 'eventOf'>;

type Making = {
  readonly history: StreamHistory;
  readonly lookup: CallLookup;
  readonly options: TimelineOptions;
  readonly judge: (call: Call) => readonly string[];
};

export function timelineOf(history: StreamHistory, options: TimelineOptions): Timeline {
  const lookup = callLookup(history);
  const making = { history, lookup, options, judge: firstSeenJudge() };
  const placed = [
    ...history.lifetimes.flatMap((_, index) => lifetimeEntries(index, making)),
    ...history.unattached.flatMap((call) => unknownCall(call, making)),
    ...foldRefusals(history, lookup, options.eventOf).map((entry) => ({
      entry,
      timeMs: Date.parse(entry.attempts.at(-1)?.time ?? ''),
    })),
  ];
  return {
    stream: namedStream(history),
    entries: placed
      .toSorted((a, b) => a.timeMs - b.timeMs)
      .map(({ entry }) => entry)
      .toReversed(),
    lifetimes: history.lifetimes.map(lifetimeOf),
  };
}

/** The stream's key, with its ARN where the log has it. */
export function namedStream({ account, region, name, lifetimes }: StreamHistory): Timeline['stream'] {
  const arn = lifetimes.findLast((lifetime) => lifetime.arn !== null)?.arn;
  return { account, region, name, ...(typeof arn === 'string' ? { arn } : {}) };
}

function lifetimeOf(lifetime: Lifetime): Timeline['lifetimes'][number] {
  const { start, end, createdAt, deletedAt } = lifetime;
  const known = lifetime.versions.findLast(({ config }) => destinationOf(config) !== undefined);
  const destination = destinationOf(known?.config);
  return {
    start,
    end,
    createdAt,
    deletedAt,
    ...(destination === undefined ? {} : { destination }),
    versions: lifetime.versions.map(({ id, time, eventName }) => ({ id, time, eventName })),
  };
}

function lifetimeEntries(index: number, making: Making): readonly Placed[] {
  const { history, lookup, options, judge } = making;
  const lifetime = history.lifetimes[index];
  if (!lifetime) return [];
  const made = versionEntries(lifetime, index, making);
  const firstMs = made[0]?.timeMs ?? beginningOf(lifetime, lookup);
  const beginning = lifetime.gaps.filter(({ kind }) => kind === 'missing-create');
  const ending = lifetime.gaps.filter((gap) => gap.kind === 'missing-delete' || isTrailing(gap, lifetime));
  const placeGap = (gap: Gap, timeMs: number): Placed => ({ entry: shownGap(gap, lifetime, index, lookup), timeMs });
  return [
    ...beginning.map((gap) => placeGap(gap, firstMs)),
    ...recreation(lifetime, index, history).map((entry) => ({ entry, timeMs: firstMs })),
    ...made,
    ...deletionMoments(lifetime, { index, lookup, judge, ...options }),
    ...ending.map((gap) =>
      placeGap(gap, lookup.byEventId(gap.beforeEventId)?.timeMs ?? made.at(-1)?.timeMs ?? firstMs),
    ),
  ];
}

/** The time of the first event of a lifetime without versions. */
function beginningOf(lifetime: Lifetime, lookup: CallLookup): number {
  const shown = lifetime.gaps.map(({ beforeEventId }) => lookup.byEventId(beforeEventId)?.timeMs);
  return shown.find((timeMs) => timeMs !== undefined) ?? Date.parse(lifetime.deletedAt ?? '1970-01-01');
}

/** Versions with the gaps between them; their times never run backwards, whatever the clocks said. */
function versionEntries(lifetime: Lifetime, index: number, making: Making): readonly Placed[] {
  const gaps = new Map(missingUpdates(lifetime).map(({ to, gap }) => [to, gap]));
  let timeMs = 0;
  return lifetime.versions.flatMap((version, number) => {
    timeMs = Math.max(timeMs, Date.parse(version.time));
    const gap = gaps.get(number);
    const entry = versionEntry(lifetime, { lifetime: index, version: number }, making);
    return [
      ...(gap === undefined ? [] : [{ entry: shownGap(gap, lifetime, index, making.lookup), timeMs }]),
      ...(entry === undefined ? [] : [{ entry, timeMs }]),
    ];
  });
}

function versionEntry(
  lifetime: Lifetime,
  place: { readonly lifetime: number; readonly version: number },
  { history, lookup, options, judge }: Making,
): TimelineVersion | undefined {
  const version = lifetime.versions[place.version];
  if (!version) return undefined;
  const call = lookup.callOf(version);
  const firsts = call === undefined ? [] : judge(call);
  return {
    kind: 'version',
    ...place,
    id: version.id,
    origin: callOrigin(version, lookup, options.eventOf),
    ...summaryOf(history, place.lifetime, place.version),
    badges: badgesOf(lifetime, place.lifetime, place.version),
    remarks: [
      ...eventRemarks(lifetime, place.version),
      ...firsts.map((text) => ({ severity: 'low' as const, text })),
      ...newCertaintyRemarks(version, lifetime.versions[place.version - 1]),
    ],
    isComplete: version.complete,
  };
}

function recreation(lifetime: Lifetime, index: number, history: StreamHistory): readonly TimelineEntry[] {
  const before = history.lifetimes[index - 1];
  if (!before) return [];
  const kind = lifetime.start === 'created' ? 're-created' : 'created-unseen';
  return [{ kind, lifetime: index, ...compareLives(before, lifetime) }];
}

/** A call that is not known to change streams, but might. */
function unknownCall(call: Unattached, { lookup, options }: Making): readonly Placed[] {
  if (call.errorCode !== null) return [];
  const entry: TimelineEntry = {
    kind: 'unattached',
    origin: callOrigin(call, lookup, options.eventOf),
    severity: 'low',
    title: call.eventName,
    explanation: 'Firetrail does not know this call: whether it changed the stream cannot be told.',
  };
  return [{ entry, timeMs: Date.parse(call.time) }];
}
