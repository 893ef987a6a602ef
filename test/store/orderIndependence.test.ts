// The same logs give the same workspace, whatever the order and the batches in which their files come, and taking
// files out gives what never putting them in would have given.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { readTotals } from '../../main/core/store/totals.ts';
import { buildRecord } from '../builders/records.ts';
import { readEverything, StoredLogs, type Everything, type LogFile } from '../builders/storedLogs.ts';

type Entry = {
  readonly id: number;
  readonly account: string | undefined;
  /** Which of the bodies under this id. */
  readonly body: number;
  readonly isAmended: boolean;
  readonly isPretty: boolean;
};

const entry: fc.Arbitrary<Entry | 'rejected' | 'anonymous'> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      id: fc.constantFrom(0, 0, 0, 1, 2),
      account: fc.constantFrom('111111111111', '111111111111', '111111111111', '222222222222', undefined),
      body: fc.constantFrom(0, 0, 1, 2),
      isAmended: fc.constantFrom(false, false, false, true),
      isPretty: fc.constantFrom(false, false, true),
    }),
  },
  { weight: 1, arbitrary: fc.constant('rejected' as const) },
  { weight: 1, arbitrary: fc.constant('anonymous' as const) },
);

const recordsFile = fc
  .array(entry, { maxLength: 6 })
  .map((entries) => `{"Records":[${entries.map(textOf).join(',')}]}`);

/** A listing of the console: summary columns only. */
const listing = fc
  .array(fc.record({ id: fc.constantFrom(0, 0, 1, 3), user: fc.constantFrom('ann', 'bob') }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((rows) =>
    [
      'Event name,Event time,User name,Event source,Event ID',
      ...rows.map(
        ({ id, user }) => `UpdateDestination,2026-01-01T00:00:0${id}Z,${user},firehose.amazonaws.com,event-${id}`,
      ),
    ].join('\n'),
  );

const files: fc.Arbitrary<readonly LogFile[]> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: recordsFile },
      { weight: 1, arbitrary: listing },
      { weight: 1, arbitrary: fc.constant('{"Records":[{"eventVersion"') },
    ),
    { minLength: 2, maxLength: 6 },
  )
  .map((contents) => contents.map((content, index) => ({ name: `logs/${index}`, content })));

function textOf(entry: Entry | 'rejected' | 'anonymous'): string {
  if (entry === 'rejected') return '{"eventSource":"s3.amazonaws.com","eventName":"GetObject","eventTime":"yesterday"}';
  if (entry === 'anonymous') return JSON.stringify(buildRecord(9, { eventID: undefined }));
  const { id, account, body, isAmended, isPretty } = entry;
  const record = buildRecord(id, {
    eventID: `event-${id}`,
    recipientAccountId: account,
    ...(body === 0 ? {} : { errorCode: `Error${body}` }),
    ...(isAmended ? { addendum: { reason: 'UPDATED_DATA' } } : {}),
  });
  if (!isPretty) return JSON.stringify(record);
  return JSON.stringify(Object.fromEntries(Object.entries(record).toReversed()), undefined, 1);
}

/** Files in a random order, cut into commits and those into parts. */
type Batches = readonly (readonly (readonly LogFile[])[])[];

function batchesOf(all: readonly LogFile[]): fc.Arbitrary<Batches> {
  return fc
    .tuple(
      fc.shuffledSubarray([...all], { minLength: all.length }),
      fc.array(fc.constantFrom('same', 'part', 'commit'), { minLength: all.length, maxLength: all.length }),
    )
    .map(([order, breaks]) => {
      const commits: LogFile[][][] = [];
      for (const [index, file] of order.entries()) {
        const commit = commits.at(-1);
        if (commit === undefined || breaks[index] === 'commit') commits.push([[file]]);
        else if (breaks[index] === 'part') commit.push([file]);
        else commit.at(-1)?.push(file);
      }
      return commits;
    });
}

let logs: StoredLogs;

beforeAll(async () => {
  logs = await StoredLogs.make();
});

afterAll(() => logs.close());

async function everythingOf(batches: Batches, removed: readonly string[] = []): Promise<Everything> {
  await logs.clear();
  for (const parts of batches) await logs.commit(parts);
  if (removed.length > 0) await logs.remove(removed);
  const { counts } = await readTotals(logs.database);
  expect(counts.read).toBe(counts.unique + counts.duplicates);
  return readEverything(logs.database);
}

const settings = { numRuns: Number(process.env['FIRETRAIL_RUNS'] ?? 12), endOnFailure: false };

describe('the store', () => {
  test('is the same for every order and batching of files', async () => {
    const property = fc.asyncProperty(
      files.chain((all) => fc.tuple(fc.constant(all), batchesOf(all))),
      async ([all, batches]) => {
        expect(await everythingOf(batches)).toEqual(await everythingOf([[all]]));
      },
    );
    await fc.assert(property, settings);
  }, 300_000);

  test('without some files is as if they had never been there', async () => {
    const property = fc.asyncProperty(
      files.chain((all) => fc.tuple(fc.constant(all), batchesOf(all), fc.subarray([...all], { minLength: 1 }))),
      async ([all, batches, removed]) => {
        const rest = all.filter((file) => !removed.includes(file));
        const names = removed.map((file) => file.name);
        expect(await everythingOf(batches, names)).toEqual(await everythingOf(rest.length === 0 ? [] : [[rest]]));
      },
    );
    await fc.assert(property, settings);
  }, 300_000);
});
