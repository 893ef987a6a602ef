// Refused attempts to change a stream, folded into runs: the same action, actor and error within ten minutes.
import { isApplied } from '../calls.ts';
import type { CallLookup } from './callLookup.ts';
import { callOrigin, type EventOf } from './callOrigin.ts';
import { durationText } from './durations.ts';
import { errorMessageOf } from './errorMessages.ts';
import type { Failure, StreamHistory } from '../model.ts';
import type { Severity, TimelineRefusals } from '../presented.ts';
import { isDenied, refusalMeaning, refusedCalls } from './refusalReasons.ts';
import { asksForLessBackup, configurationAt, crowdedTimes, denialSeverity } from './refusalSeverity.ts';

const runMs = 10 * 60_000;

type Attempt = Failure & { readonly timeMs: number; readonly lifetime?: number };

/** A change that came about; deletions have no version. */
type Success = { readonly timeMs: number; readonly id?: string };

/** Successes of an action by an actor, in order of time. */
type Successes = ReadonlyMap<string, readonly Success[]>;

/** All refused attempts of a stream, runs in the order of their first attempts. */
export function foldRefusals(
  history: StreamHistory,
  lookup: CallLookup,
  eventOf?: EventOf,
): readonly TimelineRefusals[] {
  const attempts = attemptsOf(history);
  const successes = successesOf(history);
  const denied = attempts.filter(({ errorCode }) => isDenied(errorCode)).map(({ timeMs }) => timeMs);
  const crowded = crowdedTimes(denied);
  return runsOf(attempts, successes).map((run): TimelineRefusals => {
    const [first] = run;
    const narrowing = run.some((attempt) => asksForLess(attempt, history, lookup));
    const success = firstSince(successes, first, run.at(-1)?.timeMs ?? 0);
    return {
      kind: 'refusals',
      ...(first.lifetime === undefined ? {} : { lifetime: first.lifetime }),
      eventName: first.eventName,
      errorCode: first.errorCode,
      attempts: run.map((attempt) => shownAttempt(attempt, lookup, eventOf)),
      severity: severityOf(run, crowded, narrowing),
      title: refusedCalls(first.eventName, run.length),
      explanation: explanationOf(run, narrowing, { success, message: messageOf(first, lookup) }),
      ...(success?.id === undefined ? {} : { followedBy: success.id }),
    };
  });
}

type Run = [Attempt, ...Attempt[]];

function attemptsOf(history: StreamHistory): readonly Attempt[] {
  const inLifetimes = history.lifetimes.flatMap((lifetime, index) =>
    lifetime.failures.map((failure) => ({ ...failure, timeMs: Date.parse(failure.time), lifetime: index })),
  );
  const others = history.unattached.flatMap(({ errorCode, ...call }) =>
    errorCode === null ? [] : [{ ...call, errorCode, timeMs: Date.parse(call.time) }],
  );
  return [...inLifetimes, ...others].toSorted((a, b) => a.timeMs - b.timeMs);
}

function kindOf({ eventName, actor }: { readonly eventName: string; readonly actor: string | null }): string {
  return `${eventName}\n${actor ?? ''}`;
}

function successesOf(history: StreamHistory): Successes {
  const made = history.lifetimes.flatMap(({ versions }) =>
    versions.map((version) => ({ ...version, timeMs: Date.parse(version.time) })),
  );
  const deletions = history.calls.filter((call) => call.eventName === 'DeleteDeliveryStream' && isApplied(call));
  const all = [...made, ...deletions.map(({ eventName, actor, timeMs }) => ({ eventName, actor, timeMs }))];
  const successes = new Map<string, Success[]>();
  for (const success of all.toSorted((a, b) => a.timeMs - b.timeMs)) {
    const same = successes.get(kindOf(success));
    if (same) same.push(success);
    else successes.set(kindOf(success), [success]);
  }
  return successes;
}

/** By halves: streams with thousands of versions have thousands of attempts. */
function firstSince(successes: Successes, attempt: Attempt, sinceMs: number): Success | undefined {
  const same = successes.get(kindOf(attempt)) ?? [];
  let [low, high] = [0, same.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((same[middle]?.timeMs ?? 0) < sinceMs) low = middle + 1;
    else high = middle;
  }
  return same[low];
}

/** An attempt joins the run of its kind unless that ended more than ten minutes ago, or the call succeeded since. */
function runsOf(attempts: readonly Attempt[], successes: Successes): readonly Run[] {
  const latest = new Map<string, Run>();
  const runs: Run[] = [];
  for (const attempt of attempts) {
    const key = `${kindOf(attempt)}\n${attempt.errorCode}\n${attempt.lifetime ?? ''}`;
    const run = latest.get(key);
    if (run && continues(run, attempt, successes)) {
      run.push(attempt);
      continue;
    }
    const begun: Run = [attempt];
    latest.set(key, begun);
    runs.push(begun);
  }
  return runs;
}

function continues(run: Run, attempt: Attempt, successes: Successes): boolean {
  const lastMs = run.at(-1)?.timeMs ?? 0;
  if (attempt.timeMs - lastMs > runMs) return false;
  const success = firstSince(successes, attempt, lastMs);
  return success === undefined || success.timeMs >= attempt.timeMs;
}

function asksForLess(attempt: Attempt, history: StreamHistory, lookup: CallLookup): boolean {
  const call = lookup.callOf(attempt);
  if (!call || attempt.lifetime === undefined) return false;
  const { lifetime, time } = attempt;
  return asksForLessBackup(call.record, () => configurationAt(history, lifetime, time));
}

function severityOf(run: Run, crowded: ReadonlySet<number>, isNarrowing: boolean): Severity {
  if (isDenied(run[0].errorCode)) {
    return denialSeverity(
      run.map(({ timeMs }) => timeMs),
      crowded,
    );
  }
  return isNarrowing ? 'medium' : 'info';
}

function shownAttempt(
  attempt: Attempt,
  lookup: CallLookup,
  eventOf: EventOf | undefined,
): TimelineRefusals['attempts'][number] {
  const message = messageOf(attempt, lookup);
  return {
    ...callOrigin(attempt, lookup, eventOf),
    ...(message === undefined ? {} : { errorMessage: message }),
    ...(attempt.baseVersion === undefined ? {} : { baseVersion: attempt.baseVersion }),
    ...(attempt.knownVersion === undefined ? {} : { knownVersion: attempt.knownVersion }),
  };
}

function messageOf(attempt: Attempt, lookup: CallLookup): string | undefined {
  const call = lookup.callOf(attempt);
  return call === undefined ? undefined : errorMessageOf(call.record);
}

const deniedChange = 'Somebody tries to change the stream without permission.';

function explanationOf(
  run: Run,
  isNarrowing: boolean,
  { success, message }: { readonly success: Success | undefined; readonly message: string | undefined },
): string {
  const [first] = run;
  const parts = [isDenied(first.errorCode) ? deniedChange : refusalMeaning(first.errorCode, message)];
  if (isNarrowing) parts.push('The update asked to keep less failed or raw data in the backup bucket.');
  const { baseVersion, knownVersion } = run.at(-1) ?? first;
  if (baseVersion !== undefined && knownVersion !== undefined) {
    parts.push(`It was made on version ${baseVersion}; the stream had version ${knownVersion}.`);
  }
  parts.push(outcome(run, success));
  return parts.filter((part) => part !== '').join(' ');
}

function outcome(run: Run, success: Success | undefined): string {
  const nothing = run.length === 1 ? 'It changed nothing.' : 'They changed nothing.';
  if (!success) return nothing;
  const laterMs = success.timeMs - (run.at(-1)?.timeMs ?? 0);
  const later = laterMs < 1000 ? 'in the same second' : `${durationText(laterMs)} later`;
  const made = success.id === undefined ? '' : ` and made version ${success.id}`;
  return `${nothing} The same call by the same actor succeeded ${later}${made}.`;
}
