import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { columns, type Column } from '../../shared/events/columns.ts';
import { parseEventTime } from '../../shared/events/eventTime.ts';
import {
  cellColumns,
  classifyRecord,
  isRecord,
  makeReaders,
  readAll,
  readCells,
  type Cell,
  type RecordValue,
} from '../../shared/events/record.ts';

const call = { eventSource: 's3.amazonaws.com', eventName: 'GetObject', eventTime: '2026-01-02T03:04:05Z' };
const insight = {
  eventTime: '2026-01-02T03:04:05Z',
  eventType: 'AwsCloudTrailInsight',
  eventID: 'i',
  insightDetails: { state: 'Start' },
};
const aggregated = {
  eventVersion: '1.0',
  eventId: 'g',
  accountId: '111122223333',
  eventCategory: 'Aggregated',
  timeWindow: { windowStart: '2026-01-02T03:00:00Z', windowEnd: '2026-01-02T03:05:00Z', windowSize: 'PT5M' },
  summary: {},
};

function cellsOf(value: RecordValue): Record<string, Cell> {
  const cells = readCells(value);
  return Object.fromEntries(cellColumns.map(({ id }, index) => [id, cells[index]]));
}

describe('classifyRecord', () => {
  test.each([
    ['event', call],
    ['event', { ...call, eventSource: '', eventName: '' }],
    ['event', { ...call, eventTime: 1767323045 }],
    ['insight', insight],
    ['aggregated', aggregated],
    ['aggregated', { ...aggregated, eventTime: '2026-01-02T03:05:00Z' }],
  ])('takes an %s', (kind, value) => {
    expect(classifyRecord(value)).toEqual({ kind });
    expect(isRecord(value)).toBe(true);
  });

  test.each([
    [null, 'it is null, not an object'],
    ['x', 'it is text, not an object'],
    [1, 'it is a number, not an object'],
    [[call], 'it is an array, not an object'],
    [{}, 'eventSource is missing'],
    [{ ...call, eventName: undefined }, 'eventName is missing'],
    [{ ...call, eventName: null }, 'eventName is null, not text'],
    [{ ...call, eventSource: 5 }, 'eventSource is a number, not text'],
    [{ ...call, eventTime: undefined }, 'eventTime is missing'],
    [{ ...call, eventTime: true }, 'eventTime is a boolean, not a time'],
    [{ ...call, eventTime: 'yesterday' }, 'eventTime is not a time: "yesterday"'],
    [{ ...insight, eventTime: '' }, 'eventTime is not a time: ""'],
    [{ ...insight, insightDetails: 'x' }, 'eventSource is missing'],
    [{ ...aggregated, eventId: 5 }, 'eventSource is missing'],
    [{ ...aggregated, timeWindow: {} }, 'timeWindow.windowStart is missing'],
  ])('rejects %j: %s', (value, reason) => {
    expect(classifyRecord(value)).toEqual({ kind: 'rejected', reason });
  });

  test('takes or rejects anything without throwing', () => {
    fc.assert(fc.property(fc.anything(), (value) => typeof classifyRecord(value).kind === 'string'));
  });
});

describe('readCells', () => {
  test('reads each column from its place', () => {
    const record = {
      ...call,
      awsRegion: 'eu-west-1',
      errorCode: 'AccessDenied',
      eventID: 'e',
      readOnly: true,
      userIdentity: {
        type: 'IAMUser',
        userName: 'alice',
        arn: 'arn:aws:iam::111122223333:user/alice',
        accessKeyId: 'AKIA',
      },
    };
    expect(cellsOf(record)).toMatchObject({
      eventTime: Date.UTC(2026, 0, 2, 3, 4, 5),
      eventName: 'GetObject',
      awsRegion: 'eu-west-1',
      errorCode: 'AccessDenied',
      eventID: 'e',
      readOnly: true,
      'userIdentity.type': 'IAMUser',
      'userIdentity.arn': 'arn:aws:iam::111122223333:user/alice',
      accessKeyId: 'AKIA',
      actor: 'alice',
    });
    expect(cellsOf(record)['requestID']).toBeUndefined();
  });

  test.each<[member: string, value: unknown, cell: Cell]>([
    ['readOnly', 'true', true],
    ['readOnly', 'False', false],
    ['readOnly', 'maybe', undefined],
    ['readOnly', 1, undefined],
    ['errorCode', '', ''],
    ['errorCode', null, undefined],
    ['errorCode', { a: [1, 'x'] }, '{"a":[1,"x"]}'],
    ['errorMessage', 5, '5'],
    ['recipientAccountId', 111122223333, '111122223333'],
    ['sourceIPAddress', ['a'], '["a"]'],
  ])('%s %j becomes %j', (member, value, cell) => {
    expect(cellsOf({ ...call, [member]: value })[member]).toBe(cell);
  });

  test.each([[''], [null], [undefined]])('takes an access key %j for none', (accessKeyId) => {
    expect(cellsOf({ ...call, userIdentity: { accessKeyId } })['accessKeyId']).toBeUndefined();
  });

  test.each([[null], ['root'], [[]], [5]])('stands a userIdentity that is %j', (userIdentity) => {
    expect(cellsOf({ ...call, userIdentity })['userIdentity.type']).toBeUndefined();
  });

  test('reads an aggregated event by its own members', () => {
    expect(cellsOf(aggregated)).toMatchObject({
      eventID: 'g',
      recipientAccountId: '111122223333',
      eventTime: Date.UTC(2026, 0, 2, 3),
    });
    expect(cellsOf({ ...call, accountId: 'x' })['recipientAccountId']).toBeUndefined();
  });

  test('covers every column that lies in the record, and no other', () => {
    const expected = columns.filter(({ origin }) => origin.kind === 'member' || origin.kind === 'derived');
    expect(cellColumns).toEqual(expected);
  });

  test('follows a new entry of the table without another change', () => {
    const [first] = columns;
    const added: Column = {
      ...first!,
      id: 'tls',
      type: 'text',
      origin: { kind: 'member', path: ['tlsDetails', 'a', 'b'] },
    };
    expect(readAll({ tlsDetails: { a: { b: 'x' } } }, makeReaders([added]))).toEqual(['x']);
    expect(() => makeReaders([{ ...added, origin: { kind: 'derived' } }])).toThrow('tls');
  });
});

describe('parseEventTime', () => {
  test.each<[unknown, string]>([
    ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['2026-01-31T23:59:59Z', '2026-01-31T23:59:59.000Z'],
    ['2026-01-02T03:04:05.678901Z', '2026-01-02T03:04:05.678Z'],
    ['2026-01-02T03:04:05,5Z', '2026-01-02T03:04:05.500Z'],
    ['2026-01-02T03:04:05+02:00', '2026-01-02T01:04:05.000Z'],
    ['2026-01-02T03:04:05-0530', '2026-01-02T08:34:05.000Z'],
    ['2026-01-02T03:04:05', '2026-01-02T03:04:05.000Z'],
    ['2026-01-02 03:04:05.000', '2026-01-02T03:04:05.000Z'],
    ['2026-01-02T03:04Z', '2026-01-02T03:04:00.000Z'],
    ['2026-01-02', '2026-01-02T00:00:00.000Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
    [1767323045, '2026-01-02T03:04:05.000Z'],
    [1767323045.5, '2026-01-02T03:04:05.500Z'],
    [1767323045000, '2026-01-02T03:04:05.000Z'],
  ])('reads %j', (value, iso) => {
    expect(new Date(parseEventTime(value)!).toISOString()).toBe(iso);
  });

  test.each([
    '',
    ' ',
    'yesterday',
    '2026',
    '2026-01',
    '2026-13-01T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '2026-02-30',
    '2026-04-31T00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-01-02T24:00:00Z',
    '2026-01-02T03:60:00Z',
    '2026-01-02T03:04:61Z',
    '2026-01-02T03:04:05Zx',
    ' 2026-01-02T03:04:05Z',
    '2026-01-02T03:04:05+99:00',
    '2026-1-2T03:04:05Z',
    '20260102T030405Z',
    'Fri Jan 02 2026',
    '1767323045',
    true,
    null,
    undefined,
    {},
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -1,
  ])('refuses %j', (value) => {
    expect(parseEventTime(value)).toBeUndefined();
  });

  test('reads back every time that is written', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }), (date) => {
        expect(parseEventTime(date.toISOString())).toBe(date.getTime());
        expect(parseEventTime(`${date.toISOString().slice(0, 19)}Z`)).toBe(Math.floor(date.getTime() / 1000) * 1000);
      }),
    );
  });
});
