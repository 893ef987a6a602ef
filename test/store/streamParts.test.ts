// Whatever records a log has, and however they come into the store and go from it, the streams that are worked out of
// it are those that the rules give for all records at once.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { HistoryWriter } from '../../main/cli/streamHistoryJson.ts';
import { writeHistory } from '../../main/cli/streamsCommand.ts';
import { dueParts, putParts, readTexts } from '../../main/core/store/streamParts.ts';
import { OpenStreams } from '../../main/core/streams/openStreams.ts';
import { workPart, type TextOfPart } from '../../main/core/streams/workPart.ts';
import { rebuildHistory } from '../../shared/firehose/history.ts';
import type { History } from '../../shared/firehose/model.ts';
import type { JsonObject } from '../../shared/json.ts';
import { StoredLogs, type LogFile } from '../builders/storedLogs.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 30_000 });

const { signal } = new AbortController();
let logs: StoredLogs;

beforeAll(async () => {
  logs = await StoredLogs.make();
});

afterAll(() => logs.close());

/** What the thread does, in this one; how many rounds it took. */
async function workAll(): Promise<number> {
  for (let round = 0; ; round += 1) {
    const due = await dueParts(logs.database);
    if (due.length === 0) return round;
    // Texts that are moved once are not moved again: a few rounds settle everything.
    if (round > 20) throw new Error('The parts do not settle');
    const texts = new Map(due.map(({ part }): [string, TextOfPart[]] => [part, []]));
    const gather: Parameters<typeof readTexts>[2] = (rows) => {
      for (const [index, part] of rows.parts.entries()) {
        const text = { event: rows.events[index] ?? -1, isMoved: rows.areMoved[index] ?? false };
        texts.get(part)?.push({ ...text, text: rows.texts[index] ?? '' });
      }
    };
    await readTexts(logs.database, [...texts.keys()], gather, signal);
    const worked = await Promise.all([...texts].map(([part, own]) => workPart(part, own)));
    await putParts(logs.database, worked, new Map(due.map(({ part, mark }) => [part, mark])));
  }
}

async function historyOf(): Promise<History> {
  const pieces: string[] = [];
  const out = {
    write: async (text: string | Uint8Array) => void pieces.push(String(text)),
    end: async () => undefined,
  };
  await writeHistory(logs.database, new HistoryWriter(out, undefined), signal);
  return JSON.parse(pieces.join('')) as History;
}

type Members = Readonly<Record<string, unknown>>;

const nameText = fc.constantFrom(
  'orders',
  'clicks',
  'x.y',
  'arn:aws:firehose:us-east-1:222222222222:deliverystream/orders',
);

/** Records that share ids, requests and names in every way, also in ways that no service would. */
const record: fc.Arbitrary<Members> = fc.record(
  {
    eventID: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    eventTime: fc
      .integer({ min: 0, max: 40 })
      .map((second) => new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString()),
    eventSource: fc.constant('firehose.amazonaws.com'),
    eventName: fc.constantFrom(
      'CreateDeliveryStream',
      'UpdateDestination',
      'UpdateDestination',
      'StartDeliveryStreamEncryption',
      'TagDeliveryStream',
      'DeleteDeliveryStream',
      'DescribeDeliveryStream',
      'ListDeliveryStreams',
      'RotateDeliveryStream',
    ),
    awsRegion: fc.constantFrom('eu-west-1', 'eu-west-1', 'us-east-1'),
    recipientAccountId: fc.constantFrom('111111111111', '111111111111', '222222222222'),
    userIdentity: fc.constantFrom({ type: 'Root', accountId: '111111111111' }, { accountId: '222222222222' }),
    requestID: fc.constantFrom('r1', 'r2', 'r3', 'r4', 'r5'),
    errorCode: fc.constantFrom('AccessDenied', 'ResourceNotFoundException'),
    errorMessage: fc.constantFrom(
      'not authorized on arn:aws:firehose:eu-west-1:111111111111:deliverystream/orders.',
      'on resource: "arn:aws:firehose:us-east-1:222222222222:deliverystream/clicks" because',
    ),
    requestParameters: fc.record(
      {
        deliveryStreamName: nameText,
        currentDeliveryStreamVersionId: fc.constantFrom('1', '2', '3'),
        extendedS3DestinationUpdate: fc.record({ prefix: fc.constantFrom('a/', 'b/', '') }, { requiredKeys: [] }),
        tags: fc.constant([{ key: 'deliveryStreamName', value: '"deliveryStreamName":"trap"' }]),
      },
      { requiredKeys: [] },
    ),
    addendum: fc.record({
      reason: fc.constantFrom('UPDATED_DATA', 'UPDATED_DATA', 'DELIVERY_DELAY'),
      originalEventID: fc.constantFrom('a', 'b', 'c', 'z'),
    }),
  },
  { requiredKeys: ['eventTime', 'eventSource', 'eventName'] },
);

/** Half of them without the rarer members, so that much of the log is as usual. */
const usual = fc.tuple(record, fc.boolean()).map(([members, isPlain]): Members => {
  if (!isPlain) return members;
  const { addendum: _addendum, errorCode: _code, errorMessage: _message, ...rest } = members;
  return {
    recipientAccountId: '111111111111',
    awsRegion: 'eu-west-1',
    requestParameters: { deliveryStreamName: 'orders' },
    ...rest,
  };
});

type Spelling = 'compact' | 'pretty' | 'escaped' | 'renamed';

function textOf(members: Members, spelling: Spelling): string {
  if (spelling === 'pretty')
    return JSON.stringify(Object.fromEntries(Object.entries(members).toReversed()), undefined, 2);
  const text = JSON.stringify(members);
  // Names that no pattern finds in the text, but every parser does.
  if (spelling === 'escaped') return text.replaceAll('orders', String.raw`\u006frders`);
  return spelling === 'renamed' ? text.replaceAll('"deliveryStreamName":', '"DeliveryStreamName" : ') : text;
}

const spelling = fc.constantFrom<Spelling>('compact', 'compact', 'pretty', 'escaped', 'renamed');

const files = fc
  .array(fc.array(fc.tuple(usual, spelling), { maxLength: 5 }), { minLength: 1, maxLength: 5 })
  .map((all) =>
    all.map((entries, index): LogFile & { readonly records: readonly string[] } => {
      const records = entries.map(([members, how]) => textOf(members, how));
      return { name: `logs/${index}`, content: `{"Records":[${records.join(',')}]}`, records };
    }),
  );

function expected(all: readonly { readonly records: readonly string[] }[]): History {
  return rebuildHistory(all.flatMap(({ records }) => records.map((text) => JSON.parse(text) as JsonObject)));
}

test('streams are those of all records at once, after any commits and removals', async () => {
  const steps = fc.record({ files, removed: fc.uniqueArray(fc.nat(4)), isWorkedBetween: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(steps, async ({ files: all, removed, isWorkedBetween }) => {
      await logs.clear();
      for (const file of all) {
        await logs.commit([[file]]);
        if (isWorkedBetween) await workAll();
      }
      await workAll();
      expect(await historyOf()).toEqual(expected(all));
      await logs.remove(removed.map((index) => `logs/${index}`));
      await workAll();
      expect(await historyOf()).toEqual(expected(all.filter((_, index) => !removed.includes(index))));
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['a NUL', 'a\u0000b'],
  ['quotes and backslashes', '"a\'b\\'],
  ['line breaks and tabs', 'a\n\tb'],
  ['slashes', 'a/b/c'],
  ['letters beyond ASCII', 'größe-\u{1f525}'],
  ['nothing', ''],
  ['very much', 'x'.repeat(20_000)],
])('a name of %s is a name like any other', async (_what, name) => {
  const call = (eventID: string, eventName: string): Members => ({
    eventID,
    eventName,
    eventTime: '2026-01-01T00:00:00Z',
    eventSource: 'firehose.amazonaws.com',
    awsRegion: 'eu-west-1',
    recipientAccountId: '111111111111',
    requestParameters: { deliveryStreamName: name },
  });
  const records = [call('a', 'CreateDeliveryStream'), call('b', 'StopDeliveryStreamEncryption')].map((each) =>
    JSON.stringify(each),
  );
  await logs.clear();
  await logs.commit([[{ name: 'logs/0', content: `{"Records":[${records.join(',')}]}` }]]);
  await workAll();
  expect(await historyOf()).toEqual(expected([{ records }]));
  if (name === '') return;
  const opened = await new OpenStreams(logs.database).open({ account: '111111111111', region: 'eu-west-1', name });
  expect(opened.history.lifetimes).toHaveLength(1);
});
