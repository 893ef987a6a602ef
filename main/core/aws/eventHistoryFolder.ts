// What has been read of the event history of one account, region and attribute: pages as files, and beside them
// `state.json`, which says what time they cover. A page is written before the state that names it, both under another
// name first, so that a run that was killed has lost at most its last page.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import type { LookedUpEvent } from './eventHistory.ts';
import { secondOf, textsOf, writePage, writeWhole, type HistoryPage } from './eventHistoryPage.ts';
import { mergeSpans, missingIn, withoutSpan, type Span } from './eventHistorySpans.ts';

/** Events of this time before a request may still be missing from its answer: they are asked for again. */
const lateSeconds = 30 * 60;
/** Where a run was cut off, several times over. */
const mostUnfinished = 10;

const span = z.object({ from: z.number(), to: z.number() });
const page = z.object({
  file: z.string().regex(/^[\w-]+\.json\.gz$/),
  hash: z.string(),
  bytes: z.number(),
  newest: z.number(),
  oldest: z.number(),
});
const unfinished = z.object({ span, token: z.string(), begun: z.number(), read: z.number() });
const stateForm = z.object({
  form: z.literal(1),
  pages: z.array(page),
  settled: z.array(span),
  unfinished: z.array(unfinished),
});

type State = z.output<typeof stateForm>;

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
  private state: State;
  /** Read by this run, late events or not. */
  private readonly here: Span[] = [];
  /** Texts of events that have been read already, of the time that is asked for again. */
  private readonly texts = new Set<string>();

  private constructor(dir: string, state: State) {
    this.dir = dir;
    this.state = state;
  }

  static async open(dir: string): Promise<EventHistoryFolder> {
    const present = new Set(await readdir(dir).catch(() => []));
    const state = present.has('state.json') ? await readState(join(dir, 'state.json')) : empty;
    const lost = state.pages.filter(({ file }) => !present.has(file));
    const settled = lost.reduce<readonly Span[]>((spans, one) => withoutSpan(spans, timeOf(one)), state.settled);
    const pages = state.pages.filter(({ file }) => present.has(file));
    return new EventHistoryFolder(dir, { ...state, pages, settled: [...settled] });
  }

  pathOf({ file }: HistoryPage): string {
    return join(this.dir, file);
  }

  /** Those with events of that time, the newest first. */
  pagesIn(time: Span): readonly HistoryPage[] {
    return this.state.pages
      .filter((one) => one.newest >= time.from && one.oldest < time.to)
      .toSorted((one, other) => other.newest - one.newest || other.oldest - one.oldest);
  }

  /** The newest stretch that has not been read. */
  missing(time: Span): Span | undefined {
    return missingIn(time, [...this.state.settled, ...this.here]).at(-1);
  }

  /** Where a former run was cut off in that stretch, it is continued. */
  async begin(gap: Span, nowSeconds: number): Promise<Reading> {
    this.texts.clear();
    for (const one of this.pagesIn(gap)) for (const text of await textsOf(this.pathOf(one))) this.texts.add(text);
    return (
      this.state.unfinished.find((reading) => reading.read === gap.to && reading.read > reading.span.from) ?? {
        span: gap,
        token: undefined,
        begun: nowSeconds,
        read: gap.to,
      }
    );
  }

  /** Keeps the events of an answer that are new, and what time they cover; gives the page, unless there is none. */
  async take(
    reading: Reading,
    answer: { readonly events: readonly LookedUpEvent[]; readonly token: string | undefined },
  ): Promise<{ readonly reading: Reading; readonly page: HistoryPage | undefined }> {
    const fresh = answer.events.filter((event) => !this.texts.has(event.CloudTrailEvent ?? ''));
    const written = fresh.length === 0 ? undefined : await writePage(this.dir, fresh);
    const read = answer.token === undefined ? reading.span.from : readDownTo(reading, answer.events);
    const next = { ...reading, token: answer.token, read };
    const covered = { from: read, to: reading.read };
    this.here.push(covered);
    const late = { from: reading.begun - lateSeconds, to: Number.MAX_SAFE_INTEGER };
    this.state = {
      form: 1,
      pages: written === undefined ? this.state.pages : [...this.withoutPage(written), written],
      settled: [...mergeSpans([...this.state.settled, ...missingIn(covered, [late])])],
      unfinished: this.unfinishedWith(reading, next),
    };
    await this.save();
    return { reading: next, page: written };
  }

  /** Its token is of no use any more. */
  async giveUp(reading: Reading): Promise<void> {
    this.state = { ...this.state, unfinished: this.state.unfinished.filter(({ token }) => token !== reading.token) };
    await this.save();
  }

  private withoutPage({ file }: HistoryPage): readonly HistoryPage[] {
    return this.state.pages.filter((one) => one.file !== file);
  }

  private unfinishedWith(before: Reading, after: Reading): State['unfinished'] {
    const others = this.state.unfinished.filter(({ token }) => token !== before.token);
    const { token } = after;
    return (token === undefined ? others : [...others, { ...after, token }]).slice(-mostUnfinished);
  }

  private save(): Promise<void> {
    return writeWhole(join(this.dir, 'state.json'), JSON.stringify(this.state));
  }
}

const empty: State = { form: 1, pages: [], settled: [], unfinished: [] };

/** A state that cannot be read is as good as none: the time is asked for again. */
async function readState(path: string): Promise<State> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const parsed = stateForm.safeParse(parseJson(text));
  return parsed.success ? parsed.data : empty;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Cut off, or not ours.
    return undefined;
  }
}

function timeOf({ oldest, newest }: HistoryPage): Span {
  return { from: oldest, to: newest + 1 };
}

/** The second of the oldest event may go on in the next page. */
function readDownTo(reading: Reading, events: readonly LookedUpEvent[]): number {
  const oldest = Math.min(...events.map((event) => secondOf(event) ?? Infinity));
  return Math.max(reading.span.from, Math.min(reading.read, oldest + 1));
}
