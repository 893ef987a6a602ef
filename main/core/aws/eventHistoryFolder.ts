// What has been read of the event history of one account, region and attribute: pages as files, a line for each in
// `pages.ndjson`, and `state.json`, which says what time they cover. A page is written first, then its line, then the
// state: a run that was killed has lost at most its last page.
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { LookedUpEvent } from './eventHistory.ts';
import { secondOf, textsOf, writePage, type HistoryPage } from './eventHistoryPage.ts';
import { mergeSpans, missingIn, withoutSpan, type Span } from './eventHistorySpans.ts';
import { addPageLine, readState, writePageLines, writeState, type HistoryState } from './eventHistoryState.ts';

/** Events of this time before a request may still be missing from its answer: they are asked for again. */
const lateSeconds = 30 * 60;
/** Where a run was cut off, several times over. */
const mostUnfinished = 10;

/** A stretch of time that is being read, from its end to its beginning. */
export type Reading = {
  readonly span: Span;
  readonly token: string | undefined;
  /** When its first page was asked for, in seconds since 1970. */
  readonly begun: number;
  /** All from here to the end of the span has been read. */
  readonly read: number;
};

export class EventHistoryFolder {
  private readonly dir: string;
  private readonly pages: Map<string, HistoryPage>;
  private state: HistoryState;
  /** Read by this run, late events or not. */
  private here: readonly Span[] = [];
  /** Hashes of the texts of events that have been read already, of the time that is asked for again. */
  private readonly known = new Set<string>();

  private constructor(dir: string, pages: Map<string, HistoryPage>, state: HistoryState) {
    this.dir = dir;
    this.pages = pages;
    this.state = state;
  }

  static async open(dir: string): Promise<EventHistoryFolder> {
    const present = new Set(await readdir(dir).catch(() => []));
    const { pages, isTorn, state } = await readState(dir);
    const lost = pages.filter(({ file }) => !present.has(file));
    const kept = pages.filter(({ file }) => present.has(file));
    const folder = new EventHistoryFolder(dir, new Map(kept.map((one) => [one.file, one])), state);
    if (isTorn || lost.length > 0) await folder.forget(lost);
    return folder;
  }

  pathOf({ file }: HistoryPage): string {
    return join(this.dir, file);
  }

  /** Those with events of that time, the newest first. */
  pagesIn(time: Span): readonly HistoryPage[] {
    return [...this.pages.values()]
      .filter((one) => one.newest >= time.from && one.oldest < time.to)
      .toSorted((one, other) => other.newest - one.newest || other.oldest - one.oldest);
  }

  /** The newest stretch that has not been read. */
  missing(time: Span): Span | undefined {
    return missingIn(time, [...this.state.settled, ...this.here]).at(-1);
  }

  /** Where a former run was cut off in that stretch, it is continued. */
  async begin(gap: Span, nowSeconds: number): Promise<Reading> {
    this.known.clear();
    for (const one of this.pagesIn(gap))
      for (const text of await textsOf(this.pathOf(one))) this.known.add(hashOf(text));
    const unfinished = this.state.unfinished.find(({ read, span }) => read === gap.to && read > span.from);
    return unfinished ?? { span: gap, token: undefined, begun: nowSeconds, read: gap.to };
  }

  /** Keeps the events of an answer that are new, and what time they cover; gives the page, unless there is none. */
  async take(
    reading: Reading,
    answer: { readonly events: readonly LookedUpEvent[]; readonly token: string | undefined },
  ): Promise<{ readonly reading: Reading; readonly page: HistoryPage | undefined }> {
    const page = await this.keep(
      answer.events.filter(({ CloudTrailEvent = '' }) => !this.known.has(hashOf(CloudTrailEvent))),
    );
    const read = answer.token === undefined ? reading.span.from : readDownTo(reading, answer.events);
    const next = { ...reading, token: answer.token, read };
    const covered = { from: read, to: reading.read };
    this.here = mergeSpans([...this.here, covered]);
    const late = { from: reading.begun - lateSeconds, to: Number.MAX_SAFE_INTEGER };
    await this.change({
      settled: mergeSpans([...this.state.settled, ...missingIn(covered, [late])]),
      unfinished: this.unfinishedWith(reading, next),
    });
    return { reading: next, page };
  }

  /** Its token is of no use any more. */
  async giveUp(reading: Reading): Promise<void> {
    await this.change({ unfinished: this.state.unfinished.filter(({ token }) => token !== reading.token) });
  }

  private async keep(events: readonly LookedUpEvent[]): Promise<HistoryPage | undefined> {
    if (events.length === 0) return undefined;
    const page = await writePage(this.dir, events);
    if (!this.pages.has(page.file)) await addPageLine(this.dir, page);
    this.pages.set(page.file, page);
    return page;
  }

  /** The time of pages that somebody has deleted is asked for again. */
  private async forget(lost: readonly HistoryPage[]): Promise<void> {
    const settled = lost.reduce<readonly Span[]>(
      (spans, { oldest, newest }) => withoutSpan(spans, { from: oldest, to: newest + 1 }),
      this.state.settled,
    );
    await this.change({ settled });
    await writePageLines(this.dir, [...this.pages.values()]);
  }

  private unfinishedWith(before: Reading, after: Reading): HistoryState['unfinished'] {
    const others = this.state.unfinished.filter(({ token }) => token !== before.token);
    const { token } = after;
    return (token === undefined ? others : [...others, { ...after, token }]).slice(-mostUnfinished);
  }

  private async change(change: Partial<HistoryState>): Promise<void> {
    this.state = { ...this.state, ...change, pages: this.pages.size };
    await writeState(this.dir, this.state);
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

/** The second of the oldest event may go on in the next page. */
function readDownTo(reading: Reading, events: readonly LookedUpEvent[]): number {
  const oldest = Math.min(...events.map((event) => secondOf(event) ?? Infinity));
  return Math.max(reading.span.from, Math.min(reading.read, oldest + 1));
}
