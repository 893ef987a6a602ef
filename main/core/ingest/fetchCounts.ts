// How far fetching has come: objects, bytes, rate, time left.
import type { JobCounts } from '../../../shared/ipc/contract.ts';
import { Rate } from '../rate.ts';

type Counts = NonNullable<JobCounts['fetch']>;
type Added = Partial<Record<'objectsDone' | 'objectsTotal' | 'objectsFromCache' | 'bytesDone' | 'bytesTotal', number>>;

const noCounts: Counts = {
  objectsDone: 0,
  objectsTotal: 0,
  bytesDone: 0,
  bytesTotal: 0,
  objectsFromCache: 0,
  bytesPerSecond: 0,
  concurrency: 0,
  isTotalKnown: false,
};

export class FetchCounts {
  concurrency = 0;
  private readonly onProgress: (counts: Counts) => void;
  private readonly rate = new Rate();
  private counts: Counts | undefined;
  private isTotalKnown = false;

  constructor(onProgress: (counts: Counts) => void) {
    this.onProgress = onProgress;
  }

  /** No more will be found. */
  endWalks(): void {
    this.isTotalKnown = true;
    this.add({});
  }

  add(added: Added): void {
    // An import of local files only has nothing to say of fetching.
    if (this.counts === undefined && added.objectsTotal === undefined) return;
    const before = this.counts ?? noCounts;
    const bytesDone = before.bytesDone + (added.bytesDone ?? 0);
    const bytesTotal = before.bytesTotal + (added.bytesTotal ?? 0);
    const bytesPerSecond = this.rate.perSecond(bytesDone, performance.now());
    const isTimeKnown = this.isTotalKnown && bytesPerSecond > 0;
    const { secondsLeft: _former, ...rest } = before;
    this.counts = {
      ...rest,
      objectsDone: before.objectsDone + (added.objectsDone ?? 0),
      objectsTotal: before.objectsTotal + (added.objectsTotal ?? 0),
      objectsFromCache: before.objectsFromCache + (added.objectsFromCache ?? 0),
      bytesDone,
      bytesTotal,
      bytesPerSecond,
      concurrency: this.concurrency,
      isTotalKnown: this.isTotalKnown,
      ...(isTimeKnown ? { secondsLeft: Math.ceil((bytesTotal - bytesDone) / bytesPerSecond) } : {}),
    };
    this.onProgress(this.counts);
  }
}
