import { afterAll, beforeAll, expect, test } from 'vitest';

import { EventSets } from '../../main/core/store/eventSets.ts';
import { RecordFields } from '../../main/core/store/recordFields.ts';
import { readRelated } from '../../main/core/store/relatedEvents.ts';
import { buildRecord, trailFile, type BuiltRecord } from '../builders/records.ts';
import { StoredLogs } from '../builders/storedLogs.ts';
import { makeRow } from './filterReference.ts';
import { passing, signal } from './logWorld.ts';

const arn = 'arn:aws:sts::111122223333:assumed-role/admin/ann';
const created = '2026-01-01T00:00:02Z';

function assumed(key: string): BuiltRecord {
  return {
    type: 'AssumedRole',
    arn,
    accessKeyId: key,
    sessionContext: { attributes: { creationDate: created, mfaAuthenticated: 'false' } },
  };
}

/** Ann assumes a role, does some things in it, and assumes another one from there. */
const records: readonly BuiltRecord[] = [
  buildRecord(0, {
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/ann', accessKeyId: 'AKIAANN' },
  }),
  buildRecord(1, {
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    requestID: 'request-1',
    sharedEventID: 'shared-1',
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/ann', accessKeyId: 'AKIAANN' },
    responseElements: { credentials: { accessKeyId: 'ASIAONE', expiration: 'later' } },
  }),
  ...Array.from({ length: 40 }, (_, index) =>
    buildRecord(10 + index, {
      userIdentity: assumed('ASIAONE'),
      requestID: index < 3 ? 'request-2' : `other-${index}`,
    }),
  ),
  // The same session of the console, with the next key.
  buildRecord(60, { userIdentity: assumed('ASIATWO'), sharedEventID: 'shared-1' }),
  buildRecord(61, {
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    userIdentity: assumed('ASIAONE'),
    responseElements: { credentials: { accessKeyId: 'ASIATHREE' } },
  }),
  buildRecord(62, { userIdentity: { type: 'AssumedRole', accessKeyId: 'ASIATHREE' } }),
  // Long before: another key of the same name cannot have been given out then.
  buildRecord(-999_999, {
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    eventID: 'long-ago',
    responseElements: { credentials: { accessKeyId: 'ASIAONE' } },
  }),
  buildRecord(99, { userIdentity: undefined, requestParameters: null }),
];

let logs: StoredLogs;
let ids: readonly number[];
const rows = records.map((record, ordinal) => makeRow(JSON.stringify(record), { file: 'a.json', ordinal, copies: 1 }));

beforeAll(async () => {
  logs = await StoredLogs.make();
  await logs.commit([[{ name: 'a.json', content: trailFile(records) }]]);
  const found = await logs.database.rows('SELECT id FROM store.events ORDER BY ordinal');
  ids = found.map(({ id }) => Number(id));
});

afterAll(() => logs.close());

const related = (index: number) =>
  readRelated(logs.database, new EventSets(logs.database, () => 1), ids[index] ?? -1, signal);

async function totals(index: number): Promise<Readonly<Record<string, number>>> {
  return Object.fromEntries((await related(index)).map(({ kind, total }) => [kind, total]));
}

test('an event in an assumed role leads back to the call that began it', async () => {
  const groups = await related(12);
  const began = groups.find(({ kind }) => kind === 'began');
  expect(began?.events.map(({ eventId }) => eventId)).toEqual([ids[1]]);
  expect(began?.events[0]?.cells).toMatchObject({ eventName: 'AssumeRole', accessKeyId: 'AKIAANN' });
  expect(await totals(12)).toEqual({ began: 1, session: 41, accessKey: 40 });
});

test('the call that issued a key leads to what was done with it', async () => {
  expect(await totals(1)).toEqual({ sharedEvent: 1, issued: 41, accessKey: 1 });
  expect(await totals(43)).toEqual({ began: 1, issued: 1, session: 41, accessKey: 40 });
});

test('events of one request stand together', async () => {
  expect((await totals(2))['request']).toBe(2);
});

test('an event that shares nothing has no groups', async () => {
  expect(await related(records.length - 1)).toEqual([]);
});

test('of many the nearest in time are given, in order', async () => {
  const session = (await related(20)).find(({ kind }) => kind === 'session');
  const given = session?.events.map(({ eventId }) => ids.indexOf(eventId)) ?? [];
  expect(given).toHaveLength(20);
  expect(given).toEqual(given.toSorted((a, b) => a - b));
  expect(given).toEqual([
    ...Array.from({ length: 10 }, (_, index) => 10 + index),
    ...Array.from({ length: 10 }, (_, index) => 21 + index),
  ]);
});

test('the filter of each group finds the whole group', async () => {
  for (const index of [0, 1, 2, 20, 42, 43, 44]) {
    const self = rows[index];
    for (const { filter, total, kind } of await related(index)) {
      expect(
        passing(rows, filter).filter((row) => row !== self),
        `${kind}: ${filter}`,
      ).toHaveLength(total);
    }
  }
});

test.each(['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])('events of a session at %s are found', async (at) => {
  const odd = await StoredLogs.make();
  const userIdentity = { ...assumed('ASIAODD'), sessionContext: { attributes: { creationDate: at } } };
  const both = [1, 2].map((number) => buildRecord(number, { eventTime: at, userIdentity }));
  await odd.commit([[{ name: 'odd.json', content: trailFile(both) }]]);
  const [first] = await odd.database.rows('SELECT min(id) AS id FROM store.events');
  const groups = await readRelated(odd.database, new EventSets(odd.database, () => 1), Number(first?.['id']), signal);
  expect(groups.map(({ kind, total }) => [kind, total])).toEqual([
    ['session', 1],
    ['accessKey', 1],
  ]);
  await odd.close();
});

test('an event that is gone is said to be gone', async () => {
  const gone = readRelated(logs.database, new EventSets(logs.database, () => 1), 12_345, signal);
  await expect(gone).rejects.toMatchObject({ code: 'event/not-found' });
});

test('the fields of records are those that are no columns, the most frequent first, without examples of secrets', async () => {
  const secret = buildRecord(500, { requestParameters: { password: 'hunter2', tags: { 'odd.key': 'x' }, note: 'y' } });
  await logs.commit([[{ name: 'b.json', content: trailFile([secret]) }]]);
  const fields = await new RecordFields(logs.database, () => 2).list(signal);
  const ids = fields.map(({ id }) => id);
  expect(ids.indexOf('userIdentity.sessionContext.attributes.creationDate')).toBeLessThan(
    ids.indexOf('userIdentity.userName'),
  );
  expect(ids).toEqual(expect.arrayContaining(['requestParameters.tags.key', 'requestParameters.tags["odd.key"]']));
  expect(ids).not.toContain('eventName');
  expect(ids).not.toContain('userIdentity.accessKeyId');
  expect(fields.find(({ id }) => id === 'requestParameters.password')).toMatchObject({
    records: 1,
    example: undefined,
  });
  expect(fields.find(({ id }) => id === 'requestParameters.note')).toMatchObject({ example: 'y' });
});

test('fields of records that have come since are among them', async () => {
  let revision = 1;
  const fields = new RecordFields(logs.database, () => revision);
  await fields.list(signal);
  const later = buildRecord(600, { requestParameters: { cameLater: 'z' } });
  await logs.commit([[{ name: 'c.json', content: trailFile([later]) }]]);
  revision += 1;
  await expect
    .poll(async () => (await fields.list(signal)).map(({ id }) => id))
    .toContain('requestParameters.cameLater');
});
