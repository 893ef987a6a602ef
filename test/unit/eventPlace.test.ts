import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { placeOfEvent, placeWithoutStream } from '../../shared/firehose/timeline/eventPlace.ts';
import type { StreamHistory } from '../../shared/firehose/model.ts';
import type { EventPlace } from '../../shared/firehose/presented.ts';
import { caseHistory, created, historiesOf, streamOf, updated } from '../builders/streamHistories.ts';
import { randomHistory } from '../firehose/randomHistory.ts';

const bucket = { bucketARN: 'arn:aws:s3:::a', roleARN: 'arn:aws:iam::111122223333:role/a' };

/** The place of the `index`-th call, by time. */
function place(history: StreamHistory, index: number): EventPlace {
  return placeOfEvent(history, history.calls.at(index)?.id ?? '');
}

const titles = (history: StreamHistory): readonly string[] =>
  history.calls.map((_, index) => place(history, index).title);

test('a call that changed the stream made a version', () => {
  expect(place(caseHistory('09-version-gap'), 3)).toEqual({
    stream: { account: '111122223333', region: 'us-east-1', name: 'billing-export' },
    lifetime: 0,
    version: 3,
    versionId: '5',
    title: 'Made version 5',
    explanation: 'S3 prefix in/ → in/v5/.',
  });
});

test('encryption calls and tags say that they move no number', () => {
  expect(place(caseHistory('06-encryption-start-stop'), 1)).toMatchObject({
    title: 'Made version 1.1',
    explanation: expect.stringContaining('Accepted by Firehose; whether it came about is not in CloudTrail.'),
  });
  expect(place(caseHistory('07-tags'), 1).explanation).toContain('Tags do not move the version number.');
});

describe('refused calls', () => {
  test('name the code, what it means and what AWS said', () => {
    const told = place(caseHistory('08-failed-updates'), 2);
    expect(told).toMatchObject({ lifetime: 0, title: 'Refused: ConcurrentModificationException. Nothing changed.' });
    expect(told.version).toBeUndefined();
    expect(told.explanation).toContain('The update named another version than the stream had');
    expect(told.explanation).toContain('It was made on version 1; the stream had version 2.');
    expect(told.explanation).toContain('AWS said: Cannot update firehose');
  });

  test('of streams that never were say so', () => {
    const told = place(caseHistory('25-seen-only-and-never-created', 'over-quota'), 0);
    expect(told.lifetime).toBeUndefined();
    expect(told.explanation).toContain('No stream of this name is known to have existed then.');
  });

  test('keep their secrets', () => {
    const token = 'very-secret-token';
    const history = streamOf([
      {
        eventName: 'CreateDeliveryStream',
        at: '08:00:00',
        request: { splunkDestinationConfiguration: { hECToken: token } },
        errorCode: 'ValidationException',
        errorMessage: `Value '${token}' at 'splunkDestinationConfiguration.hECToken' failed to satisfy constraint`,
      },
    ]);
    expect(JSON.stringify(place(history, 0))).not.toContain(token);
  });
});

describe('calls that change nothing', () => {
  test('read, and may show that the stream existed or was gone', () => {
    expect(titles(caseHistory('25-seen-only-and-never-created', 'only-described'))).toEqual([
      'Read only: changes nothing',
      'Read only: changes nothing',
    ]);
    const seen = place(caseHistory('25-seen-only-and-never-created', 'only-described'), 0);
    expect(seen.explanation).toContain('It shows that the stream existed.');
    const gone = place(caseHistory('27-not-found-implies-deletion'), 2);
    expect(gone).toMatchObject({ title: 'Shows that the stream was gone', lifetime: 0 });
  });

  test('may be refused', () => {
    const history = streamOf([
      created('08:00:00', bucket),
      { eventName: 'DescribeDeliveryStream', at: '09:00:00', errorCode: 'AccessDenied' },
    ]);
    expect(place(history, 1)).toMatchObject({ title: 'Refused: AccessDenied. Read only.' });
  });
});

test('deletions end a life, are repeated, or are followed by late calls', () => {
  expect(titles(caseHistory('22-terraform-lifecycle')).slice(-2)).toEqual([
    'Deleted the stream',
    'Deleted again: nothing more changed',
  ]);
  const late = streamOf([
    created('08:00:00', bucket),
    { eventName: 'DeleteDeliveryStream', at: '09:00:00' },
    updated('09:00:02', 1, { ...bucket, prefix: 'a/' }),
  ]);
  expect(place(late, 2).explanation).toContain('it belongs to the deleted stream');
});

test('a record that was merged into another call is told to be one', () => {
  expect(placeOfEvent(caseHistory('02-partial-merge'), 'gone').title).toBe(
    'Another record of a call that is told already',
  );
});

test('calls that nobody knows are told as such', () => {
  const history = streamOf([created('08:00:00', bucket), { eventName: 'PauseDeliveryStream', at: '09:00:00' }]);
  expect(place(history, 1)).toMatchObject({ title: 'An unknown call' });
});

test('calls without a stream say why', () => {
  const of = (eventName: string, errorCode?: string) =>
    placeWithoutStream({
      eventSource: 'firehose.amazonaws.com',
      eventName,
      ...(errorCode === undefined ? {} : { errorCode }),
    });
  expect(of('ListDeliveryStreams')).toEqual({
    title: 'Belongs to no stream',
    explanation: 'It lists streams and changes none.',
  });
  expect(of('CreateDeliveryStream', 'AccessDenied')).toMatchObject({
    title: 'Refused: AccessDenied. Nothing changed.',
    explanation: expect.stringContaining('does not say which stream'),
  });
  const other = placeWithoutStream({ eventSource: 's3.amazonaws.com', eventName: 'GetObject' });
  expect(other.explanation).toBe('This is not a call of Firehose.');
});

test('every call of any history has a place, and every version is the place of one call', () => {
  fc.assert(
    fc.property(randomHistory, (records) => {
      for (const history of historiesOf(records)) {
        const places = history.calls.map((call) => placeOfEvent(history, call.id));
        expect(places.filter(({ title }) => title === 'Made no version')).toEqual([]);
        const versions = places.flatMap(({ lifetime, version }) =>
          version === undefined ? [] : [`${lifetime}/${version}`],
        );
        const made = history.lifetimes.flatMap((life, index) =>
          life.versions.map((_, version) => `${index}/${version}`),
        );
        const named = history.calls.every(({ eventId }) => eventId !== null);
        if (named) expect(versions.toSorted()).toEqual(made.toSorted());
      }
    }),
    { numRuns: 100 },
  );
});
