import { describe, expect, test } from 'vitest';

import { AppError } from '../../shared/errors.ts';
import { stateAt } from '../../shared/firehose/compare/moments.ts';
import { caseHistory, created, streamOf, updated } from '../builders/streamHistories.ts';

const at = (history: ReturnType<typeof caseHistory>, time: string) => stateAt(history, { time });
const bucket = { bucketARN: 'arn:aws:s3:::a', roleARN: 'arn:aws:iam::111122223333:role/a' };
const seen = (when: string) => ({ eventName: 'DescribeDeliveryStream', at: when });
const notFound = (when: string) => ({ ...seen(when), errorCode: 'ResourceNotFoundException' });
const deleted = (when: string) => ({ eventName: 'DeleteDeliveryStream', at: when });

describe('a stream that was created and deleted', () => {
  const history = streamOf([
    created('10:00:00', bucket),
    updated('11:00:00', 1, { prefix: 'a/' }),
    deleted('12:00:00'),
    created('14:00:00', bucket),
  ]);

  test.each<[string, string, number | undefined, number | undefined]>([
    ['09:59:59', 'does-not-exist', undefined, undefined],
    ['10:00:00', 'exists', 0, 0],
    ['10:59:59', 'exists', 0, 0],
    ['11:00:00', 'exists', 0, 1],
    ['11:59:59', 'exists', 0, 1],
    ['12:00:00', 'does-not-exist', undefined, undefined],
    ['13:59:59', 'does-not-exist', undefined, undefined],
    ['14:00:00', 'exists', 1, 0],
    ['23:00:00', 'exists', 1, 0],
  ])('at %s it %s', (time, existence, lifetime, version) => {
    const found = at(history, `2026-06-12T${time}Z`);
    expect(found.existence).toBe(existence);
    expect(found.ref).toEqual(lifetime === undefined ? undefined : { lifetime, version });
  });

  test('says when it was created or deleted, in the zone of the reader', () => {
    const zone = { timeZone: 'Europe/Berlin' };
    expect(stateAt(history, { time: '2026-06-12T09:00:00Z' }, zone).remarks).toEqual([
      'Created later, at 12 Jun 2026 12:00:00 UTC+02:00.',
    ]);
    expect(at(history, '2026-06-12T13:00:00Z').remarks).toEqual(['Deleted at 12 Jun 2026 12:00:00 UTC.']);
  });

  test('a change may take some minutes to work', () => {
    expect(at(history, '2026-06-12T11:04:59Z').remarks.join()).toContain('within a few minutes');
    expect(at(history, '2026-06-12T11:05:00Z').remarks).toEqual([]);
  });

  test('reads times in other zones, and to the millisecond', () => {
    expect(at(history, '2026-06-12T13:00:00+02:00').ref?.version).toBe(1);
    expect(at(history, '2026-06-12T10:59:59.999Z').ref?.version).toBe(0);
  });

  test('refuses what is no time and versions that are not there', () => {
    expect(() => at(history, 'yesterday')).toThrow(AppError);
    expect(() => stateAt(history, { lifetime: 0, version: 2 })).toThrow(AppError);
    expect(() => stateAt(history, { lifetime: 2, version: 0 })).toThrow(AppError);
  });
});

describe('a log that begins later', () => {
  test('cannot tell what was before, unless a read shows the stream', () => {
    const history = streamOf([seen('09:00:00'), updated('11:00:00', 7, { prefix: 'a/' })]);
    expect(at(history, '2026-06-12T08:59:59Z').existence).toBe('cannot-tell');
    expect(at(history, '2026-06-12T09:00:00Z')).toMatchObject({ existence: 'exists' });
    expect(at(history, '2026-06-12T09:00:00Z').ref).toBeUndefined();
    expect(at(history, '2026-06-12T11:00:00Z').ref).toEqual({ lifetime: 0, version: 0 });
  });

  test('a read that was refused shows nothing', () => {
    const history = streamOf([{ ...seen('09:00:00'), errorCode: 'AccessDenied' }, updated('11:00:00', 7, {})]);
    expect(at(history, '2026-06-12T10:00:00Z').existence).toBe('cannot-tell');
  });

  test('a stream that only reads show exists, unknown', () => {
    const history = caseHistory('25-seen-only-and-never-created', 'only-described');
    const [first] = history.calls;
    expect(at(history, first!.time)).toMatchObject({ existence: 'exists' });
    expect(at(history, first!.time).ref).toBeUndefined();
    expect(at(history, '2020-01-01T00:00:00Z').existence).toBe('cannot-tell');
  });

  test('a stream that only a deletion shows', () => {
    const history = streamOf([deleted('12:00:00')]);
    expect(at(history, '2026-06-12T11:59:59Z').existence).toBe('cannot-tell');
    expect(at(history, '2026-06-12T12:00:00Z').existence).toBe('does-not-exist');
  });

  test('a stream that only refused calls name', () => {
    const history = streamOf([{ ...created('10:00:00', bucket), errorCode: 'LimitExceededException' }]);
    expect(at(history, '2026-06-12T10:00:00Z').existence).toBe('cannot-tell');
  });
});

describe('an end that nobody logged', () => {
  test('lies between the last call that shows the stream and the one that shows it gone', () => {
    const history = streamOf([
      created('10:00:00', bucket),
      seen('11:00:00'),
      notFound('12:00:00'),
      created('14:00:00', bucket),
    ]);
    expect(at(history, '2026-06-12T11:00:00Z').ref).toEqual({ lifetime: 0, version: 0 });
    expect(at(history, '2026-06-12T11:00:01Z').existence).toBe('cannot-tell');
    expect(at(history, '2026-06-12T11:59:59Z').existence).toBe('cannot-tell');
    expect(at(history, '2026-06-12T12:00:00Z').existence).toBe('does-not-exist');
    expect(at(history, '2026-06-12T13:59:59Z').existence).toBe('does-not-exist');
    expect(at(history, '2026-06-12T14:00:00Z').ref).toEqual({ lifetime: 1, version: 0 });
  });

  test('a creation in the middle of a life', () => {
    const history = caseHistory('16-create-without-delete');
    expect(at(history, '2024-05-10T00:00:00Z').existence).toBe('cannot-tell');
    expect(at(history, '2024-05-16T10:00:00Z').ref).toEqual({ lifetime: 1, version: 0 });
  });

  test('a life that began unseen after a deletion may have begun at any time since', () => {
    const history = streamOf([
      created('10:00:00', bucket),
      deleted('11:00:00'),
      updated('13:00:00', 1, { prefix: 'a/' }),
    ]);
    expect(at(history, '2026-06-12T10:59:59Z').existence).toBe('exists');
    expect(at(history, '2026-06-12T12:00:00Z').existence).toBe('cannot-tell');
    expect(at(history, '2026-06-12T13:00:00Z').ref).toEqual({ lifetime: 1, version: 0 });
  });
});

describe('missing updates', () => {
  const history = caseHistory('09-version-gap');
  const { versions } = history.lifetimes[0]!;
  const before = versions.findIndex(({ id }) => id === '2');
  const after = versions.findIndex(({ id }) => id === '5');

  test('are told of every moment that they span', () => {
    const during = { time: versions[after - 1]!.time };
    expect(stateAt(history, during).remarks.join(' ')).toContain('2 updates are not in this log');
    expect(stateAt(history, during).remarks.join(' ')).toContain('may already have been in force');
    expect(stateAt(history, { time: versions[before]!.time }).remarks.join(' ')).toContain(
      '2 updates are not in this log',
    );
    expect(stateAt(history, { time: versions[0]!.time }).remarks.join(' ')).not.toContain('not in this log');
    expect(stateAt(history, { time: versions[after]!.time }).remarks.join(' ')).not.toContain('may already have been');
    expect(stateAt(history, { time: versions[after + 1]!.time }).remarks.join(' ')).not.toContain(
      'may already have been',
    );
  });

  test('are told of the version after them', () => {
    expect(stateAt(history, { lifetime: 0, version: after }).remarks.join(' ')).toContain(
      '2 updates are not in this log',
    );
    expect(stateAt(history, { lifetime: 0, version: before }).remarks).toEqual([]);
  });

  test('that a refused update shows are told of the last version', () => {
    const outdated = caseHistory('08-failed-updates');
    const last = outdated.lifetimes[0]!.versions.length - 1;
    const trailing = streamOf([
      created('10:00:00', bucket),
      {
        ...updated('11:00:00', 1, { prefix: 'a/' }),
        errorCode: 'ConcurrentModificationException',
        errorMessage:
          'Cannot update firehose: orders since the current version id: 3 and specified version id: 1 do not match',
      },
    ]);
    expect(stateAt(trailing, { lifetime: 0, version: 0 }).remarks.join(' ')).toContain('outdated');
    expect(at(trailing, '2026-06-12T10:30:00Z').remarks.join(' ')).toContain('outdated');
    expect(stateAt(outdated, { lifetime: 0, version: last }).remarks).toEqual([]);
  });
});
