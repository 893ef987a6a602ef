// Looks into folders: what stands right below them, not further. Counts its requests, and notes what it may not list.
import { AppError } from '../../../../shared/errors.ts';
import type { Bucket } from './bucket.ts';
import { ListingDenied, listPages } from './listing.ts';

export type Folder = {
  readonly prefix: string;
  /** Whole, each ending in `/`. */
  readonly folders: readonly string[];
  /** Right below it. */
  readonly objects: number;
  /** There is more, which was not looked at. */
  readonly isCut: boolean;
};

/** A folder of this many pages is no layout of CloudTrail's. */
const mostPages = 20;

export class FolderReader {
  readonly bucket: Bucket;
  readonly signal: AbortSignal;
  requests = 0;
  /** Folders that may not be listed. */
  readonly denied: string[] = [];
  /** How many folders were not looked into, because there are too many. */
  unseen = 0;

  constructor(bucket: Bucket, signal: AbortSignal) {
    this.bucket = bucket;
    this.signal = signal;
  }

  /** Errors: aws/*, cancelled. */
  async read(prefix: string): Promise<Folder> {
    const folders: string[] = [];
    let objects = 0;
    let pages = 0;
    for await (const page of listPages(this.bucket, { prefix, byFolder: true }, this.signal)) {
      this.requests += 1;
      pages += 1;
      folders.push(...page.folders);
      objects += page.objects.length;
      if (pages === mostPages && !page.isLast) return { prefix, folders, objects, isCut: true };
    }
    return { prefix, folders, objects, isCut: false };
  }

  /** Undefined for a folder that may not be listed. */
  async readIfAllowed(prefix: string): Promise<Folder | undefined> {
    try {
      return await this.read(prefix);
    } catch (error) {
      if (!isDenied(error)) throw error;
      this.denied.push(prefix);
      return undefined;
    }
  }
}

export function isDenied(error: unknown): boolean {
  return error instanceof ListingDenied;
}

export function listingDenied(bucket: Bucket, prefix: string, cause: unknown): AppError {
  const { name, connection, requesterPays } = bucket;
  const who = connection.profile === undefined ? 'These credentials' : `Profile "${connection.profile}"`;
  const place = `s3://${name}/${prefix}`;
  const next = ` Name a folder that may be listed${prefix === '' ? `, such as ${place}AWSLogs/` : ''}.`;
  const hint = requesterPays ? '' : ' If the bucket lets requesters pay, choose "Requester pays" (--requester-pays).';
  return new AppError('aws/denied', `${who} may not list ${place}: s3:ListBucket is denied.${next}${hint}`, { cause });
}

/** The last part of a folder's path, without its slash. */
export function folderName(folder: string): string {
  return folder.slice(folder.lastIndexOf('/', folder.length - 2) + 1, -1);
}
