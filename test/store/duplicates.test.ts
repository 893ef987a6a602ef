// What becomes of records that stand in several places, by example.
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import { readTotals } from '../../main/core/store/totals.ts';
import { buildRecord, trailFile } from '../builders/records.ts';
import { readEverything, StoredLogs, type LogFile } from '../builders/storedLogs.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let logs: StoredLogs;

beforeAll(async () => {
  logs = await StoredLogs.make();
});

beforeEach(() => logs.clear());

afterAll(() => logs.close());

const account = '111122223333';
const plain = buildRecord(1, { eventID: 'one', recipientAccountId: account });
const listing = [
  'Event name,Event time,User name,Event source,Event ID',
  'UpdateDestination,2026-01-01T00:00:01Z,ann,firehose.amazonaws.com,one',
].join('\n');

const file = (name: string, ...records: readonly unknown[]): LogFile => ({ name, content: trailFile(records) });

/** Each file a commit of its own, in this order. */
async function store(...files: readonly LogFile[]): Promise<void> {
  for (const each of files) await logs.commit([[each]]);
}

async function shown(): Promise<unknown> {
  const { events, problems } = await readEverything(logs.database);
  const { counts } = await readTotals(logs.database);
  return {
    events: events.map((row) =>
      [
        `${row['file']}#${row['ordinal']}`,
        `x${row['copies']}`,
        row['errorCode'] ?? [],
        row['summary'] === 1 ? 'summary' : [],
      ]
        .flat()
        .join(' '),
    ),
    conflicts: problems.filter((row) => row['kind'] === 'conflict').map((row) => `${row['file']}#${row['record']}`),
    duplicates: counts.duplicates,
  };
}

describe('one event', () => {
  test('found twice is shown from the first file by name, whichever came first', async () => {
    await store(file('b', plain), file('a', buildRecord(2), plain));
    expect(await shown()).toMatchObject({
      events: ['a#0 x1', 'a#1 x2'],
      conflicts: [],
      duplicates: 1,
    });
  });

  test('found again under another account is another event', async () => {
    await store(
      file('a', plain, { ...plain, recipientAccountId: '444455556666' }, { ...plain, recipientAccountId: undefined }),
    );
    expect(await shown()).toMatchObject({
      events: ['a#0 x1', 'a#1 x1', 'a#2 x1'],
      duplicates: 0,
    });
  });

  test('without an id is never another', async () => {
    await store(
      file(
        'a',
        { ...plain, eventID: undefined },
        { ...plain, eventID: undefined },
        { ...plain, eventID: '' },
        { ...plain, eventID: '' },
      ),
    );
    expect(await shown()).toMatchObject({ events: ['a#0 x1', 'a#1 x1', 'a#2 x1', 'a#3 x1'], duplicates: 0 });
  });

  test.each([[['a', 'b']], [['b', 'a']]])('that says two things is a conflict, read in the order %j', async (order) => {
    const contents = new Map([
      ['a', plain],
      ['b', { ...plain, errorCode: 'AccessDenied' }],
    ]);
    await store(...order.map((name) => file(name, contents.get(name))));
    expect(await shown()).toEqual({ events: ['a#0 x2'], conflicts: ['b#0'], duplicates: 1 });
  });

  test('spelt in two ways is none', async () => {
    const otherwise = JSON.stringify(Object.fromEntries(Object.entries(plain).toReversed()), undefined, 2);
    await store(file('a', plain), { name: 'b', content: `{"Records":[${otherwise}]}` });
    expect(await shown()).toMatchObject({ events: ['a#0 x2'], conflicts: [], duplicates: 1 });
    await logs.remove(['a']);
    const { events } = await readEverything(logs.database);
    expect(events.map((row) => row['record'])).toEqual([otherwise]);
  });

  test.each([[['a', 'z']], [['z', 'a']]])(
    'that was amended is shown as amended, read in the order %j',
    async (order) => {
      const amended = { ...plain, errorCode: 'Late', addendum: { reason: 'UPDATED_DATA' } };
      const contents = new Map<string, unknown>([
        ['a', plain],
        ['z', amended],
      ]);
      await store(...order.map((name) => file(name, contents.get(name))));
      expect(await shown()).toMatchObject({ events: ['z#0 x2 Late'], conflicts: ['a#0'] });
      await logs.remove(['z']);
      expect(await shown()).toMatchObject({ events: ['a#0 x1'], conflicts: [] });
    },
  );
});

describe('a row of a listing', () => {
  const csv: LogFile = { name: 'a.csv', content: listing };

  test.each([['before'], ['after']])('never wins over the record, read %s it', async (when) => {
    const files = [csv, file('b', plain)];
    await store(...(when === 'before' ? files : files.toReversed()));
    expect(await shown()).toMatchObject({ events: ['b#0 x2'], conflicts: [], duplicates: 1 });
    await logs.remove(['b']);
    expect(await shown()).toMatchObject({ events: ['a.csv#0 x1 summary'], conflicts: [], duplicates: 0 });
  });

  test('goes to the record of another account when the first is taken out', async () => {
    await store(csv, file('b', plain), file('c', { ...plain, recipientAccountId: '444455556666' }));
    expect(await shown()).toMatchObject({
      events: ['b#0 x2', 'c#0 x1'],
    });
    await logs.remove(['b']);
    expect(await shown()).toMatchObject({ events: ['c#0 x2'], duplicates: 1 });
  });
});
