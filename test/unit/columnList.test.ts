import { expect, test } from 'vitest';

import { findColumn } from '../../shared/events/columns.ts';
import {
  moveColumn,
  orderColumns,
  pinColumn,
  sizeColumn,
  typedColumn,
  withColumn,
  withoutColumn,
  type ListedColumn,
} from '../../shared/events/columnList.ts';

const list: readonly ListedColumn[] = ['eventTime', 'eventName', 'actor'].map((id) => ({ id, width: 100 }));
const ids = (columns: readonly ListedColumn[]) => columns.map(({ id }) => id).join(' ');

test('a column that comes stands last, once, as wide as its table says; a way into the record is written in one way', () => {
  expect(withColumn(list, 'awsRegion').at(-1)).toEqual({ id: 'awsRegion', width: findColumn('awsRegion')?.width });
  expect(withColumn(list, 'actor')).toBe(list);
  const paths = withColumn(list, 'requestParameters["tags"]["odd.key"]');
  expect(paths.at(-1)).toEqual({ id: 'requestParameters.tags["odd.key"]', width: 200 });
  expect(withColumn(paths, 'requestParameters.tags["odd.key"]')).toBe(paths);
  // The way to a member that a column holds is that column.
  expect(withColumn(list, 'userIdentity.accessKeyId').at(-1)?.id).toBe('accessKeyId');
  expect(withColumn(list, 'eventName:x')).toBe(list);
});

test('the last column cannot be hidden', () => {
  expect(ids(withoutColumn(list, 'eventName'))).toBe('eventTime actor');
  const [only] = list;
  expect(withoutColumn([only!], 'eventTime')).toEqual([only]);
});

test('columns move within the list, and not out of it', () => {
  expect(ids(moveColumn(list, 'actor', 0))).toBe('actor eventTime eventName');
  expect(ids(moveColumn(list, 'eventTime', 1))).toBe('eventName eventTime actor');
  expect(moveColumn(list, 'actor', 9)).toBe(list);
  expect(moveColumn(list, 'none', 0)).toBe(list);
  expect(ids(orderColumns(list, ['actor', 'eventTime']))).toBe('actor eventTime eventName');
});

test('a column is pinned to one side, and its width is kept whole', () => {
  const pinned = pinColumn(list, 'actor', 'left');
  expect(pinned.at(-1)).toEqual({ id: 'actor', width: 100, pinned: 'left' });
  expect(pinColumn(pinned, 'actor', undefined)).toEqual(list);
  expect(sizeColumn(list, 'actor', 120.4).at(-1)).toEqual({ id: 'actor', width: 120 });
  expect(sizeColumn(list, 'actor', 3).at(-1)?.width).toBe(40);
});

test('only what records of CloudTrail begin a path with is taken for a path', () => {
  expect(typedColumn(' requestParameters.bucketName ')).toBe('requestParameters.bucketName');
  expect(typedColumn('resources.ARN')).toBe('resources.ARN');
  expect(['region', 'requestParameters.', 'a b', ''].map(typedColumn)).toEqual(Array(4).fill(undefined));
});
