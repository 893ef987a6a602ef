// Any run of the event history may be cut off anywhere, tokens may be refused, events may come late: in the end all
// that there is has been read, and nothing twice.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';

import type { Lookup, LookupAnswer, LookupQuestion, LookedUpEvent } from '../../../main/core/aws/eventHistory.ts';
import { EventHistoryFolder } from '../../../main/core/aws/eventHistoryFolder.ts';
import { walkEventHistory } from '../../../main/core/aws/eventHistoryWalk.ts';
import type { Span } from '../../../main/core/aws/eventHistorySpans.ts';

let dir: string;
beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'firetrail-history-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const { signal } = new AbortController();
const pageLength = 3;
const now = Math.floor(Date.now() / 1000);

type Held = { readonly second: number; readonly text: string };

/** LookupEvents in memory: tokens are good for their span only, and until they expire. */
class History {
  events: Held[] = [];
  questions: LookupQuestion[] = [];
  /** The numbers of the requests before which all tokens expire. */
  expiresAt: ReadonlySet<number> = new Set();
  private tokens = new Map<string, { readonly span: string; readonly after: Held }>();

  add(second: number): void {
    this.events.push({ second, text: `event ${this.events.length} of ${second}` });
  }

  ask(question: LookupQuestion): Promise<LookupAnswer> {
    this.questions.push(question);
    if (this.expiresAt.has(this.questions.length)) this.tokens.clear();
    const span = JSON.stringify([question.span.from, question.span.to]);
    const token = this.tokens.get(question.token ?? '');
    if (question.token !== undefined && token?.span !== span) return Promise.resolve({ kind: 'tokenRefused' });
    const sorted = this.events.toSorted((one, other) => other.second - one.second || (one.text < other.text ? -1 : 1));
    const after = token === undefined ? 0 : sorted.indexOf(token.after) + 1;
    const found = sorted.slice(after).filter(({ second }) => second >= question.span.from && second < question.span.to);
    const page = found.slice(0, pageLength);
    const last = page.at(-1);
    const next = found.length > pageLength && last !== undefined ? this.token(span, last) : undefined;
    return Promise.resolve({ kind: 'page', events: page.map(toEvent), token: next });
  }

  private token(span: string, after: Held): string {
    const name = `token ${this.tokens.size + this.questions.length * 1000}`;
    this.tokens.set(name, { span, after });
    return name;
  }
}

function toEvent({ second, text }: Held): LookedUpEvent {
  return { EventTime: new Date(second * 1000), CloudTrailEvent: text };
}

/** Reads until `requests` have been made, if that many are needed; gives what the pages hold. */
async function run(history: History, time: Span, requests = Infinity): Promise<readonly string[]> {
  const texts: string[] = [];
  let made = 0;
  const lookup: Pick<Lookup, 'ask'> = { ask: (question) => history.ask(question) };
  const whenRunning = (): Promise<void> => {
    made += 1;
    return made > requests ? Promise.reject(new Error('cut off')) : Promise.resolve();
  };
  const folder = await EventHistoryFolder.open(dir);
  const walk = walkEventHistory({ folder, lookup: () => Promise.resolve(lookup), time, signal, whenRunning });
  try {
    for await (const page of walk) texts.push(...textsOf(folder.pathOf(page)));
  } catch (error) {
    if (!(error instanceof Error) || error.message !== 'cut off') throw error;
  }
  return texts;
}

function textsOf(path: string): readonly string[] {
  const page = JSON.parse(gunzipSync(readFileSync(path)).toString()) as { Events: { CloudTrailEvent: string }[] };
  return page.Events.map((event) => event.CloudTrailEvent);
}

const early = now - 80 * 24 * 3600;
const seconds = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 40 });
const span = fc
  .tuple(fc.integer({ min: 0, max: 41 }), fc.integer({ min: 0, max: 41 }))
  .map(([one, other]): Span => ({ from: early + Math.min(one, other), to: early + Math.max(one, other) + 1 }));

test('cut off anywhere, with any ranges and refused tokens between, the next run gives everything once', async () => {
  const runs = fc.array(fc.record({ time: span, requests: fc.integer({ min: 0, max: 8 }) }), { maxLength: 6 });
  const refused = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(seconds, runs, refused, async (at, cutOff, expiresAt) => {
      rmSync(dir, { recursive: true, force: true });
      const history = new History();
      for (const second of at) history.add(early + second);
      history.expiresAt = new Set(expiresAt);
      for (const { time, requests } of cutOff) await run(history, time, requests);
      const texts = await run(history, { from: early, to: early + 100 });
      expect(texts.toSorted()).toEqual(history.events.map(({ text }) => text).toSorted());
      const asked = history.questions.length;
      expect((await run(history, { from: early, to: early + 100 })).length).toBe(texts.length);
      expect(history.questions.length).toBe(asked);
    }),
    { numRuns: 150 },
  );
});

test('what was read is not asked for again when a run is cut off and continued', async () => {
  const history = new History();
  for (let second = 0; second < 30; second += 1) history.add(early + second);
  const time = { from: early, to: early + 30 };
  expect(await run(history, time, 4)).toHaveLength(12);
  const { token } = history.questions.at(-1) ?? {};
  await run(history, time);
  expect(history.questions[4]?.token).not.toBe(undefined);
  expect(history.questions[4]?.token).not.toBe(token);
  expect(history.questions).toHaveLength(10);
});

test('a refresh asks for the time since the last one, and once more for the half hour before it', async () => {
  const history = new History();
  for (let minute = 0; minute < 120; minute += 1) history.add(now - minute * 60);
  const time = { from: now - 10_000, to: now + 1 };
  expect(await run(history, time)).toHaveLength(120);
  const asked = history.questions.length;
  expect(await run(history, { from: time.from, to: now + 2 })).toHaveLength(120);
  const again = history.questions.slice(asked);
  expect(again[0]?.span.to).toBe(now + 2);
  expect(now - (again[0]?.span.from ?? 0)).toBeGreaterThanOrEqual(29 * 60);
  expect(now - (again[0]?.span.from ?? 0)).toBeLessThan(31 * 60);
  expect(again.length).toBeLessThan(asked / 3);
});

test('events that come up to half an hour late are found by the next refresh, and no other twice', async () => {
  const late = fc.array(fc.integer({ min: 0, max: 29 * 60 }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(late, late, fc.integer({ min: 0, max: 5 }), async (before, after, requests) => {
      rmSync(dir, { recursive: true, force: true });
      const history = new History();
      for (const ago of before) history.add(now - ago);
      const time = { from: now - 7200, to: now + 1 };
      await run(history, time, requests);
      for (const ago of after) history.add(now - ago);
      expect((await run(history, time)).toSorted()).toEqual(history.events.map(({ text }) => text).toSorted());
    }),
    { numRuns: 60 },
  );
});

test('pages that somebody has deleted are asked for again', async () => {
  const history = new History();
  for (let second = 0; second < 12; second += 1) history.add(early + second);
  const time = { from: early, to: early + 12 };
  await run(history, time);
  const [page] = (await EventHistoryFolder.open(dir)).pagesIn({ from: early + 4, to: early + 5 });
  rmSync(join(dir, page?.file ?? 'none'));
  expect(await run(history, time)).toHaveLength(12);
});

test('killed between a page, its line and the state that covers it: nothing is lost, and nothing is there twice', async () => {
  const history = new History();
  for (let second = 0; second < 30; second += 1) history.add(early + second);
  const time = { from: early, to: early + 30 };
  const [state, lines] = ['state.json', 'pages.ndjson'].map((name) => join(dir, name)) as [string, string];
  for (const cut of [0, 5, 1000]) {
    rmSync(dir, { recursive: true, force: true });
    await run(history, time, 3);
    const before = readFileSync(state);
    await run(history, time, 1);
    writeFileSync(state, before);
    const text = readFileSync(lines);
    writeFileSync(lines, text.subarray(0, text.length - cut));
    expect((await run(history, time, 2)).length).toBeGreaterThan(0);
    expect((await run(history, time)).toSorted()).toEqual(history.events.map((event) => event.text).toSorted());
  }
});

test('a state that is damaged is as good as none', async () => {
  const history = new History();
  for (let second = 0; second < 7; second += 1) history.add(early + second);
  await run(history, { from: early, to: early + 7 });
  writeFileSync(join(dir, 'state.json'), '{"form":1,"pages":[');
  expect(await run(history, { from: early, to: early + 7 })).toHaveLength(7);
});

test('tokens that are always refused end the run with an error instead of going on for ever', async () => {
  const history = new History();
  for (let count = 0; count < 9; count += 1) history.add(early);
  history.expiresAt = new Set(Array.from({ length: 200 }, (_, index) => index + 1));
  await expect(run(history, { from: early, to: early + 1 })).rejects.toMatchObject({ code: 'aws/failed' });
  expect(history.questions.length).toBeLessThan(20);
});
