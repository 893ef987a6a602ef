// Reads a stretch of time of one region's event history: first what is here already, then what is missing, the newest
// first.
import { AppError } from '../../../shared/errors.ts';
import type { Lookup } from './eventHistory.ts';
import type { EventHistoryFolder } from './eventHistoryFolder.ts';
import type { HistoryPage } from './eventHistoryPage.ts';
import type { Span } from './eventHistorySpans.ts';

type Walk = {
  readonly folder: EventHistoryFolder;
  readonly lookup: () => Promise<Pick<Lookup, 'ask'>>;
  readonly time: Span;
  readonly signal: AbortSignal;
  /** Resolves when the next request may be made. */
  readonly whenRunning: () => Promise<void>;
};

/** A token that is refused again and again, without one event between. */
const mostRefusals = 5;

/** Errors: aws/*, cancelled, disk/full, file/unwritable. */
export async function* walkEventHistory(walk: Walk): AsyncGenerator<HistoryPage> {
  const { folder, time } = walk;
  yield* folder.pagesIn(time);
  let refusals = 0;
  for (let gap = folder.missing(time), last = gap; gap !== undefined; gap = folder.missing(time)) {
    refusals = gap.to === last?.to ? refusals + 1 : 1;
    if (refusals > mostRefusals)
      throw new AppError('aws/failed', 'CloudTrail refuses every token it has given. Try again later.');
    last = gap;
    yield* readGap(walk, gap);
  }
}

async function* readGap({ folder, time, ...walk }: Walk, gap: Span): AsyncGenerator<HistoryPage> {
  const lookup = await walk.lookup();
  let reading = await folder.begin(gap, Math.floor(Date.now() / 1000));
  do {
    await walk.whenRunning();
    const answer = await lookup.ask(reading, walk.signal);
    if (answer.kind === 'tokenRefused') return folder.giveUp(reading);
    const taken = await folder.take(reading, answer);
    reading = taken.reading;
    if (taken.page !== undefined) yield taken.page;
    // A run that was cut off may have asked for an earlier time too.
  } while (reading.token !== undefined && reading.read > time.from);
}
