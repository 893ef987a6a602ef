// Fetching: what is elsewhere arrives whatever the order, within limits, and what goes wrong ends it cleanly.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { Fetching, type ReadyEntry } from '../../main/core/ingest/fetching.ts';
import type { FileEntryOf, SourceEntry } from '../../main/core/sources/source.ts';
import { problemLevel, type Problem } from '../../shared/problems.ts';
import { AppError } from '../../shared/errors.ts';
import type { JobCounts } from '../../shared/ipc/contract.ts';

type Progress = NonNullable<JobCounts['fetch']>;

const never = new AbortController().signal;

function file(path: string, fetch?: FileEntryOf['fetch']): FileEntryOf {
  return { kind: 'file', path, name: path, sizeBytes: 10, modifiedMs: 0, version: 'v', ...(fetch ? { fetch } : {}) };
}

function denied(path: string): Problem {
  return { file: path, kind: 'denied', level: problemLevel('denied'), message: 'Not allowed.' };
}

async function* from(entries: Iterable<SourceEntry>): AsyncGenerator<SourceEntry> {
  for (const entry of entries) yield entry;
}

function fetching(
  walks: (signal: AbortSignal) => readonly AsyncIterable<SourceEntry>[],
  isKnown: (entry: FileEntryOf) => boolean = () => false,
): { readonly fetching: Fetching; readonly progress: Progress[] } {
  const progress: Progress[] = [];
  return { progress, fetching: new Fetching({ walks, isKnown, onProgress: (counts) => progress.push(counts) }) };
}

async function all(run: AsyncIterable<ReadyEntry>): Promise<readonly ReadyEntry[]> {
  const found: ReadyEntry[] = [];
  for await (const entry of run) found.push(entry);
  return found;
}

const pathsOf = (entries: readonly ReadyEntry[]): readonly string[] =>
  entries
    .map((entry) => (entry.kind === 'file' ? (entry.localPath ?? entry.path) : `!${entry.problem.file}`))
    .toSorted();

test('every entry comes out once, whatever the order of answers and the number of walks', async () => {
  const outcome = fc.constantFrom('here', 'fetched', 'cached', 'denied', 'known');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.tuple(outcome, fc.nat(3)), { maxLength: 40 }), { maxLength: 4 }),
      async (plan) => {
        const expected: string[] = [];
        const walks = plan.map((entries, walk) =>
          entries.map(([what, turns], index): SourceEntry => {
            const path = `${walk}/${index}`;
            const later = async (): Promise<void> => {
              for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
            };
            if (what === 'here') expected.push(path);
            if (what === 'fetched' || what === 'cached') expected.push(`/cache/${path}`);
            if (what === 'denied') expected.push(`!${path}`);
            if (what === 'here') return file(path);
            return file(what === 'known' ? `known ${path}` : path, async () => {
              await later();
              if (what === 'denied') return { problem: denied(path) };
              return { localPath: `/cache/${path}`, isFromCache: what === 'cached' };
            });
          }),
        );
        const { fetching: run, progress } = fetching(
          () => walks.map(from),
          (entry) => entry.path.startsWith('known'),
        );
        expect(pathsOf(await all(run.run(never)))).toEqual(expected.toSorted());
        const last = progress.at(-1);
        const count = (...wanted: readonly string[]): number =>
          plan.flat().filter(([what]) => wanted.includes(what)).length;
        if (last === undefined) expect(count('fetched', 'cached', 'denied')).toBe(0);
        else
          expect(last).toMatchObject({
            objectsDone: count('fetched', 'cached', 'denied'),
            objectsTotal: count('fetched', 'cached', 'denied'),
            objectsFromCache: count('cached'),
            bytesDone: count('fetched') * 10,
            bytesTotal: count('fetched') * 10,
            isTotalKnown: true,
          });
      },
    ),
    { numRuns: 60 },
  );
});

describe('limits', () => {
  test('no more than 64 are asked for at once, and fetching waits for the reader', async () => {
    let asked = 0;
    let most = 0;
    let fetched = 0;
    const entries = Array.from({ length: 3000 }, (_, index) =>
      file(String(index), async () => {
        asked += 1;
        most = Math.max(most, asked);
        await new Promise((resolve) => setImmediate(resolve));
        asked -= 1;
        fetched += 1;
        return { localPath: String(index), isFromCache: false };
      }),
    );
    const { fetching: run } = fetching(() => [from(entries)]);
    const ready = run.run(never);
    await ready.next();
    for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(fetched).toBeLessThan(600);
    const rest = await all(ready);
    expect(rest).toHaveLength(2999);
    expect(most).toBeGreaterThan(16);
    expect(most).toBeLessThanOrEqual(64);
  });

  test('a walk without an end is walked ahead no further than the queue is long', async () => {
    let walked = 0;
    async function* endless(): AsyncGenerator<SourceEntry> {
      for (;;) {
        walked += 1;
        yield file(String(walked), () => new Promise(() => undefined));
      }
    }
    const abort = new AbortController();
    const { fetching: run } = fetching((signal) => [stopping(endless(), signal)]);
    const ready = run.run(abort.signal);
    void ready.next().catch(() => undefined);
    for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(walked).toBeLessThan(21_000);
    abort.abort();
  });
});

async function* stopping(entries: AsyncIterable<SourceEntry>, signal: AbortSignal): AsyncGenerator<SourceEntry> {
  for await (const entry of entries) {
    if (signal.aborted) return;
    yield entry;
  }
}

describe('the end', () => {
  test('what ends one fetch ends the others, and is thrown after what had arrived', async () => {
    const full = new AppError('disk/full', 'The disk is full.');
    const aborted: string[] = [];
    const waiting = (path: string): FileEntryOf =>
      file(
        path,
        (signal) =>
          new Promise((_resolve, reject) =>
            signal.addEventListener('abort', () => {
              aborted.push(path);
              reject(new AppError('cancelled', 'Cancelled'));
            }),
          ),
      );
    const { fetching: run } = fetching(() => [
      from([
        file('first', () => Promise.resolve({ localPath: 'first', isFromCache: false })),
        waiting('a'),
        waiting('b'),
        file('bad', () => Promise.reject(full)),
      ]),
    ]);
    const found: ReadyEntry[] = [];
    const reading = (async () => {
      for await (const entry of run.run(never)) found.push(entry);
    })();
    await expect(reading).rejects.toBe(full);
    expect(pathsOf(found)).toEqual(['first']);
    expect(aborted).toEqual(['a', 'b']);
  });

  test('what ends a walk is thrown; the other walks end', async () => {
    async function* failing(): AsyncGenerator<SourceEntry> {
      yield file('one');
      throw new AppError('aws/denied', 'Not allowed.');
    }
    async function* waiting(signal: AbortSignal): AsyncGenerator<SourceEntry> {
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      if (!signal.aborted) yield file('never');
    }
    const { fetching: run } = fetching((signal) => [failing(), waiting(signal)]);
    await expect(all(run.run(never))).rejects.toMatchObject({ code: 'aws/denied' });
  });

  test('leaving early ends what is under way', async () => {
    let isAborted = false;
    const { fetching: run } = fetching(() => [
      from([
        file('now'),
        file(
          'later',
          (signal) =>
            new Promise((_resolve, reject) =>
              signal.addEventListener('abort', () => {
                isAborted = true;
                reject(new AppError('cancelled', 'Cancelled'));
              }),
            ),
        ),
      ]),
    ]);
    for await (const entry of run.run(never)) {
      expect(entry.kind).toBe('file');
      await new Promise((resolve) => setImmediate(resolve));
      break;
    }
    expect(isAborted).toBe(true);
  });
});
