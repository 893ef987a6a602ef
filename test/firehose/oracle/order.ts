// §5 "Order" and §6.2: the order of the applied events of one stream, and where refusals that say "not found" stand.
import type { Event } from './input.ts';
import { compareTexts } from './leaves.ts';

/** An applied event, or evidence that the stream does not exist. */
export type Step = { readonly event: Event; readonly isNotFound: boolean; readonly notes: Set<string> };

/** §6.3: a read or refused call; §1: PutRecord is ignored. */
const isMissing = (event: Event): boolean =>
  event.errorCode === 'ResourceNotFoundException' && !event.eventName.startsWith('PutRecord');

/** §5: Create, UpdateDestination, Start/Stop, Untag, Tag, Delete; §6.9: not-found stands after them. */
function rankOf(step: Step): number {
  if (step.isNotFound) return 6;
  return [
    /^Create/,
    /^UpdateDestination/,
    /^(Start|Stop)DeliveryStreamEncryption/,
    /^Untag/,
    /^Tag/,
    /^Delete/,
  ].findIndex((pattern) => pattern.test(step.event.eventName));
}

/** The base version of an update; one without stands after those of its second. */
function baseOf({ event, isNotFound }: Step): number {
  return isNotFound ? 0 : (event.baseVersion ?? Number.MAX_SAFE_INTEGER);
}

export function sortedSteps(events: readonly Event[]): readonly Step[] {
  return events
    .filter((event) => event.kind === 'applied' || isMissing(event))
    .map((event) => ({ event, isNotFound: event.kind !== 'applied', notes: new Set<string>() }))
    .toSorted(
      (a, b) =>
        a.event.ms - b.event.ms ||
        rankOf(a) - rankOf(b) ||
        baseOf(a) - baseOf(b) ||
        compareTexts(a.event.id, b.event.id),
    );
}

/** Takes the step at `from` out and puts it just before the one at `to`, which stands earlier. */
export function moved(steps: readonly Step[], from: number, to: number): readonly Step[] {
  const rest = steps.toSpliced(from, 1);
  return rest.toSpliced(to, 0, ...steps.slice(from, from + 1));
}

/** The next update after the one at `at`, with no Create or Delete between. */
function nextUpdate(steps: readonly Step[], at: number): number | undefined {
  for (const [index, { event, isNotFound }] of steps.entries()) {
    if (index <= at || isNotFound) continue;
    if (event.eventName === 'UpdateDestination') return index;
    if (event.eventName === 'CreateDeliveryStream' || event.eventName === 'DeleteDeliveryStream') return undefined;
  }
  return undefined;
}

/** §6.9, clock repair: one move, or nothing to move. */
function repairedOnce(steps: readonly Step[]): readonly Step[] | undefined {
  for (const [index, older] of steps.entries()) {
    if (older.isNotFound || older.event.eventName !== 'UpdateDestination') continue;
    const next = nextUpdate(steps, index);
    const younger = next === undefined ? undefined : steps[next];
    if (next === undefined || younger === undefined) continue;
    const [base, nextBase] = [older.event.baseVersion, younger.event.baseVersion];
    if (base === undefined || nextBase === undefined || nextBase >= base) continue;
    if (younger.event.ms - older.event.ms > 5000) continue;
    older.notes.add('order-from-version');
    younger.notes.add('order-from-version');
    return moved(steps, next, index);
  }
  return undefined;
}

/** §6.2: while an update stands before a neighbouring update with a smaller base and is at most 5 s older. */
export function repairClocks(steps: readonly Step[]): readonly Step[] {
  let current = steps;
  for (let next = repairedOnce(current); next !== undefined; next = repairedOnce(current)) current = next;
  return current;
}
