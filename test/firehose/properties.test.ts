// Laws of a rebuilt history that need no second opinion: they hold for every log, whatever it lost.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { rebuildHistory } from '../../shared/firehose/history.ts';
import type { Change, History, Lifetime, Version } from '../../shared/firehose/model.ts';
import { sections } from '../../shared/firehose/model.ts';
import type { JsonObject, JsonValue } from '../../shared/json.ts';
import { groupBy, readCalls, type Event } from './oracle/input.ts';
import { canonicalText, leaves } from './oracle/leaves.ts';
import { statedLeaves } from './oracle/stated.ts';
import { randomHistory } from './randomHistory.ts';

const runs = { numRuns: 150 };

function everyVersion(history: History): readonly Version[] {
  return history.lifetimes.flatMap((lifetime) => lifetime.versions);
}

/** Two neighbours of one lifetime, the first with nothing before it. */
function steps(lifetime: Lifetime): readonly { readonly before: Version | undefined; readonly version: Version }[] {
  return lifetime.versions.map((version, index) => ({ before: lifetime.versions[index - 1], version }));
}

function streamKey({ account, region, name }: { account: string; region: string; name?: string | undefined }): string {
  return JSON.stringify([account, region, name]);
}

function eventsByStream(records: readonly JsonObject[]): ReadonlyMap<string, readonly Event[]> {
  return new Map(
    groupBy(readCalls(records).events, streamKey).map((events) => [events.map(streamKey)[0] ?? '', events]),
  );
}

describe('what the log does to its records does not matter', { timeout: 60_000 }, () => {
  test('order', () => {
    const shuffled = randomHistory.chain((records) =>
      fc.tuple(fc.constant(records), fc.shuffledSubarray([...records], { minLength: records.length })),
    );
    fc.assert(
      fc.property(shuffled, ([records, other]) => {
        expect(rebuildHistory(other)).toEqual(rebuildHistory(records));
      }),
      runs,
    );
  });

  test('a doubled record only counts as a duplicate', () => {
    const doubled = randomHistory.chain((records) => fc.tuple(fc.constant(records), fc.subarray([...records])));
    fc.assert(
      fc.property(doubled, ([records, again]) => {
        const once = rebuildHistory(records);
        const duplicates = once.ignored.duplicates + again.length;
        const copies = again.map((record) => structuredClone(record));
        expect(rebuildHistory([...copies, ...records])).toEqual({ ...once, ignored: { ...once.ignored, duplicates } });
      }),
      runs,
    );
  });

  test('records of two accounts together are the two histories side by side', () => {
    const moved = (records: readonly JsonObject[]): readonly JsonObject[] =>
      JSON.parse(JSON.stringify(records).replaceAll('111122223333', '222').replaceAll('444455556666', '333')) as [];
    fc.assert(
      fc.property(randomHistory, randomHistory, (one, records) => {
        const other = moved(records);
        const [first, second] = [rebuildHistory(one), rebuildHistory(other)];
        const together = rebuildHistory([...one, ...other]);
        const ofOne = ({ account }: { account: string }): boolean => account !== '222' && account !== '333';
        expect(together.lifetimes.filter(ofOne)).toEqual(first.lifetimes);
        expect(together.lifetimes.filter((lifetime) => !ofOne(lifetime))).toEqual(second.lifetimes);
        expect(together.unattached).toHaveLength(first.unattached.length + second.unattached.length);
        expect(together.ignored.duplicates).toBe(first.ignored.duplicates + second.ignored.duplicates);
      }),
      runs,
    );
  });

  test('records of other services do not count', () => {
    fc.assert(
      fc.property(randomHistory, (records) => {
        const others = records.map((record) => ({ ...record, eventSource: 's3.amazonaws.com' }));
        expect(rebuildHistory([...others, ...records])).toEqual(rebuildHistory(records));
      }),
      { numRuns: 50 },
    );
  });
});

describe('only applied calls make a configuration', { timeout: 60_000 }, () => {
  test('a refused call adds a failure or an unattached call and alters nothing else', () => {
    const chosen = randomHistory.chain((records) => fc.tuple(fc.constant(records), fc.subarray([...records])));
    fc.assert(
      fc.property(chosen, ([records, chosenRecords]) => {
        const refused = chosenRecords.map(({ addendum: _addendum, ...record }, index): JsonObject => {
          const ids = { eventID: `refused-${index}`, requestID: `refused-${index}` };
          return { ...record, ...ids, errorCode: 'ValidationException', errorMessage: 'Refused.' };
        });
        const bare = (history: History): JsonValue =>
          history.lifetimes.map(({ failures: _failures, ...lifetime }) => lifetime) as unknown as JsonValue;
        expect(bare(rebuildHistory([...records, ...refused]))).toEqual(bare(rebuildHistory(records)));
      }),
      runs,
    );
  });

  test('every value of every configuration was stated or implied by an event of the stream', () => {
    fc.assert(
      fc.property(randomHistory, (records) => {
        const events = eventsByStream(records);
        for (const lifetime of rebuildHistory(records).lifetimes) {
          const stated = new Set(
            (events.get(streamKey(lifetime)) ?? []).flatMap((event) =>
              [...statedLeaves(event)].map(([path, value]) => `${path} ${canonicalText(value)}`),
            ),
          );
          for (const { config } of lifetime.versions) {
            for (const [path, value] of leaves(config)) expect(stated).toContain(`${path} ${canonicalText(value)}`);
          }
        }
      }),
      runs,
    );
  });

  test('blame names an event of the lifetime that states or implies the leaf', () => {
    fc.assert(
      fc.property(randomHistory, (records) => {
        const events = eventsByStream(records);
        for (const lifetime of rebuildHistory(records).lifetimes) {
          const stating = new Map(
            (events.get(streamKey(lifetime)) ?? []).map((event) => [event.eventId, statedLeaves(event)]),
          );
          const made = new Set(lifetime.versions.map(({ eventId }) => eventId));
          const { blame, versions } = lifetime;
          expect(Object.keys(blame ?? {}).toSorted()).toEqual(
            [...leaves(versions.at(-1)?.config ?? {}).keys()].toSorted(),
          );
          for (const [path, { changedBy, setBy }] of Object.entries(blame ?? {})) {
            for (const eventId of [changedBy, setBy]) {
              expect(made).toContain(eventId);
              if (eventId !== null) expect([...(stating.get(eventId)?.keys() ?? [])]).toContain(path);
            }
          }
        }
      }),
      runs,
    );
  });
});

function applied(before: ReadonlyMap<string, JsonValue>, changes: readonly Change[]): Map<string, JsonValue> {
  const after = new Map(before);
  for (const change of changes) {
    expect(before.get(change.path)).toEqual(change.before);
    if (change.after === undefined) after.delete(change.path);
    else after.set(change.path, change.after);
  }
  return after;
}

describe('a history agrees with itself', { timeout: 60_000 }, () => {
  test('the changes of a version, applied to the one before, give it leaf by leaf', () => {
    fc.assert(
      fc.property(randomHistory, (records) => {
        for (const lifetime of rebuildHistory(records).lifetimes) {
          for (const { before, version } of steps(lifetime)) {
            if (before === undefined && lifetime.start === 'created') {
              expect(version.changes).toEqual([]);
              continue;
            }
            const after = applied(leaves(before?.config ?? {}), version.changes);
            expect(Object.fromEntries(after)).toEqual(Object.fromEntries(leaves(version.config)));
            const paths = version.changes.map(({ path }) => path);
            expect(paths).toEqual([...new Set(paths)].toSorted());
          }
        }
      }),
      runs,
    );
  });

  test('complete is: no unknown section and no stale leaf; what is marked is there', () => {
    fc.assert(
      fc.property(randomHistory, (records) => {
        for (const version of everyVersion(rebuildHistory(records))) {
          expect(version.complete).toBe(version.unknown === undefined && version.stale === undefined);
          const paths = [...leaves(version.config).keys()];
          expect(paths).toEqual(expect.arrayContaining([...(version.stale ?? []), ...(version.ambiguous ?? [])]));
          const unknown = version.unknown ?? [];
          expect(unknown).toEqual(sections.filter((section) => unknown.includes(section)));
          for (const list of [version.unknown, version.stale, version.ambiguous, version.notes]) {
            if (list !== undefined) expect(list.length).toBeGreaterThan(0);
          }
        }
      }),
      runs,
    );
  });

  test('lifetimes are sorted, one of a stream is open at most, and version numbers grow', () => {
    fc.assert(
      fc.property(randomHistory, (records) => {
        const { lifetimes } = rebuildHistory(records);
        const keys = lifetimes.map(({ account, region, name }) => `${account}\n${region}\n${name}`);
        expect(keys).toEqual(keys.toSorted());
        for (const [index, lifetime] of lifetimes.entries()) {
          const isLast = keys[index + 1] !== keys[index];
          if (!isLast) expect(lifetime.end).not.toBe('open');
          const isFirst = keys[index - 1] !== keys[index];
          if (!isFirst) expect(lifetime.start).not.toBe('observed');
          for (const { before, version } of steps(lifetime)) {
            if (before === undefined) continue;
            expect(version.id).not.toBe(before.id);
            expect(Number(version.versionId ?? 0)).toBeGreaterThanOrEqual(Number(before.versionId ?? 0));
          }
        }
      }),
      runs,
    );
  });
});
