import { expect, test } from 'vitest';

import { groupChanges, noiseText } from '../../renderer/streams/changeGroups.ts';
import { changeOf } from './streamFixtures.ts';

const pathsOf = (changes: readonly { readonly path: string }[]) => changes.map(({ path }) => path);

test('the weightiest heading comes first, and the weightiest change in each; noise only when asked', () => {
  const changes = [
    changeOf({ path: 'tags.a', group: 'Tags', severity: 'low' }),
    changeOf({ path: 'destination.prefix', noise: true }),
    changeOf({ path: 'destination.compressionFormat' }),
    changeOf({ path: 'destination.bucketARN', severity: 'high' }),
    changeOf({ path: 'encryption.enabled', group: 'Encryption', severity: 'medium' }),
  ];
  const quiet = groupChanges(changes, false);
  expect(quiet.map(({ heading }) => heading)).toEqual(['Destination · Amazon S3', 'Encryption', 'Tags']);
  expect(pathsOf(quiet[0]!.changes)).toEqual(['destination.bucketARN', 'destination.compressionFormat']);
  expect(pathsOf(groupChanges(changes, true)[0]!.changes).at(-1)).toBe('destination.prefix');
});

test('after a switch of the destination its settings are set apart, other changes are not', () => {
  const [first, ...others] = groupChanges(
    [
      changeOf({ path: 'destination.type', severity: 'high' }),
      changeOf({ path: 'destination.prefix', kind: 'removed' }),
      changeOf({ path: 'destination.clusterJDBCURL', kind: 'added', severity: 'high' }),
      changeOf({ path: 'destination.roleARN', severity: 'medium' }),
      changeOf({ path: 'tags.a', group: 'Tags' }),
    ],
    false,
  );
  expect(pathsOf(first!.changes)).toEqual(['destination.type']);
  expect(pathsOf(first!.replaced)).toEqual(['destination.prefix', 'destination.clusterJDBCURL', 'destination.roleARN']);
  expect(others.map(({ heading, replaced }) => [heading, replaced])).toEqual([['Tags', []]]);
});

test('S3 told as ExtendedS3 replaces nothing', () => {
  const changes = [
    changeOf({ path: 'destination.type', noise: true }),
    changeOf({ path: 'destination.prefix', kind: 'added' }),
  ];
  for (const isNoiseShown of [true, false]) {
    expect(groupChanges(changes, isNoiseShown).flatMap(({ replaced }) => replaced)).toEqual([]);
  }
});

test('what is left out is counted in words', () => {
  expect(noiseText(0, 0)).toBeUndefined();
  expect(noiseText(1, 0)).toBe('1 default');
  expect(noiseText(2, 9)).toBe('2 defaults and 9 restatements');
});
