// Which version was in force at a moment, as far as the log can tell (spec sections 6.5 and 6.9).
import { AppError } from '../../errors.ts';
import { parseEventTime } from '../../events/eventTime.ts';
import { callLookup, type CallLookup } from '../timeline/callLookup.ts';
import type { Call, Lifetime, StreamHistory } from '../model.ts';
import { momentText } from './momentText.ts';
import type { ShownState, StateRef } from '../presented.ts';
import { momentRemarks, versionRemarks } from './stateRemarks.ts';

export type FoundState = Pick<ShownState, 'existence' | 'remarks'> & {
  /** The version in force; absent where there is none, or none that the log shows. */
  readonly ref?: { readonly lifetime: number; readonly version: number };
};

export type FindOptions = {
  /** For the times that remarks name; UTC unless given. */
  readonly timeZone?: string;
  /** Of the same history, where there is one already. */
  readonly lookup?: CallLookup;
};

export function stateAt(history: StreamHistory, ref: StateRef, options: FindOptions = {}): FoundState {
  const { timeZone = 'UTC', lookup = callLookup(history) } = options;
  if ('time' in ref) return momentState({ history, lookup, timeZone }, momentOf(ref.time));
  const lifetime = history.lifetimes[ref.lifetime];
  if (lifetime?.versions[ref.version] === undefined) {
    throw new AppError('bad-request', `The stream ${history.name} has no such version`);
  }
  return { ref, existence: 'exists', remarks: versionRemarks(lifetime, ref, lookup) };
}

/** Milliseconds since 1970. */
export function momentOf(time: string): number {
  const timeMs = parseEventTime(time);
  if (timeMs === undefined) throw new AppError('bad-request', `Not a time: ${time}`);
  return timeMs;
}

type Asking = { readonly history: StreamHistory; readonly lookup: CallLookup; readonly timeZone: string };

function momentState(asking: Asking, timeMs: number): FoundState {
  const { history, lookup } = asking;
  const index = history.lifetimes.findLastIndex((lifetime) => beginOf(lifetime, history, lookup) <= timeMs);
  const lifetime = history.lifetimes[index];
  if (lifetime === undefined) return stateBefore(asking, timeMs);
  if (lifetime.end === 'deleted' && timeMs >= timeOf(lifetime.deletedAt)) {
    const deleted = `Deleted at ${momentText(timeOf(lifetime.deletedAt), asking.timeZone)}.`;
    return stateBetween(history.lifetimes[index + 1], deleted);
  }
  if (lifetime.end === 'implied') {
    const { lastMs, shownMs } = unseenEnd(lifetime, history, lookup);
    if (timeMs >= shownMs)
      return stateBetween(history.lifetimes[index + 1], 'A call before was answered that no such stream exists.');
    if (timeMs > lastMs)
      return cannotTell('It was deleted unseen, between the last call that shows it and the next one.');
  }
  return stateWithin(asking, { lifetime, index }, timeMs);
}

/** In a lifetime: the last version made until then. */
function stateWithin(
  { lookup }: Asking,
  { lifetime, index }: { readonly lifetime: Lifetime; readonly index: number },
  timeMs: number,
): FoundState {
  const version = lifetime.versions.findLastIndex(({ time }) => Date.parse(time) <= timeMs);
  if (version < 0) {
    return { existence: 'exists', remarks: ['The stream existed, but no call before shows how it was configured.'] };
  }
  const ref = { lifetime: index, version };
  return { ref, existence: 'exists', remarks: momentRemarks(lifetime, ref, { timeMs, lookup }) };
}

/** Before the first lifetime that the log knows. */
function stateBefore({ history, timeZone }: Asking, timeMs: number): FoundState {
  const [first] = history.lifetimes;
  if (first === undefined) return cannotTell('No call in the log shows that the stream ever existed.');
  if (first.createdAt !== null) {
    return doesNotExist(`Created later, at ${momentText(timeOf(first.createdAt), timeZone)}.`);
  }
  const isSeen = history.calls.some((call) => call.timeMs <= timeMs && showsExistence(call));
  if (!isSeen) return cannotTell('The log begins later: the stream may or may not have existed.');
  return { existence: 'exists', remarks: ['The stream existed, but no call before shows how it was configured.'] };
}

/** After one lifetime, before the next. */
function stateBetween(next: Lifetime | undefined, remark: string): FoundState {
  if (next === undefined || next.start === 'created') return doesNotExist(remark);
  return cannotTell(`${remark} It was created again unseen: at this moment it may or may not have existed.`);
}

function cannotTell(remark: string): FoundState {
  return { existence: 'cannot-tell', remarks: [remark] };
}

function doesNotExist(remark: string): FoundState {
  return { existence: 'does-not-exist', remarks: [remark] };
}

/** The time of the first event of a lifetime. */
function beginOf(lifetime: Lifetime, history: StreamHistory, lookup: CallLookup): number {
  if (lifetime.createdAt !== null) return timeOf(lifetime.createdAt);
  const gap = lifetime.gaps.find(({ kind }) => kind === 'missing-create');
  const first = gap === undefined ? undefined : lookup.byEventId(gap.beforeEventId);
  if (first !== undefined) return first.timeMs;
  const made = lifetime.versions[0]?.time ?? lifetime.deletedAt;
  // A lifetime that only reads tell of begins with the first of them.
  return made === null ? (history.calls.find(showsExistence)?.timeMs ?? Number.POSITIVE_INFINITY) : timeOf(made);
}

/** When a lifetime that ended unseen was there for the last time, and when its end showed. */
function unseenEnd(
  lifetime: Lifetime,
  history: StreamHistory,
  lookup: CallLookup,
): { readonly lastMs: number; readonly shownMs: number } {
  const gap = lifetime.gaps.find(({ kind }) => kind === 'missing-delete');
  const lastMadeMs = Math.max(
    ...lifetime.versions.map(({ time }) => Date.parse(time)),
    beginOf(lifetime, history, lookup),
  );
  const shownMs = lookup.byEventId(gap?.beforeEventId ?? null)?.timeMs ?? Number.POSITIVE_INFINITY;
  const seen = history.calls.findLast((call) => call.timeMs < shownMs && showsExistence(call));
  return { lastMs: Math.max(lastMadeMs, seen?.timeMs ?? 0), shownMs };
}

function showsExistence({ eventName, errorCode }: Call): boolean {
  if (errorCode !== undefined) return false;
  return eventName === 'DescribeDeliveryStream' || eventName === 'ListTagsForDeliveryStream';
}

function timeOf(time: string | null): number {
  return time === null ? Number.NaN : Date.parse(time);
}
