// Listings page by page: nothing is held that has not been asked for.
import type { ListObjectsV2CommandOutput, _Object } from '@aws-sdk/client-s3';

import { AppError } from '../../../../shared/errors.ts';
import { isOfKeys, toAwsError, type About } from '../errors.ts';
import { DamagedBody } from './attempts.ts';
import type { Bucket } from './bucket.ts';

export type ListedObject = {
  readonly key: string;
  readonly sizeBytes: number;
  /** Without its quotation marks. */
  readonly etag: string;
  /** Whole seconds: the answer that brings the object knows no parts of them. */
  readonly modifiedMs: number;
  /** Must be restored before it can be read. */
  readonly isArchived: boolean;
  readonly storageClass?: string;
};

export type ListingPage = {
  readonly objects: readonly ListedObject[];
  /** With a delimiter: what stands below, each ending in `/`. */
  readonly folders: readonly string[];
  readonly isLast: boolean;
};

export type ListingRequest = {
  readonly prefix: string;
  /** Folders are not entered, but named. */
  readonly byFolder?: boolean;
  /** Keys up to and with this one are left out. */
  readonly startAfter?: string;
  readonly maxKeys?: number;
};

/** All pages of a listing. Errors: aws/*, cancelled. */
export async function* listPages(
  bucket: Bucket,
  request: ListingRequest,
  signal: AbortSignal,
): AsyncGenerator<ListingPage> {
  let token: string | undefined;
  do {
    const answer = await askPage(bucket, request, token, signal);
    const next = answer.IsTruncated === true ? answer.NextContinuationToken : undefined;
    // A server that is not AWS's: it would begin anew for ever.
    if (next !== undefined && next === token)
      throw new AppError('aws/failed', `The server lists s3://${bucket.name}/${request.prefix} without an end.`);
    token = next;
    yield toPage(answer, token === undefined);
  } while (token !== undefined);
}

export async function listFirstPage(
  bucket: Bucket,
  request: ListingRequest,
  signal: AbortSignal,
): Promise<ListingPage> {
  const answer = await askPage(bucket, request, undefined, signal);
  return toPage(answer, answer.IsTruncated !== true);
}

async function askPage(
  bucket: Bucket,
  { prefix, byFolder = false, startAfter, maxKeys }: ListingRequest,
  token: string | undefined,
  signal: AbortSignal,
): Promise<ListObjectsV2CommandOutput> {
  const command = new bucket.sdk.ListObjectsV2Command({
    ...bucket.input,
    Prefix: prefix,
    // Keys may hold characters that no XML can.
    EncodingType: 'url',
    OptionalObjectAttributes: ['RestoreStatus'],
    ...(byFolder && { Delimiter: '/' }),
    ...(maxKeys !== undefined && { MaxKeys: maxKeys }),
    ...(token === undefined ? startAfter !== undefined && { StartAfter: startAfter } : { ContinuationToken: token }),
  });
  const what = `s3://${bucket.name}/${prefix}`;
  return bucket.ask(what, signal, async (client) => {
    try {
      return requireListing(await client.send(command, { abortSignal: signal }));
    } catch (error) {
      throw asDenial(error, { what, profile: bucket.connection.profile });
    }
  });
}

/** What something between has written, such as the page of a network that wants a login, is no empty bucket. */
function requireListing(answer: ListObjectsV2CommandOutput): ListObjectsV2CommandOutput {
  const { Name, IsTruncated, KeyCount } = answer;
  if (Name !== undefined || IsTruncated !== undefined || KeyCount !== undefined) return answer;
  throw new DamagedBody('The answer is no listing of S3. Check the network and the endpoint.');
}

/** The permission to list is missing. What fails before, such as taking on a role, is another matter. */
export class ListingDenied extends AppError {}

function asDenial(error: unknown, about: About): unknown {
  if (error instanceof AppError) return error;
  const { code, message, cause } = toAwsError(error, about);
  return code === 'aws/denied' && !isOfKeys(error) ? new ListingDenied(code, message, { cause }) : error;
}

function toPage(answer: ListObjectsV2CommandOutput, isLast: boolean): ListingPage {
  const decode = answer.EncodingType === 'url' ? decodeKey : (key: string): string => key;
  const folders = (answer.CommonPrefixes ?? []).flatMap(({ Prefix }) => (Prefix === undefined ? [] : [decode(Prefix)]));
  const objects = (answer.Contents ?? []).flatMap((object) => {
    const listed = toListed(object, decode);
    return listed === undefined ? [] : [listed];
  });
  return { objects, folders, isLast };
}

function toListed(object: _Object, decode: (key: string) => string): ListedObject | undefined {
  const { Key, Size, ETag, LastModified, StorageClass, RestoreStatus } = object;
  if (Key === undefined) return undefined;
  const key = decode(Key);
  // The console makes such objects to show empty folders.
  if (key.endsWith('/') && (Size ?? 0) === 0) return undefined;
  const isRestored = RestoreStatus?.IsRestoreInProgress === false && RestoreStatus.RestoreExpiryDate !== undefined;
  return {
    key,
    sizeBytes: Size ?? 0,
    etag: plainETag(ETag),
    modifiedMs: wholeSeconds(LastModified?.getTime() ?? 0),
    isArchived: (StorageClass === 'GLACIER' || StorageClass === 'DEEP_ARCHIVE') && !isRestored,
    ...(StorageClass !== undefined && { storageClass: StorageClass }),
  };
}

/** Amazon S3 lists whole seconds; other servers list parts of them. */
function wholeSeconds(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}

export function plainETag(etag: string | undefined): string {
  return (etag ?? '').replaceAll('"', '');
}

/** As forms encode: a space is a plus sign. Nearly every key needs nothing. */
function decodeKey(key: string): string {
  if (!key.includes('%') && !key.includes('+')) return key;
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    // A server that says that it encodes, but does not.
    return key;
  }
}
