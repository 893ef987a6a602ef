// What a search has found, in words.
import type { FoundObjects, FoundTrail, FoundTrails } from '../../shared/aws/foundTrails.ts';
import { trailKinds } from '../../shared/ipc/sourceSpec.ts';
import { countOf, formatBytes, formatCount } from '../ui/numbers.ts';

/** `s3://bucket/prefix (eu-west-1): 1 trail, 20 accounts` */
export function foundText(found: FoundTrails): string {
  const { bucket, prefix, region, trails } = found;
  const place = `s3://${bucket}/${prefix}`;
  const where = region === undefined ? place : `${place} (${region})`;
  if (trails.length === 0) return where;
  if (!hasLogs(found)) return `${where}: no logs of CloudTrail's events`;
  const accounts = new Set(trails.flatMap((trail) => trail.accounts.map(({ account }) => account)));
  return `${where}: ${countOf(trails.length, 'trail')}, ${countOf(accounts.size, 'account')}`;
}

/** Whether there are trails to choose from; once all is found, only those count that hold logs of any kind. */
export function hasLogs({ trails, isComplete }: FoundTrails): boolean {
  if (!isComplete) return trails.length > 0;
  const isKind = (folder: string) => trailKinds.some((kind) => kind === folder);
  return trails.some(({ accounts }) =>
    accounts.some(({ regions, folders }) => regions.length > 0 || folders.some(isKind)),
  );
}

const layouts: Readonly<Record<FoundTrail['layout'], string>> = {
  plain: 'trail of one account or several',
  organization: 'organisation trail',
  'control-tower': 'Control Tower layout',
};

export function trailText({ layout, accounts }: FoundTrail): string {
  const organizations = [...new Set(accounts.flatMap(({ organization }) => organization ?? []))];
  const name = layout === 'plain' && accounts.length === 1 ? 'trail of one account' : layouts[layout];
  return [name, ...organizations, countOf(accounts.length, 'account')].join(' · ');
}

const knownFolders: Readonly<Record<string, string>> = {
  'CloudTrail-Digest': 'CloudTrail-Digest, which proves integrity and holds no events',
  'CloudTrail-Insight': 'CloudTrail-Insight, unusual activity: under Advanced',
  'CloudTrail-NetworkActivity': 'CloudTrail-NetworkActivity: under Advanced',
  'CloudTrail-Aggregated': 'CloudTrail-Aggregated: under Advanced',
  'CloudTrail-Lake': 'CloudTrail-Lake, saved query results: open them as a folder of their own',
};

/** Other folders beside the logs, for what they are. */
export function otherFolders(trails: readonly FoundTrail[]): readonly string[] {
  const names = new Set(trails.flatMap(({ accounts }) => accounts.flatMap(({ folders }) => folders)));
  names.delete('CloudTrail');
  const known = [...names].filter((name) => knownFolders[name] !== undefined).toSorted();
  const others = [...names].filter((name) => knownFolders[name] === undefined).toSorted();
  const foreign = others.length > 0 ? [`${others.join(', ')}: not of CloudTrail, not read`] : [];
  return [...known.map((name) => knownFolders[name] ?? name), ...foreign];
}

/** `12,480 objects, 1.3 GB; 200 of them are here already; 3 archived` */
export function objectsText({ objects, bytes, objectsHere, bytesHere, archived }: FoundObjects): string {
  if (objects === 0) return archived > 0 ? archivedText(archived) : 'No objects in this range';
  const parts = [`${countOf(objects, 'object')}, ${formatBytes(bytes)}`];
  if (objectsHere === objects) parts.push('all of them are here already');
  else if (objectsHere > 0) {
    const are = objectsHere === 1 ? 'is' : 'are';
    parts.push(`${formatCount(objectsHere)} of them (${formatBytes(bytesHere)}) ${are} here already`);
  }
  if (archived > 0) parts.push(archivedText(archived));
  return parts.join('; ');
}

function archivedText(archived: number): string {
  return `${formatCount(archived)} archived, which cannot be read`;
}
