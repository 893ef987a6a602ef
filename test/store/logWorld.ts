// A small log with much that repeats and much that is odd, stored, and at the same time in memory as plain rows: what is
// asked of the store is worked out from these a second time.
import { parseFilter } from '../../shared/filter/parse.ts';
import type { FilterNode } from '../../shared/filter/ast.ts';
import type { EventRange } from '../../shared/events/query.ts';
import { EventSets } from '../../main/core/store/eventSets.ts';
import { StoredLogs } from '../builders/storedLogs.ts';
import { buildRecord, trailFile } from '../builders/records.ts';
import { createRandom, fraction, type Random } from '../generator/random.ts';
import { makeRow, passes, type Row } from './filterReference.ts';

export const { signal } = new AbortController();

const names = ['PutObject', 'GetObject', 'getobject', 'AssumeRole', 'ConsoleLogin', 'OR', 'a b', 'it"s'];
const buckets: readonly unknown[] = [
  'logs',
  'Logs',
  'a"b',
  'x:y',
  ['one', 'two'],
  ['one'],
  [],
  7,
  1.5,
  true,
  null,
  { deep: 1 },
];
const resources: readonly unknown[] = [
  undefined,
  [{ ARN: 'arn:aws:s3:::logs' }],
  [{ ARN: 'arn:aws:s3:::logs' }, { ARN: 'arn:aws:s3:::other' }, { type: 'x' }],
  [{ ARN: ['nested', ['deeper']] }],
];

export type LogWorld = {
  readonly logs: StoredLogs;
  readonly sets: EventSets;
  readonly rows: readonly Row[];
  /** Events by the number that their records bear. */
  readonly ids: readonly number[];
  /** Makes sets of events out of date. */
  readonly touch: () => void;
};

export async function makeLogWorld(count: number): Promise<LogWorld> {
  const random = createRandom(7);
  const records = Array.from({ length: count }, (_, number) => oddRecord(random, number));
  const logs = await StoredLogs.make();
  const half = Math.floor(count / 2);
  await logs.commit([
    [{ name: 'a.json', content: trailFile(records.slice(0, half)) }],
    [{ name: 'b.json', content: trailFile(records.slice(half)) }],
  ]);
  let revision = 1;
  const found = await logs.database.rows('SELECT id, "eventID" FROM store.events');
  const idOf = new Map(found.map((row) => [String(row['eventID']), Number(row['id'])]));
  return {
    logs,
    sets: new EventSets(logs.database, () => revision),
    rows: records.map((record, number) => {
      const place = number < half ? { file: 'a.json', ordinal: number } : { file: 'b.json', ordinal: number - half };
      return makeRow(JSON.stringify(record), { ...place, copies: 1 });
    }),
    ids: records.map((record) => idOf.get(String(record['eventID'])) ?? -1),
    touch: () => (revision += 1),
  };
}

function oddRecord(random: Random, number: number): Readonly<Record<string, unknown>> {
  const pick = <Value>(values: readonly Value[]): Value =>
    values[Math.floor(fraction(random) * values.length)] as Value;
  const minutes = Math.floor(fraction(random) * 60 * 24 * 40);
  return buildRecord(number, {
    eventName: pick(names),
    eventSource: pick(['s3.amazonaws.com', 'sts.amazonaws.com', 'kms.amazonaws.com']),
    eventTime: new Date(Date.UTC(2026, 2, 1) + minutes * 60_000 + (number % 3) * 250).toISOString(),
    errorCode: pick([undefined, undefined, 'AccessDenied', 'ThrottlingException']),
    errorMessage: pick([undefined, undefined, 'Failed authentication']),
    readOnly: pick([true, false, undefined]),
    sourceIPAddress: pick(['203.0.113.7', '10.0.0.1', '2001:db8::1', 'AWS Internal']),
    requestParameters: pick([
      null,
      { bucketName: pick(buckets), 'odd.key': pick(['x', 'y']), size: pick([9, 10, '9', 'ten']) },
    ]),
    resources: pick(resources),
  });
}

export function nodeOf(text: string): FilterNode {
  const { node, problems } = parseFilter(text);
  if (node === undefined) throw new Error(`${text}: ${problems[0]?.message}`);
  return node;
}

export function timeOf(row: Row): number {
  return Number(row.cells.get('eventTime'));
}

/** The rows that pass, said as plainly as possible. */
export function passing(
  rows: readonly Row[],
  text: string,
  { timeZone = 'UTC', range }: { timeZone?: string; range?: EventRange | undefined } = {},
): readonly Row[] {
  const node = nodeOf(text);
  const { fromMs = Number.NEGATIVE_INFINITY, toMs = Number.POSITIVE_INFINITY } = range ?? {};
  return rows.filter((row) => fromMs <= timeOf(row) && timeOf(row) < toMs && passes(node, row, timeZone));
}
