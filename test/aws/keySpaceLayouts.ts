// Buckets in CloudTrail's layouts, larger than anyone writes down.
import { createHash } from 'node:crypto';

import { accounts as firstAccounts } from '../generator/actors.ts';
import { KeyTree } from './keySpace.ts';
import { GeneratedLogs } from './keySpaceLogs.ts';

export type LayoutOptions = {
  readonly accounts: number;
  readonly regions: number;
  readonly days: number;
  /** 2026-01-01 */
  readonly firstDay: string;
  /** In each account's and region's folder of a day. */
  readonly filesPerDay: number;
  /** Of each file, about. */
  readonly sizeBytes?: number;
  /** Names that lead to `AWSLogs`. */
  readonly prefix?: readonly string[];
  /** The folder of an organisation below `AWSLogs`. */
  readonly organization?: string;
  /** What stands beside `CloudTrail` in an account's folder. */
  readonly otherFolders?: readonly string[];
};

const dayMs = 86_400_000;

export const layoutRegions = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
] as const;

export function accountNumbers(count: number): readonly string[] {
  return Array.from(
    { length: count },
    (_, index) => firstAccounts[index] ?? String(500_000_000_000 + index * 1_000_003),
  );
}

export function createLayout(options: LayoutOptions): KeyTree {
  const { prefix = [], organization, otherFolders = [], filesPerDay, sizeBytes = 20_000 } = options;
  const accounts = accountNumbers(options.accounts);
  const regions = layoutRegions.slice(0, options.regions);
  const days = dayFolders(options.firstDay, options.days);
  const above = [...prefix, 'AWSLogs', ...(organization === undefined ? [] : [organization])];
  return new KeyTree(
    [
      () => [above.join('/')],
      () => accounts,
      () => ['CloudTrail', ...otherFolders],
      () => regions,
      () => days,
      (path) => fileNames(path, filesPerDay),
    ],
    new GeneratedLogs(sizeBytes),
  );
}

function dayFolders(firstDay: string, days: number): readonly string[] {
  const firstMs = Date.parse(`${firstDay}T00:00:00Z`);
  return Array.from({ length: days }, (_, index) =>
    new Date(firstMs + index * dayMs).toISOString().slice(0, 10).replaceAll('-', '/'),
  );
}

function fileNames(
  [, account = '', folder = '', region = '', day = '']: readonly string[],
  count: number,
): readonly string[] {
  const firstMs = Date.parse(`${day.replaceAll('/', '-')}T00:05:00Z`);
  return Array.from({ length: count }, (_, index) => {
    const stamp = new Date(firstMs + Math.floor((index * (dayMs - 600_000)) / count)).toISOString();
    const hash = createHash('sha1').update(`${account}${folder}${region}${day}${index}`).digest('base64');
    const suffix = hash.replaceAll(/[^A-Za-z0-9]/g, '0').slice(0, 16);
    return `${account}_${folder}_${region}_${stamp.slice(0, 16).replaceAll(/[-:]/g, '')}Z_${suffix}.json.gz`;
  });
}
