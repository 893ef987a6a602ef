// The list of regions against the one inside the SDK.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { regionsOf } from '../../../main/core/aws/regions.ts';

/** The SDK does not hand it out. */
const sdkFile = join(
  import.meta.dirname,
  '../../../node_modules/@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js',
);

test('every partition has the regions that the SDK knows', () => {
  const text = readFileSync(sdkFile, 'utf8');
  const { partitions } = JSON.parse(
    text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1).replaceAll(/,(\s*[}\]])/g, '$1'),
  ) as {
    partitions: { regions: Record<string, unknown> }[];
  };
  const lists = partitions.map(({ regions }) => Object.keys(regions).filter((region) => !region.endsWith('-global')));
  expect(lists.length).toBeGreaterThan(2);
  for (const regions of lists) expect(regionsOf(regions[0]).toSorted()).toEqual(regions.toSorted());
});

test("the profile's region comes first, also one that is newer than the list", () => {
  expect(regionsOf('eu-west-1')[0]).toBe('eu-west-1');
  expect(new Set(regionsOf('eu-west-1')).size).toBe(regionsOf(undefined).length);
  expect(regionsOf('us-gov-west-1')).toEqual(['us-gov-west-1', 'us-gov-east-1']);
  expect(regionsOf('us-gov-north-1')).toEqual(['us-gov-north-1', 'us-gov-east-1', 'us-gov-west-1']);
  expect(regionsOf('cn-north-1')).toEqual(['cn-north-1', 'cn-northwest-1']);
  expect(regionsOf('eu-central-9').slice(0, 2)).toEqual(['eu-central-9', 'af-south-1']);
});
