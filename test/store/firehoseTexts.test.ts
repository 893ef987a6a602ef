// The side table of Firehose records' texts follows every commit and removal: it has each text of each event once,
// and what may be one call in one part.
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import { buildRecord, trailFile } from '../builders/records.ts';
import { StoredLogs, type LogFile } from '../builders/storedLogs.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 30_000 });

let logs: StoredLogs;

beforeAll(async () => {
  logs = await StoredLogs.make();
});

beforeEach(() => logs.clear());

afterAll(() => logs.close());

const account = '111122223333';
const plain = buildRecord(1, { eventID: 'one', recipientAccountId: account, requestID: 'r1' });

const file = (name: string, ...records: readonly unknown[]): LogFile => ({ name, content: trailFile(records) });

async function store(...files: readonly LogFile[]): Promise<void> {
  for (const each of files) await logs.commit([[each]]);
}

async function texts(): Promise<readonly string[]> {
  const rows = await logs.database.rows('SELECT record FROM store.firehose_texts ORDER BY record');
  return rows.map((row) => String(row['record']));
}

/** What must be there: every distinct text of each event that is a Firehose record, from the tables that hold all. */
async function expected(): Promise<readonly string[]> {
  const rows = await logs.database.rows(`SELECT DISTINCT ON (id, text_hash) id, text_hash, record FROM (
      SELECT id, text_hash, record, "eventSource", flags FROM store.events
      UNION ALL SELECT event_id, text_hash, record, "eventSource", flags FROM store.variants)
    WHERE "eventSource" = 'firehose.amazonaws.com' AND (flags & 1) = 0`);
  return rows.map((row) => String(row['record'])).toSorted();
}

async function parts(): Promise<readonly unknown[]> {
  const rows = await logs.database.rows(
    "SELECT split_part(replace(told, 'amendment ', ''), ' ', 1) AS event, part FROM store.firehose_texts ORDER BY event, part",
  );
  return rows.map((row) => [row['event'], row['part']]);
}

/** Parts that are to be worked on. */
async function touched(): Promise<readonly unknown[]> {
  const rows = await logs.database.rows('SELECT part FROM store.stream_parts WHERE touched > worked ORDER BY part');
  return rows.map((row) => row['part']);
}

async function workAll(): Promise<void> {
  await logs.database.transaction(async (connection) => {
    await connection.run('UPDATE store.stream_parts SET worked = touched');
  });
}

describe('texts', () => {
  test('of other services and of listings are not kept', async () => {
    const listing =
      'Event name,Event time,User name,Event source,Event ID\nUpdateDestination,2026-01-01T00:00:01Z,ann,firehose.amazonaws.com,two';
    await store(file('a', { ...plain, eventSource: 's3.amazonaws.com' }), { name: 'b.csv', content: listing });
    expect(await texts()).toEqual([]);
    await store(file('c', plain));
    expect(await texts()).toEqual([JSON.stringify(plain)]);
  });

  test('are kept once, whether copies come together or one after the other', async () => {
    const other = { ...plain, errorCode: 'AccessDenied' };
    await store(file('b', plain, plain, other), file('a', plain, other), file('c', other));
    expect(await texts()).toEqual([JSON.stringify(plain), JSON.stringify(other)].toSorted());
    await logs.remove(['a', 'b']);
    expect(await texts()).toEqual([JSON.stringify(other)]);
    await logs.remove(['c']);
    expect(await texts()).toEqual([]);
  });

  test('of records without an id are kept each', async () => {
    const anonymous = { ...plain, eventID: undefined };
    await store(file('a', anonymous, anonymous));
    expect(await texts()).toHaveLength(2);
  });
});

describe('parts', () => {
  test.each([
    ['the request', plain, `${account}/eu-west-1/orders`],
    [
      'a request in another case',
      { ...plain, requestParameters: { DeliveryStreamName: 'clicks' } },
      `${account}/eu-west-1/clicks`,
    ],
    [
      'an ARN in the request',
      {
        ...plain,
        requestParameters: { deliveryStreamName: 'arn:aws:firehose:us-east-1:444455556666:deliverystream/x.y' },
      },
      '444455556666/us-east-1/x.y',
    ],
    [
      'an ARN in the refusal',
      {
        ...plain,
        requestParameters: null,
        errorMessage: 'not authorized on arn:aws-cn:firehose:cn-north-1:444455556666:deliverystream/orders. Ask.',
      },
      '444455556666/cn-north-1/orders',
    ],
    ['nothing, by its day', { ...plain, requestParameters: null }, `${account}/eu-west-1//20454`],
    [
      'the account of the identity',
      { ...plain, recipientAccountId: undefined, userIdentity: { type: 'IAMUser', accountId: account } },
      `${account}/eu-west-1/orders`,
    ],
  ])('are told from %s', async (_what, record, part) => {
    await store(file('a', record));
    expect(await parts()).toEqual([['one', part]]);
    expect(await touched()).toEqual([part]);
  });

  const repeated = { ...plain, eventID: 'two', requestParameters: null };
  const amendment = {
    ...plain,
    eventID: 'three',
    requestID: 'other',
    requestParameters: null,
    addendum: { reason: 'UPDATED_DATA', originalEventID: 'two' },
  };

  test.each([
    ['first to last', [plain, repeated, amendment]],
    ['last to first', [amendment, repeated, plain]],
    ['the middle last', [amendment, plain, repeated]],
  ])('hold what may be one call, read %s', async (_order, records) => {
    await store(...records.map((record, index) => file(String(index), record)));
    const part = `${account}/eu-west-1/orders`;
    expect(await parts()).toEqual([
      ['one', part],
      ['three', part],
      ['two', part],
    ]);
    expect(await touched()).toContain(part);
  });

  test('are touched again by what comes and goes, and by nothing else', async () => {
    const clicks = { ...plain, eventID: 'two', requestID: 'r2', requestParameters: { deliveryStreamName: 'clicks' } };
    await store(file('a', plain), file('b', clicks));
    await workAll();
    await store(file('c', clicks), file('d', buildRecord(2, { eventSource: 's3.amazonaws.com' })));
    expect(await touched()).toEqual([]);
    await store(file('e', { ...clicks, eventID: 'three', requestID: 'r3' }));
    expect(await touched()).toEqual([`${account}/eu-west-1/clicks`]);
    await workAll();
    await logs.remove(['b']);
    expect(await touched()).toEqual([]);
    await logs.remove(['a', 'd']);
    expect(await touched()).toEqual([`${account}/eu-west-1/orders`]);
  });
});

const entry = fc.record({
  id: fc.constantFrom('a', 'b', 'c', undefined),
  body: fc.constantFrom(0, 1, 2),
  source: fc.constantFrom('firehose.amazonaws.com', 'firehose.amazonaws.com', 's3.amazonaws.com'),
  isAmended: fc.constantFrom(false, false, true),
});

const logFiles = fc.array(fc.array(entry, { maxLength: 4 }), { minLength: 1, maxLength: 5 }).map((all) =>
  all.map((entries, index) =>
    file(
      `logs/${index}`,
      ...entries.map(({ id, body, source, isAmended }) =>
        buildRecord(1, {
          eventID: id,
          eventSource: source,
          errorCode: body === 0 ? undefined : `Error${body}`,
          ...(isAmended ? { addendum: { reason: 'UPDATED_DATA' } } : {}),
        }),
      ),
    ),
  ),
);

test('the table is exact after any commits and removals', async () => {
  await fc.assert(
    fc.asyncProperty(logFiles, fc.array(fc.nat(4)), fc.boolean(), async (files, removed, isTogether) => {
      await logs.clear();
      if (isTogether) await logs.commit([files]);
      else await store(...files);
      expect((await texts()).toSorted()).toEqual(await expected());
      for (const index of removed) {
        await logs.remove([`logs/${index}`]);
        expect((await texts()).toSorted()).toEqual(await expected());
      }
    }),
    { numRuns: 40 },
  );
});
