// Records and files that are no API calls: Insight events and digest files.
import { compactJson, isoSeconds } from './json.ts';
import { folderOf } from './plan.ts';
import { createRandom, fraction, hex, uuid, type Random } from './random.ts';

type Place = { readonly account: string; readonly region: string; readonly timeMs: number };

export function insightRecord(random: Random, place: Place, state: 'Start' | 'End'): string {
  const sharedEventID = uuid(random);
  const average = (value: number): { average: number } => ({ average: Math.round(value * 1e4) / 1e4 });
  const statistics = {
    baseline: average(fraction(random)),
    insight: average(4 + fraction(random) * 20),
    insightDuration: 7,
    baselineDuration: 10_180,
  };
  return compactJson({
    eventVersion: '1.09',
    eventTime: isoSeconds(place.timeMs),
    awsRegion: place.region,
    eventID: state === 'Start' ? uuid(random) : uuid(createRandom(Number.parseInt(sharedEventID.slice(0, 7), 16), 3)),
    eventType: 'AwsCloudTrailInsight',
    recipientAccountId: place.account,
    sharedEventID,
    insightDetails: {
      state,
      eventSource: 'firehose.amazonaws.com',
      eventName: 'UpdateDestination',
      insightType: 'ApiCallRateInsight',
      insightContext: { statistics },
    },
    eventCategory: 'Insight',
  });
}

type DigestPlace = { readonly account: string; readonly region: string; readonly endMs: number };

export function digestPath({ account, region, endMs }: DigestPlace): string {
  const stamp = isoSeconds(endMs).replace(/[-:]/g, '');
  return `${folderOf({ account, region, stampMs: endMs }, 'CloudTrail-Digest')}/${account}_CloudTrail-Digest_${region}_org-trail_us-east-1_${stamp}.json.gz`;
}

export function digestText(place: DigestPlace, logFiles: readonly string[]): string {
  const random = createRandom(Number(place.account.slice(0, 6)), Math.floor(place.endMs / 1000), place.region.length);
  const bucket = 'acme-cloudtrail-logs';
  const hash = {
    hashAlgorithm: 'SHA-256',
    oldestEventTime: isoSeconds(place.endMs - 3_600_000),
    newestEventTime: isoSeconds(place.endMs),
  };
  return compactJson({
    awsAccountId: place.account,
    digestStartTime: isoSeconds(place.endMs - 3_600_000),
    digestEndTime: isoSeconds(place.endMs),
    digestS3Bucket: bucket,
    digestS3Object: digestPath(place),
    digestPublicKeyFingerprint: hex(random, 32),
    digestSignatureAlgorithm: 'SHA256withRSA',
    newestEventTime: null,
    oldestEventTime: null,
    previousDigestS3Bucket: bucket,
    previousDigestS3Object: digestPath({ ...place, endMs: place.endMs - 3_600_000 }),
    previousDigestHashValue: hex(random, 64),
    previousDigestHashAlgorithm: 'SHA-256',
    previousDigestSignature: hex(random, 512),
    logFiles: logFiles.map((s3Object) => ({ s3Bucket: bucket, s3Object, hashValue: hex(random, 64), ...hash })),
  });
}
