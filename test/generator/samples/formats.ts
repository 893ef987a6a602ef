// The same kind of records in the other wrappings in which people have them. Together they tell the life of one stream.
import { strToU8, zipSync } from 'fflate';
import { createCast } from '../cast.ts';
import { createRandom, hex, integer, uuid } from '../random.ts';
import { mixedRecord } from '../record.ts';
import { parcelsLakehouse } from './lives.ts';
import { lifeRecord, seed, startMs } from './logs.ts';
import { compress, recordsText, sample, type SampleFile } from './sampleFile.ts';

const account = '444455556666';
const region = 'eu-west-1';

/** Everyday records of one moment; `number` tells the moments apart. */
export function everyday(number: number, count: number): readonly string[] {
  const random = createRandom(seed, number, 4711);
  const cast = createCast(seed, account);
  const firstMs = startMs + (8 + number) * 86_400_000 + integer(random, 40_000_000);
  return Array.from({ length: count }, (_, order) =>
    mixedRecord(random, cast, { account, region, timeMs: firstMs + order * 7000 }),
  );
}

function lookupEvent(record: string): string {
  const eventId = member(record, 'eventID');
  const seconds = Date.parse(member(record, 'eventTime')) / 1000;
  const isReadOnly = record.includes('"readOnly":true');
  return (
    `{"EventId":"${eventId}","EventName":"${member(record, 'eventName')}","ReadOnly":"${isReadOnly}","EventTime":${seconds}.0,` +
    `"EventSource":"${member(record, 'eventSource')}","Username":"${member(record, 'userName')}","Resources":[],"CloudTrailEvent":${JSON.stringify(record)}}`
  );
}

function member(record: string, name: string): string {
  return new RegExp(`"${name}":"([^"]*)"`).exec(record)?.[1] ?? '';
}

function eventBridge(record: string): string {
  const source = `aws.${member(record, 'eventSource').replace('.amazonaws.com', '')}`;
  const id = uuid(createRandom(seed, 5, 5));
  return (
    `{"version":"0","id":"${id}","detail-type":"AWS API Call via CloudTrail","source":"${source}","account":"${account}",` +
    `"time":"${member(record, 'eventTime')}","region":"${region}","resources":[],"detail":${record}}`
  );
}

function subscription(records: readonly string[]): string {
  const random = createRandom(seed, 6, 6);
  const events = records.map((record) => {
    const timestamp = Date.parse(member(record, 'eventTime'));
    return `{"id":"${hex(random, 16)}${hex(random, 40)}","timestamp":${timestamp},"message":${JSON.stringify(record)}}`;
  });
  return (
    `{"messageType":"DATA_MESSAGE","owner":"${account}","logGroup":"CloudTrail/org","logStream":"${account}_CloudTrail_${region}",` +
    `"subscriptionFilters":["to-lambda"],"logEvents":[${events.join(',')}]}`
  );
}

function lakeRow(record: string): string {
  const cells = [member(record, 'eventID'), member(record, 'eventTime'), member(record, 'eventName'), record];
  return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
}

export function sampleFormats(): readonly SampleFile[] {
  const life = parcelsLakehouse();
  const told = life.steps.map((step, order) => lifeRecord(life, step, 9000 + order));
  const step = (order: number): string => told[order] ?? '';
  const lines = [step(0), ...everyday(1, 5)];
  const looked = [step(1), ...everyday(2, 4)];
  const bridged = step(2);
  const subscribed = [step(3), ...everyday(3, 4)];
  const zipped = [step(4), ...everyday(4, 3)];
  const zippedAgain = everyday(5, 3);
  const lake = [step(5), ...everyday(6, 3)];
  const pretty = everyday(7, 3);
  const bare = [step(6), ...everyday(8, 2)];
  const members = {
    'june/plain.json': strToU8(recordsText(zipped)),
    'june/compressed.json.gz': compress(recordsText(zippedAgain)),
  };
  return [
    sample('formats/lines.ndjson', `${lines.join('\n')}\n`, lines),
    sample('formats/lookup-events.json', `{"Events":[${looked.map(lookupEvent).join(',')}]}`, looked),
    sample('formats/eventbridge.json', eventBridge(bridged), [bridged]),
    sample('formats/cloudwatch-subscription.json.gz', compress(subscription(subscribed)), subscribed),
    // A zip keeps local time: this Date is the same wall clock everywhere.
    sample('formats/june.zip', zipSync(members, { mtime: new Date(2026, 5, 30, 12, 0, 0), level: 9 }), [
      ...zipped,
      ...zippedAgain,
    ]),
    sample(
      'formats/lake-results.csv',
      `eventID,eventTime,eventName,eventJson\n${lake.map(lakeRow).join('\n')}\n`,
      lake,
    ),
    sample('formats/event-history.json', `${JSON.stringify(JSON.parse(recordsText(pretty)), undefined, 4)}\n`, pretty),
    sample('formats/array.json', `[${bare.join(',\n')}]\n`, bare),
  ];
}
