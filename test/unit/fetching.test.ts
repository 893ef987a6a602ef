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
  walks: readonly ((signal: AbortSignal) => AsyncIterable<SourceEntry>)[],
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
          walks.map((walk) => () => from(walk)),
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
    const { fetching: run } = fetching([() => from(entries)]);
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
    const { fetching: run } = fetching([(signal) => stopping(endless(), signal)]);
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
    const { fetching: run } = fetching([
      () =>
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

  test('what ends a walk is thrown; the other walks are read to their end', async () => {
    const failure = new AppError('aws/expired', 'The credentials have ended.');
    const asked: string[] = [];
    const fetched = (path: string): FileEntryOf =>
      file(path, () => {
        asked.push(path);
        return Promise.resolve({ localPath: path, isFromCache: false });
      });
    async function* failing(): AsyncGenerator<SourceEntry> {
      yield file('bad', () => Promise.reject(failure));
      await new Promise((resolve) => setImmediate(resolve));
      for (let index = 0; index < 10; index += 1) yield fetched(`left ${index}`);
    }
    async function* slow(): AsyncGenerator<SourceEntry> {
      for (let index = 0; index < 5; index += 1) {
        await new Promise((resolve) => setTimeout(resolve, 2));
        yield fetched(`kept ${index}`);
      }
    }
    const { fetching: run, progress } = fetching([failing, slow]);
    const found: ReadyEntry[] = [];
    const reading = (async () => {
      for await (const entry of run.run(never)) found.push(entry);
    })();
    await expect(reading).rejects.toBe(failure);
    expect(pathsOf(found)).toEqual(['kept 0', 'kept 1', 'kept 2', 'kept 3', 'kept 4']);
    expect(asked.filter((path) => path.startsWith('left'))).toEqual([]);
    expect(progress.at(-1)).toMatchObject({ objectsDone: 5, objectsTotal: 5, bytesTotal: 50 });
  });

  test('a full disk ends every walk', async () => {
    async function* failing(): AsyncGenerator<SourceEntry> {
      yield file('one');
      throw new AppError('disk/full', 'The disk is full.');
    }
    async function* waiting(signal: AbortSignal): AsyncGenerator<SourceEntry> {
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      if (!signal.aborted) yield file('never');
    }
    const { fetching: run } = fetching([failing, waiting]);
    await expect(all(run.run(never))).rejects.toMatchObject({ code: 'disk/full' });
  });

  test('the failures of several walks are all said', async () => {
    const failing = (message: string) =>
      async function* (): AsyncGenerator<SourceEntry> {
        yield file(message);
        throw new AppError('aws/denied', message);
      };
    const { fetching: run } = fetching([failing('One.'), failing('Two.')]);
    await expect(all(run.run(never))).rejects.toMatchObject({ code: 'aws/denied', message: 'One. Two.' });
  });

  test('leaving early ends what is under way', async () => {
    let isAborted = false;
    const { fetching: run } = fetching([
      () =>
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

describe('files that two sources lead to', () => {
  const here = (path: string, by: string) => file(path, () => Promise.resolve({ localPath: by, isFromCache: false }));
  const refused = (path: string) => file(path, () => Promise.resolve({ problem: denied(path) }));
  async function* late(entries: readonly SourceEntry[]): AsyncGenerator<SourceEntry> {
    await new Promise((resolve) => setTimeout(resolve, 20));
    yield* entries;
  }
  /** As an import knows files: those that it has come by are not taken again. */
  const seen = () => {
    const paths = new Set<string>();
    return ({ path }: FileEntryOf): boolean => paths.size === paths.add(path).size;
  };

  test('are fetched once', async () => {
    const walks = [() => from([here('a', 'one')]), () => from([here('a', 'two')]), () => late([here('a', 'three')])];
    expect(pathsOf(await all(fetching(walks, seen()).fetching.run(never)))).toEqual(['one']);
  });

  test('are fetched by the one that may', async () => {
    const walks = [() => from([refused('a')]), () => from([here('a', 'two')])];
    expect(pathsOf(await all(fetching(walks, seen()).fetching.run(never)))).toEqual(['two']);
  });

  test('are fetched by one that comes later; what was said of them stays said', async () => {
    const walks = [() => from([refused('a')]), () => late([here('a', 'two')])];
    expect(pathsOf(await all(fetching(walks, seen()).fetching.run(never)))).toEqual(['!a', 'two']);
  });

  test('are fetched by the other where one source fails', async () => {
    const paths = ['a', ...Array.from({ length: 100 }, (_, index) => `b${index}`)];
    const own = paths.map((path) => here(path, path));
    const failing = (signal: AbortSignal): readonly SourceEntry[] =>
      paths.map((path) =>
        file(path, async () => {
          if (path === 'a') throw new AppError('aws/expired', 'Over.');
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
          throw new AppError('cancelled', 'Cancelled');
        }),
      );
    const found: ReadyEntry[] = [];
    const reading = (async () => {
      const walks = [(signal: AbortSignal) => from(failing(signal)), () => late(own)];
      for await (const entry of fetching(walks, seen()).fetching.run(never)) found.push(entry);
    })();
    await expect(reading).rejects.toMatchObject({ code: 'aws/expired' });
    expect(pathsOf(found)).toEqual(own.map(({ path }) => path).toSorted());
  });
});
