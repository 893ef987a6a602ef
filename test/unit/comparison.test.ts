import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { comparePaths, isSameValue } from '../../shared/diff/changes.ts';
import { leavesOf } from '../../shared/diff/leaves.ts';
import { compareStates } from '../../shared/firehose/compare/comparison.ts';
import type { StreamHistory } from '../../shared/firehose/model.ts';
import type { Comparison, StateRef } from '../../shared/firehose/presented.ts';
import type { JsonObject, JsonValue } from '../../shared/json.ts';
import { caseHistory, created, historiesOf, showOptions, streamOf, updated } from '../builders/streamHistories.ts';
import { randomHistory } from '../firehose/randomHistory.ts';

const bucket = { bucketARN: 'arn:aws:s3:::a', roleARN: 'arn:aws:iam::111122223333:role/a' };

function compare(history: StreamHistory, from: StateRef | number, to: StateRef | number): Comparison {
  const ref = (state: StateRef | number): StateRef =>
    typeof state === 'number' ? { lifetime: 0, version: state } : state;
  return compareStates(history, ref(from), ref(to), showOptions);
}

const brief = ({ changes }: Comparison) =>
  changes.map(({ kind, path, before, after }) => [kind, path, before?.value, after?.value]);

function change({ changes }: Comparison, path: string) {
  return changes.find((candidate) => candidate.path === path);
}

describe('neighbours', () => {
  test('are told as their event changed them', () => {
    const { from, to, ...comparison } = compare(caseHistory('02-partial-merge'), 0, 1);
    expect(from).toMatchObject({ title: 'Version 1', id: '1', existence: 'exists', isComplete: true, unknown: [] });
    expect(to).toMatchObject({ title: 'Version 2', ref: { lifetime: 0, version: 1 } });
    expect(comparison.stream).toEqual({ account: '111122223333', region: 'us-east-1', name: 'orders-to-lake' });
    expect(comparison.restated).toBe(0);
    expect(comparison.changes[1]).toEqual({
      path: 'destination.bufferingHints.sizeInMBs',
      label: 'Buffer size',
      group: 'Destination · Amazon S3',
      kind: 'modified',
      before: { value: 5, text: '5 MiB', marks: [] },
      after: { value: 64, text: '64 MiB', marks: [] },
      severity: 'info',
      reason: 'Object size and delivery frequency change.',
      noise: false,
      by: expect.objectContaining({ actor: 'bob', tool: 'Boto3', versionId: '2' }),
    });
  });

  test('with what a tool stated again', () => {
    expect(compare(caseHistory('22-terraform-lifecycle'), 1, 2).restated).toBe(15);
  });

  test('with hidden values that were stated again', () => {
    const comparison = compare(caseHistory('01-seed-sample'), 0, 1);
    expect(change(comparison, 'destination.password')).toMatchObject({
      kind: 'hidden',
      before: { text: 'hidden in the log', marks: [{ certainty: 'hidden' }] },
      after: { text: 'hidden in the log' },
    });
  });

  test('across a gap', () => {
    const found = change(compare(caseHistory('09-version-gap'), 2, 3), 'destination.prefix');
    expect(found?.before?.marks).toEqual([
      { certainty: 'stale', explanation: 'Last known, may have changed: 2 versions are missing after version 2.' },
    ]);
    expect(found?.after?.marks).toEqual([]);
    expect(found?.by?.note).toBe('first seen here; 2 versions are missing before');
  });

  test('with a value that may have been kept', () => {
    const found = change(
      compare(caseHistory('18-format-conversion-deep-merge'), 2, 3),
      'destination.dataFormatConversionConfiguration.outputFormatConfiguration.serializer.parquetSerDe.blockSizeBytes',
    );
    expect(found?.before?.marks).toEqual([
      {
        certainty: 'ambiguous',
        explanation: 'Kept from version 1: AWS does not document whether a partly given block keeps its other members.',
      },
    ]);
  });

  test('with a destination of another kind under one heading', () => {
    const comparison = compare(caseHistory('04-destination-switch'), 0, 1);
    expect(new Set(comparison.changes.map(({ group }) => group))).toEqual(
      new Set(['Replaced: Amazon S3 → Amazon Redshift']),
    );
    expect(change(comparison, 'destination.s3.compressionFormat')?.label).toBe('Staging: Compression');
  });

  test('S3 told as ExtendedS3 is no other kind', () => {
    const found = change(compare(caseHistory('17-s3-to-extended-s3'), 0, 1), 'destination.type');
    expect(found).toMatchObject({ group: 'Destination · Amazon S3', noise: true, severity: 'info' });
  });
});

describe('any two versions', () => {
  const history = streamOf([
    created('10:00:00', { ...bucket, prefix: 'a/' }),
    updated('11:00:00', 1, { prefix: 'b/' }),
    updated('12:00:00', 2, { compressionFormat: 'GZIP' }),
    updated('13:00:00', 3, { prefix: 'c/' }),
    { eventName: 'UntagDeliveryStream', at: '14:00:00', request: { tagKeys: ['x'] } },
  ]);

  test('leaf by leaf, each with the event that brought the value', () => {
    const comparison = compare(history, 0, 4);
    expect(brief(comparison)).toEqual([
      ['added', 'destination.compressionFormat', undefined, 'GZIP'],
      ['modified', 'destination.prefix', 'a/', 'c/'],
    ]);
    expect(comparison.changes.map(({ by }) => by?.versionId)).toEqual(['3', '4']);
    expect(comparison.restated).toBe(0);
  });

  test('backwards, each with the event that brought the older value', () => {
    const comparison = compare(history, 3, 1);
    expect(brief(comparison)).toEqual([
      ['removed', 'destination.compressionFormat', 'GZIP', undefined],
      ['modified', 'destination.prefix', 'c/', 'b/'],
    ]);
    expect(change(comparison, 'destination.prefix')?.by?.versionId).toBe('2');
    expect(change(comparison, 'destination.compressionFormat')?.by).toBeUndefined();
    expect(change(compare(history, 3, 0), 'destination.prefix')?.by?.versionId).toBe('1');
  });

  test('a removal is by the event that took the value away', () => {
    const comparison = compare(caseHistory('05-extended-s3-processing'), 1, 3);
    const path = 'destination.processingConfiguration.processors.Lambda.NumberOfRetries';
    expect(change(comparison, path)?.by?.versionId).toBe('3');
  });

  test('a change that was taken back is none', () => {
    const back = streamOf([
      created('10:00:00', { ...bucket, prefix: 'a/' }),
      updated('11:00:00', 1, { prefix: 'b/' }),
      updated('12:00:00', 2, { prefix: 'a/' }),
    ]);
    expect(compare(back, 0, 2).changes).toEqual([]);
  });

  test('what is new in a section that was not known is first seen, not added', () => {
    const comparison = compare(caseHistory('12-log-starts-mid-life'), 0, 2);
    expect(new Set(comparison.changes.map(({ kind }) => kind))).toEqual(new Set(['set']));
    expect(change(comparison, 'destination.prefix')?.by).toMatchObject({ versionId: '8', note: 'first seen here' });
  });

  test('missing versions after the last visible change are told', () => {
    const gap = streamOf([
      created('10:00:00', { ...bucket, prefix: 'a/' }),
      updated('11:00:00', 1, { prefix: 'b/' }),
      updated('12:00:00', 4, { compressionFormat: 'GZIP' }),
    ]);
    const found = change(compare(gap, 0, 2), 'destination.prefix');
    expect(found?.by?.note).toBe('last visible change; 2 versions are missing since');
    expect(found?.after?.marks.map(({ certainty }) => certainty)).toEqual(['stale']);
    expect(found?.before?.marks).toEqual([]);
  });
});

describe('hidden values that look alike', () => {
  const splunk = (members: JsonObject) => ({ splunkDestinationUpdate: members });
  const history = streamOf([
    {
      eventName: 'CreateDeliveryStream',
      at: '10:00:00',
      request: { splunkDestinationConfiguration: { hECEndpoint: 'https://a', hECToken: '****' } },
    },
    ...[{ hECEndpoint: 'https://b' }, { hECToken: '****' }, { hECEndpoint: 'https://c' }].map((members, index) => ({
      eventName: 'UpdateDestination',
      at: `1${index + 1}:00:00`,
      request: { currentDeliveryStreamVersionId: String(index + 1), ...splunk(members) },
    })),
  ]);
  const path = 'destination.hECToken';

  test('may have changed where one was stated in between, in either direction', () => {
    expect(change(compare(history, 0, 3), path)?.kind).toBe('hidden');
    expect(change(compare(history, 0, 3), path)?.by?.versionId).toBe('3');
    expect(change(compare(history, 3, 0), path)?.kind).toBe('hidden');
    expect(change(compare(history, 3, 0), path)?.by?.versionId).toBe('1');
  });

  test('have not where none was', () => {
    expect(change(compare(history, 0, 1), path)).toBeUndefined();
    expect(change(compare(history, 2, 3), path)).toBeUndefined();
  });
});

describe('across lifetimes', () => {
  test('each value by an event of its own life', () => {
    const history = caseHistory('11-delete-and-recreate');
    const comparison = compare(history, { lifetime: 0, version: 1 }, { lifetime: 1, version: 1 });
    expect(comparison.from.title).toBe('Version 2 of lifetime 1');
    expect(comparison.to.title).toBe('Version 2 of lifetime 2');
    expect(change(comparison, 'destination.prefix')?.by?.versionId).toBe('2');
    expect(change(comparison, 'destination.compressionFormat')).toMatchObject({
      kind: 'removed',
      by: { versionId: '1' },
    });
    expect(change(comparison, 'destination.bucketARN')).toMatchObject({
      kind: 'modified',
      severity: 'high',
      by: { eventName: 'CreateDeliveryStream' },
    });
  });

  test('hidden values were stated for each', () => {
    const create = (at: string) => ({
      eventName: 'CreateDeliveryStream',
      at,
      request: { splunkDestinationConfiguration: { hECToken: '****' } },
    });
    const history = streamOf([
      create('10:00:00'),
      { eventName: 'DeleteDeliveryStream', at: '11:00:00' },
      create('12:00:00'),
    ]);
    const comparison = compare(history, { lifetime: 0, version: 0 }, { lifetime: 1, version: 0 });
    expect(brief(comparison)).toEqual([['hidden', 'destination.hECToken', { $hidden: '****' }, { $hidden: '****' }]]);
    expect(comparison.changes[0]?.by?.time).toBe('2026-06-12T12:00:00Z');
  });
});

describe('moments', () => {
  const history = caseHistory('02-partial-merge');
  const [first, second] = history.lifetimes[0]!.versions;

  test('are named with the version in force', () => {
    const comparison = compareStates(
      history,
      { time: first!.time },
      { time: second!.time },
      {
        ...showOptions,
        timeZone: 'Europe/Berlin',
      },
    );
    expect(comparison.from.title).toBe('11 Jun 2024 10:00:03 UTC+02:00 (version 1)');
    expect(comparison.changes).toEqual(compare(history, 0, 1).changes);
  });

  test('from nothing all is added, to nothing all removed, and neither is a change to point out', () => {
    const before = { time: '2020-01-01T00:00:00Z' };
    const come = compare(history, before, 0);
    const leaves = leavesOf(first!.config);
    expect(come.from).toMatchObject({ existence: 'does-not-exist', configText: '', unknown: [], isComplete: true });
    expect(come.changes).toHaveLength(leaves.size);
    expect(new Set(come.changes.map(({ kind, severity }) => `${kind} ${severity}`))).toEqual(new Set(['added info']));
    expect(come.changes[0]?.by?.versionId).toBe('1');
    const gone = compare(history, 0, before);
    expect(new Set(gone.changes.map(({ kind, severity }) => `${kind} ${severity}`))).toEqual(new Set(['removed info']));
    expect(compare(history, before, before).changes).toEqual([]);
  });

  test('from what the log cannot tell all is first seen; nothing is said of what it cannot tell', () => {
    const late = caseHistory('12-log-starts-mid-life');
    const before = { time: '2020-01-01T00:00:00Z' };
    const come = compare(late, before, 1);
    expect(come.from).toMatchObject({ existence: 'cannot-tell', isComplete: false, configText: '' });
    expect(come.from.unknown).toHaveLength(5);
    expect(new Set(come.changes.map(({ kind }) => kind))).toEqual(new Set(['set']));
    expect(compare(late, 1, before).changes).toEqual([]);
  });
});

describe('texts', () => {
  test('sections stand in their order, members by name', () => {
    const { from } = compare(
      streamOf([created('10:00:00', { roleARN: 'r', bucketARN: 'b' }, { tags: [{ key: 'z' }, { key: 'a' }] })]),
      0,
      0,
    );
    const config = JSON.parse(from.configText) as JsonObject;
    expect(Object.keys(config)).toEqual(['deliveryStreamType', 'destination', 'encryption', 'tags']);
    expect(from.configText).toContain('{\n    "bucketARN": "b",\n    "roleARN": "r",\n    "type": "ExtendedS3"\n  }');
  });

  test('secrets are masked everywhere, and still told apart', () => {
    const history = caseHistory('14-redacted-secrets', 'alerts-to-splunk');
    const comparison = compareStates(
      history,
      { lifetime: 0, version: 0 },
      { lifetime: 0, version: 1 },
      {
        ...showOptions,
        mask: (secret) => ({ $secret: secret.slice(0, 1) }),
      },
    );
    expect(brief(comparison)).toEqual([['modified', 'destination.hECToken', { $secret: '1' }, { $secret: '6' }]]);
    expect(JSON.stringify(comparison)).not.toContain('11111111-2222');
    expect(comparison.to.configText).toContain('"$secret": "6"');
  });

  test('events of the store are named', () => {
    const history = caseHistory('02-partial-merge');
    const comparison = compareStates(
      history,
      { lifetime: 0, version: 0 },
      { lifetime: 0, version: 1 },
      {
        ...showOptions,
        eventOf: (id) => (id === history.lifetimes[0]?.versions[1]?.eventId ? 42 : undefined),
      },
    );
    expect(new Set(comparison.changes.map(({ by }) => by?.event))).toEqual(new Set([42]));
  });
});

/** Two states of one stream of a random log. */
const pairs = fc.tuple(randomHistory, fc.nat(), fc.nat(), fc.nat()).chain(([records, a, b, c]) => {
  const histories = historiesOf(records).filter(({ lifetimes }) =>
    lifetimes.some(({ versions }) => versions.length > 0),
  );
  const history = histories[a % Math.max(1, histories.length)];
  if (history === undefined) return fc.constant(undefined);
  const refs = history.lifetimes.flatMap(({ versions }, lifetime) =>
    versions.map((_, version) => ({ lifetime, version })),
  );
  return fc.constant({ history, from: refs[b % refs.length]!, to: refs[c % refs.length]! });
});

describe('of any history', () => {
  const runs = { numRuns: 150 };
  const configAt = (history: StreamHistory, { lifetime, version }: { lifetime: number; version: number }) =>
    history.lifetimes[lifetime]!.versions[version]!.config;

  test('a state does not differ from itself', () => {
    fc.assert(
      fc.property(pairs, (pair) => {
        if (pair) expect(compare(pair.history, pair.from, pair.from).changes).toEqual([]);
      }),
      runs,
    );
  });

  test('the changes, applied leaf by leaf, lead from one to the other', () => {
    fc.assert(
      fc.property(pairs, (pair) => {
        if (!pair) return;
        const { history, from, to } = pair;
        const { changes } = compareStates(history, from, to, { ...showOptions, mask: (secret) => secret });
        const leaves = new Map<string, JsonValue>(leavesOf(configAt(history, from)));
        for (const { path, before, after } of changes) {
          expect(isSameValue(leaves.get(path), before?.value)).toBe(true);
          if (after === undefined) leaves.delete(path);
          else leaves.set(path, after.value);
        }
        expect(leaves).toEqual(new Map(leavesOf(configAt(history, to))));
        const paths = changes.map(({ path }) => path);
        expect(paths).toEqual(paths.toSorted(comparePaths));
        expect(new Set(paths).size).toBe(paths.length);
      }),
      runs,
    );
  });

  test('the other way round before and after are exchanged', () => {
    const opposite = {
      added: 'removed',
      set: 'removed',
      removed: 'come',
      modified: 'modified',
      hidden: 'hidden',
    } as const;
    const isComing = (kind: string) => kind === 'added' || kind === 'set';
    fc.assert(
      fc.property(pairs, (pair) => {
        if (!pair) return;
        const there = compare(pair.history, pair.from, pair.to);
        const back = compare(pair.history, pair.to, pair.from);
        expect(back.changes.map(({ path, before, after }) => [path, after?.value, before?.value])).toEqual(
          there.changes.map(({ path, before, after }) => [path, before?.value, after?.value]),
        );
        expect(back.changes.map(({ kind }) => (isComing(kind) ? 'come' : kind))).toEqual(
          there.changes.map(({ kind }) => opposite[kind]),
        );
      }),
      runs,
    );
  });

  test('no secret is left anywhere, and masking changes no path', () => {
    const secret = 'S3cr3t-value';
    const requests = fc.array(fc.constantFrom('hECToken', 'hECEndpoint', 'x.accessKey', 'y.list.password'), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.array(requests, { minLength: 1, maxLength: 4 }), (updates) => {
        const history = streamOf(
          updates.map((paths, index) => ({
            eventName: index === 0 ? 'CreateDeliveryStream' : 'UpdateDestination',
            at: `1${index}:00:00`,
            request: {
              ...(index === 0 ? {} : { currentDeliveryStreamVersionId: String(index) }),
              [`splunkDestination${index === 0 ? 'Configuration' : 'Update'}`]: membersAt(paths, `${secret}-${index}`),
            },
          })),
        );
        const last = updates.length - 1;
        const masked = compare(history, 0, last);
        const plain = compareStates(history, masked.from.ref!, masked.to.ref!, {
          ...showOptions,
          mask: (text) => text,
        });
        expect(masked.changes.map(({ path }) => path)).toEqual(plain.changes.map(({ path }) => path));
        const text = JSON.stringify(masked);
        for (let index = 0; index <= last; index += 1) {
          const isPublic = text.replaceAll(`https://${secret}-${index}`, '');
          expect(isPublic).not.toContain(`${secret}-${index}`);
        }
      }),
      runs,
    );
  });
});

/** An endpoint, which is no secret, and secrets at some depth. */
function membersAt(paths: readonly string[], secret: string): JsonObject {
  const members: { [name: string]: JsonValue } = {};
  for (const path of paths) {
    const [name = '', ...rest] = path.split('.');
    const leaf: JsonValue = path === 'hECEndpoint' ? `https://${secret}` : secret;
    members[name] = rest.reduceRight<JsonValue>((inner, part) => (part === 'list' ? [inner] : { [part]: inner }), leaf);
  }
  return members;
}

describe('speed', () => {
  /** The fastest of some runs: others share the machine. */
  function fastest(run: () => unknown): number {
    return Math.min(
      ...Array.from({ length: 7 }, () => {
        const start = performance.now();
        run();
        return performance.now() - start;
      }),
    );
  }

  test('two configurations of 500 fields that have nothing in common', () => {
    const tags = (start: number) =>
      Array.from({ length: 250 }, (_, index) => ({ key: `k${start + index}`, value: 'v' }));
    const history = streamOf([
      created('10:00:00', bucket, { tags: tags(0) }),
      { eventName: 'UntagDeliveryStream', at: '11:00:00', request: { tagKeys: tags(0).map(({ key }) => key) } },
      { eventName: 'TagDeliveryStream', at: '12:00:00', request: { tags: tags(1000) } },
    ]);
    expect(compare(history, 0, 2).changes).toHaveLength(500);
    expect(fastest(() => compare(history, 0, 2))).toBeLessThan(20);
  });

  test('the ends of a history of 10,000 versions', () => {
    const base = Date.parse('2020-01-01T00:00:00Z');
    const time = (index: number) => `${new Date(base + index * 60_000).toISOString().slice(0, 19)}Z`;
    const history = streamOf([
      created(time(0), { ...bucket, prefix: 'p0' }),
      ...Array.from({ length: 9999 }, (_, index) => updated(time(index + 1), index + 1, { prefix: `p${index + 1}` })),
    ]);
    const last = history.lifetimes[0]!.versions.length - 1;
    expect(last).toBe(9999);
    expect(compare(history, 0, last).changes).toHaveLength(1);
    expect(fastest(() => compare(history, 0, last))).toBeLessThan(20);
    expect(fastest(() => compare(history, { time: time(5000) }, { time: time(9000) }))).toBeLessThan(30);
  });
});
