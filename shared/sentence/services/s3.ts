import { listed, plain, valuePart } from '../part.ts';
import { withPolicy } from '../policyGist.ts';
import type { ActionTable, PhraseMaker } from '../phrase.ts';
import { objectOf } from '../reading.ts';
import { fill } from '../template.ts';

const bucket = '{the bucket @bucketName|the bucket @bucket|a bucket}';
const object = `{the object @key|an object} in ${bucket}{ (version @versionId)}`;
const acl = '{ with the ACL @x-amz-acl}';

/** What a bucket can have set, with the words for it. */
const bucketSettings: Readonly<Record<string, string>> = {
  Policy: 'the bucket policy',
  Acl: 'the ACL',
  Tagging: 'the tags',
  Cors: 'the CORS rules',
  Lifecycle: 'the lifecycle rules',
  LifecycleConfiguration: 'the lifecycle rules',
  Replication: 'the replication rules',
  Website: 'the website configuration',
  Encryption: 'the default encryption',
  Logging: 'the access logging',
  Notification: 'the notifications',
  NotificationConfiguration: 'the notifications',
  Versioning: 'the versioning',
  PublicAccessBlock: 'the public access block',
  OwnershipControls: 'the ownership controls',
  RequestPayment: 'who pays for requests',
  Location: 'the location',
  PolicyStatus: 'the policy status',
  InventoryConfiguration: 'an inventory configuration',
  MetricsConfiguration: 'a metrics configuration',
  AnalyticsConfiguration: 'an analytics configuration',
  IntelligentTieringConfiguration: 'an Intelligent-Tiering configuration',
  ObjectLockConfiguration: 'the Object Lock configuration',
};

const detailOf: Readonly<Record<string, string>> = {
  Acl: '{ to @x-amz-acl}',
  Versioning: '{ to @VersioningConfiguration.Status}',
  Encryption: '{ to @ServerSideEncryptionConfiguration.Rule.ApplyServerSideEncryptionByDefault.SSEAlgorithm}',
  Logging: '{ to the bucket @BucketLoggingStatus.LoggingEnabled.TargetBucket}',
  Replication: '{ to @ReplicationConfiguration.Rule.Destination.Bucket}',
  RequestPayment: '{ to @RequestPaymentConfiguration.Payer}',
};

const settings = Object.fromEntries(
  Object.entries(bucketSettings).flatMap(([name, words]) => [
    [`GetBucket${name}`, `[read ${words}] of ${bucket}`],
    [`PutBucket${name}`, `[set ${words}] of ${bucket}${detailOf[name] ?? ''}`],
    [`DeleteBucket${name}`, `[delete ${words}] of ${bucket}`],
  ]),
);

const blocks = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'];

/** What is not blocked matters more than what is. */
function publicAccess(owner: string): PhraseMaker {
  return (told) => {
    const phrase = fill(`[set the public access block] of ${owner}`, told);
    const block = objectOf(objectOf(told.record['requestParameters'])['PublicAccessBlockConfiguration']);
    const open = blocks.filter((name) => String(block[name]) === 'false');
    if (open.length === 0) return phrase;
    const names = listed(
      open.map((name) => valuePart('target', name)),
      4,
    );
    return { ...phrase, rest: [...phrase.rest, plain(' with '), ...names, plain(' off')] };
  };
}

const account = '{the account @accountId|the account}';

export const s3: ActionTable = {
  ...settings,
  PutBucketPolicy: withPolicy(`[set the bucket policy] of ${bucket}`, 'bucketPolicy'),
  PutBucketPublicAccessBlock: publicAccess(bucket),
  PutAccountPublicAccessBlock: publicAccess(account),
  GetAccountPublicAccessBlock: `[read the public access block] of ${account}`,
  DeleteAccountPublicAccessBlock: `[delete the public access block] of ${account}`,
  CreateBucket: `[create] ${bucket}${acl}`,
  DeleteBucket: `[delete] ${bucket}`,
  HeadBucket: `[check] ${bucket}`,
  ListBuckets: '[list buckets]',
  ListObjects: `[list the objects] in ${bucket}{ under @prefix}`,
  ListObjectVersions: `[list the object versions] in ${bucket}{ under @prefix}`,
  ListMultipartUploads: `[list the multipart uploads] in ${bucket}`,
  GetObject: `[read] ${object}`,
  HeadObject: `[read the metadata] of ${object}`,
  PutObject: `[write] ${object}${acl}`,
  PostObject: `[write] ${object}`,
  CopyObject: `[copy] {@x-amz-copy-source|an object} to ${object}${acl}`,
  DeleteObject: `[delete] ${object}`,
  DeleteObjects: `[delete objects] in ${bucket}`,
  GetObjectAcl: `[read the ACL] of ${object}`,
  PutObjectAcl: `[set the ACL] of ${object}{ to @x-amz-acl}`,
  GetObjectTagging: `[read the tags] of ${object}`,
  PutObjectTagging: `[set the tags] of ${object}`,
  DeleteObjectTagging: `[delete the tags] of ${object}`,
  GetObjectAttributes: `[read the attributes] of ${object}`,
  GetObjectTorrent: `[read a torrent] of ${object}`,
  GetObjectRetention: `[read the retention] of ${object}`,
  PutObjectRetention: `[set the retention] of ${object}{ to @Retention.Mode}{ until @@Retention.RetainUntilDate}`,
  GetObjectLegalHold: `[read the legal hold] of ${object}`,
  PutObjectLegalHold: `[set the legal hold] of ${object}{ to @LegalHold.Status}`,
  GetObjectLockConfiguration: `[read the Object Lock configuration] of ${bucket}`,
  PutObjectLockConfiguration: `[set the Object Lock configuration] of ${bucket}`,
  RestoreObject: `[restore] ${object}`,
  SelectObjectContent: `[query] ${object}`,
  CreateMultipartUpload: `[begin an upload] of ${object}`,
  InitiateMultipartUpload: `[begin an upload] of ${object}`,
  UploadPart: `[upload a part] of ${object}`,
  UploadPartCopy: `[copy a part] of ${object}`,
  CompleteMultipartUpload: `[complete the upload] of ${object}`,
  AbortMultipartUpload: `[abort the upload] of ${object}`,
  ListParts: `[list the uploaded parts] of ${object}`,
  PutAccelerateConfiguration: `[set transfer acceleration] of ${bucket}{ to @AccelerateConfiguration.Status}`,
  CreateAccessPoint: `[create] {the access point @name|an access point} for {the bucket @bucket|a bucket}`,
  DeleteAccessPoint: `[delete] {the access point @name|an access point}`,
};
