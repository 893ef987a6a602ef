// What a source asks for, as places in the layout: which accounts, kinds and regions, whatever stands in the bucket.
import { readTrailPlace, type TrailPlace } from '../../../../shared/aws/trailKeys.ts';
import { trailKinds, type S3Source } from '../../../../shared/ipc/sourceSpec.ts';
import { placeInTrail } from './trailTree.ts';

/** The kinds to read. A prefix that names the folder of a kind asks for it. */
export function wantedKinds({ prefix, trailKinds: chosen }: S3Source): readonly string[] {
  const kind = placeInTrail(prefix.endsWith('/') ? prefix : `${prefix}/`)?.kind;
  return kind !== undefined && trailKinds.some((known) => known === kind) ? [kind] : chosen;
}

export function isWantedAccount({ accounts }: S3Source, account: string): boolean {
  return accounts.length === 0 || accounts.includes(account);
}

export function isWantedRegion({ regions }: S3Source, region: string): boolean {
  return regions.length === 0 || regions.includes(region);
}

/** Whether a key is what the source asks for, at whatever time. */
export function isWantedKey(spec: S3Source, key: string): boolean {
  if (!isUnder(spec.prefix, key)) return false;
  if (spec.layout === 'plain' || key === spec.prefix) return true;
  const place = readTrailPlace(key);
  return place !== undefined && isWantedPlace(spec, place);
}

function isWantedPlace(spec: S3Source, { account, kind, region, rest }: TrailPlace): boolean {
  if (account === undefined || kind === undefined || region === undefined || rest === undefined) return false;
  return isWantedAccount(spec, account) && isWantedRegion(spec, region) && wantedKinds(spec).includes(kind);
}

function isUnder(prefix: string, key: string): boolean {
  if (prefix === '' || prefix.endsWith('/')) return key.startsWith(prefix);
  return key === prefix || key.startsWith(`${prefix}/`);
}
