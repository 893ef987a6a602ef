// What was meant by a prefix: a folder, or one object.
import type { Bucket } from './bucket.ts';
import { isDenied, listingDenied } from './folderReader.ts';
import { listFirstPage, plainETag, type ListedObject } from './listing.ts';

export type StartPlace =
  | { readonly kind: 'folder'; readonly prefix: string }
  | { readonly kind: 'object'; readonly object: ListedObject };

/** A prefix without a final slash is an object if there is one of that key, else a folder. Errors: aws/*, cancelled. */
export async function startPlace(bucket: Bucket, prefix: string, signal: AbortSignal): Promise<StartPlace> {
  if (prefix === '' || prefix.endsWith('/')) return { kind: 'folder', prefix };
  const object = await findObject(bucket, prefix, signal);
  return object === undefined ? { kind: 'folder', prefix: `${prefix}/` } : { kind: 'object', object };
}

async function findObject(bucket: Bucket, key: string, signal: AbortSignal): Promise<ListedObject | undefined> {
  try {
    const [first] = (await listFirstPage(bucket, { prefix: key, maxKeys: 1 }, signal)).objects;
    return first?.key === key ? first : undefined;
  } catch (error) {
    if (!isDenied(error)) throw error;
    // Whoever may not list may still read what it can name.
    const object = await headObject(bucket, key, signal).catch(() => undefined);
    if (object === undefined) throw listingDenied(bucket, key, error);
    return object;
  }
}

/** Errors: aws/*, cancelled. */
export async function headObject(bucket: Bucket, key: string, signal: AbortSignal): Promise<ListedObject> {
  const command = new bucket.sdk.HeadObjectCommand({ ...bucket.input, Key: key });
  const what = `s3://${bucket.name}/${key}`;
  const answer = await bucket.ask(what, signal, (client) => client.send(command, { abortSignal: signal }));
  const { ContentLength, ETag, LastModified, StorageClass, ArchiveStatus, Restore } = answer;
  const isRestored = Restore?.includes('ongoing-request="false"') ?? false;
  const isCold = StorageClass === 'GLACIER' || StorageClass === 'DEEP_ARCHIVE' || ArchiveStatus !== undefined;
  return {
    key,
    sizeBytes: ContentLength ?? 0,
    etag: plainETag(ETag),
    modifiedMs: LastModified?.getTime() ?? 0,
    isArchived: isCold && !isRestored,
    ...(StorageClass !== undefined && { storageClass: StorageClass }),
  };
}
