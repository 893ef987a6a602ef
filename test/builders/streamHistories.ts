// Histories of streams for tests: of the worked cases, or of a few calls made here.
import { readFileSync } from 'node:fs';

import { sortCalls } from '../../shared/firehose/calls.ts';
import type { ShowOptions } from '../../shared/firehose/compare/comparison.ts';
import type { StreamHistory } from '../../shared/firehose/model.ts';
import { rebuildStream } from '../../shared/firehose/stream.ts';
import type { JsonObject } from '../../shared/json.ts';

const folder = new URL('../fixtures/firehose/cases/', import.meta.url);

/** Every stream that the records name. */
export function historiesOf(records: readonly JsonObject[]): readonly StreamHistory[] {
  return sortCalls(records).streams.map(rebuildStream);
}

export function caseRecords(name: string): readonly JsonObject[] {
  const text = readFileSync(new URL(`${name}.json`, folder), 'utf8');
  return (JSON.parse(text) as { readonly events: readonly JsonObject[] }).events;
}

/** The stream of a worked case; `stream` chooses one of several. */
export function caseHistory(name: string, stream?: string): StreamHistory {
  const found = historiesOf(caseRecords(name)).find((history) => stream === undefined || history.name === stream);
  if (found === undefined) throw new Error(`No stream in ${name}`);
  return found;
}

/** Masks as the tests' own secret-keeper would: equal secrets look alike. */
export const showOptions: ShowOptions = {
  timeZone: 'UTC',
  mask: (secret) => ({ $secret: `#${secret.length}` }),
};

type Request = {
  readonly eventName: string;
  /** `09:30:00` of one day, or a whole time. */
  readonly at: string;
  readonly request?: JsonObject;
  readonly answer?: JsonObject;
  readonly errorCode?: string;
  readonly errorMessage?: string;
};

/** Calls about one stream, in account 111122223333. */
export function streamOf(calls: readonly Request[]): StreamHistory {
  const records = calls.map(({ eventName, at, request = {}, answer, errorCode, errorMessage }, index): JsonObject => {
    const time = at.includes('T') ? at : `2026-06-12T${at}Z`;
    return {
      eventVersion: '1.08',
      eventSource: 'firehose.amazonaws.com',
      eventName,
      eventTime: time,
      eventID: `event-${index}`,
      awsRegion: 'eu-west-1',
      recipientAccountId: '111122223333',
      userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/alice', userName: 'alice' },
      requestParameters: { deliveryStreamName: 'orders', ...request },
      ...(answer === undefined ? {} : { responseElements: answer }),
      ...(errorCode === undefined ? {} : { errorCode }),
      ...(errorMessage === undefined ? {} : { errorMessage }),
    };
  });
  const [history] = historiesOf(records);
  if (history === undefined) throw new Error('No stream in these calls');
  return history;
}

export function created(at: string, destination: JsonObject, others: JsonObject = {}): Request {
  return {
    eventName: 'CreateDeliveryStream',
    at,
    request: { extendedS3DestinationConfiguration: destination, ...others },
  };
}

export function updated(at: string, base: number, destination: JsonObject): Request {
  return {
    eventName: 'UpdateDestination',
    at,
    request: { currentDeliveryStreamVersionId: String(base), extendedS3DestinationUpdate: destination },
  };
}
