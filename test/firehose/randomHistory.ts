// Random logs of Firehose calls. A few streams live side by side; each step is one call. What the log does to its
// records is part of the step too: lost, doubled, amended, out of order.
import fc from 'fast-check';

import type { JsonObject } from '../../shared/json.ts';
import { destinationOf, destinationTypes, oddNames } from './randomDestination.ts';
import { recordsOf, type Call } from './randomRecord.ts';
import { actions, refusals, requestOf, type Stream, type Wish } from './randomRequest.ts';

type Step = Wish & {
  readonly stream: number;
  /** Since the step before. */
  readonly seconds: number;
  /** How wrong the clock of the host was. */
  readonly skew: number;
  readonly call: Call;
};

const rarely = <T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 15, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(usual, ...others) });

const tag = fc.tuple(fc.constantFrom('env', 'team', ...oddNames), fc.constantFrom<string | null>('a', 'b', '', null));

const key = fc.constantFrom<JsonObject | null>(
  null,
  { keyType: 'AWS_OWNED_CMK' },
  { keyType: 'CUSTOMER_MANAGED_CMK', keyARN: 'arn:aws:kms:us-east-1:111122223333:key/1' },
  { keyType: 'CUSTOMER_MANAGED_CMK', keyARN: 'arn:aws:kms:us-east-1:111122223333:key/2' },
);

const call: fc.Arbitrary<Call> = fc.record(
  {
    lost: rarely(false, true),
    casing: rarely<Call['casing']>('log', 'api', 'lower'),
    hasEventId: rarely(true, false),
    hasRecipient: rarely(true, false),
    identity: rarely<Call['identity']>('arn', 'invokedBy', 'principalId', 'type', 'none'),
    naming: rarely<Call['naming']>('name', 'arn', 'message', 'none'),
    copies: rarely<Call['copies']>([], ['same'], ['longer'], ['other'], ['request'], ['same', 'other', 'longer']),
    addendum: rarely<Call['addendum']>('none', 'data', 'data-alone', 'data-same-request', 'delay'),
    order: fc.nat(1000),
  },
  { noNullPrototype: true },
);

function step(types: readonly string[], stream: number): fc.Arbitrary<Step> {
  return fc.record(
    {
      stream: fc.constant(stream),
      action: fc.constantFrom(...actions),
      destination: destinationOf(types[stream] ?? 's3'),
      tags: fc.array(tag, { minLength: 1, maxLength: 3 }),
      key,
      seconds: fc.constantFrom(0, 0, 1, 2, 4, 5, 6, 30, 60, 61, 600, 86_400, 86_400),
      skew: rarely(0, -7, -5, -4, -2, 2, 3, 5, 6),
      refusal: fc.oneof(
        { weight: 9, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.constantFrom(...refusals) },
      ),
      unseen: rarely(0, 1, 2, 5),
      recreated: rarely(false, true),
      base: rarely<Step['base']>('text', 'number', 'none'),
      content: rarely<Step['content']>('whole', 'no-destination', 'omitted', 'extra-member', 'two-destinations'),
      salt: fc.nat(0xffff),
      call,
    },
    { noNullPrototype: true },
  );
}

/** Where the streams of a log stand: two share a name, one of them in another region. */
const places = [
  { account: '111122223333', region: 'us-east-1', name: 'orders' },
  { account: '111122223333', region: 'eu-central-1', name: 'orders' },
  { account: '444455556666', region: 'us-east-1', name: 'a.b_c-D' },
] as const;

type Log = {
  readonly steps: readonly Step[];
  /** Start and Stop move the version, which AWS does not document. */
  readonly movesOnEncryption: boolean;
  /** All within seconds, the updates stamped by clocks that disagree. */
  readonly isDense: boolean;
};

function simulate(log: Log): readonly JsonObject[] {
  const streams = places.map((): Stream => ({ version: 1, exists: false }));
  let clock = Date.parse('2024-03-31T00:00:00Z');
  const records = log.steps.flatMap((at, index) => {
    clock += (log.isDense ? at.seconds % 7 : at.seconds) * 1000;
    const [stream, place] = [streams[at.stream], places[at.stream]];
    if (stream === undefined || place === undefined) return [];
    const skew = log.isDense && at.action === 'update' ? (at.salt % 11) - 5 : at.skew;
    const request = requestOf(at, stream, log.movesOnEncryption);
    if (request === undefined) return [];
    return recordsOf(request, {
      ...at.call,
      place,
      ms: clock + skew * 1000,
      id: `${at.salt.toString(16)}-${index}`,
    });
  });
  const shuffled = records.toSorted((a, b) => a.order - b.order).map(({ record }) => record);
  return JSON.parse(JSON.stringify(shuffled)) as readonly JsonObject[];
}

/** The records of a random log, in random order. */
export const randomHistory: fc.Arbitrary<readonly JsonObject[]> = fc
  .tuple(...places.map(() => fc.constantFrom('extendedS3', 'extendedS3', ...destinationTypes)))
  .chain((types) =>
    fc.record({
      steps: fc.array(
        fc.oneof(
          { weight: 6, arbitrary: step(types, 0) },
          ...[1, 2].map((at) => ({ weight: 1, arbitrary: step(types, at) })),
        ),
        { minLength: 1, maxLength: 24, size: 'max' },
      ),
      movesOnEncryption: rarely(false, true),
      isDense: fc.boolean(),
    }),
  )
  .map(simulate);
