// The layout of CloudTrail below a folder, level by level, with as few requests as it takes: the roots (folders that hold
// `AWSLogs/`), the accounts below them, the regions below those.
import {
  isAccount,
  isOrganization,
  isRegion,
  readTrailPlace,
  trailPath,
  type TrailPlace,
} from '../../../../shared/aws/trailKeys.ts';
import { folderName, isDenied, listingDenied, type Folder, type FolderReader } from './folderReader.ts';
import { inParallel } from './inParallel.ts';

/** How many folders outside `AWSLogs/` are looked into before the search for roots ends. */
const mostFolders = 300;
const parallel = 8;
const rootName = 'AWSLogs';

/** A prefix that stands in the layout itself, in `AWSLogs/` or below. */
export function placeInTrail(prefix: string): TrailPlace | undefined {
  const place = readTrailPlace(prefix);
  if (place === undefined) return undefined;
  return place.rest === undefined || place.kind !== undefined ? place : undefined;
}

export type RootSearch = {
  /** Objects right below the start. */
  objects: number;
  /** Whether there is anything at all below the start. */
  isEmpty: boolean;
  /** Folders that were not looked into, because there are too many. */
  unseen: number;
};

/** Prefixes of roots at or below a folder, the nearest first. Errors: aws/*, cancelled. */
export async function* findRoots(reader: FolderReader, start: string, search: RootSearch): AsyncGenerator<string> {
  const first = await readStart(reader, start);
  search.objects = first.objects;
  search.isEmpty = first.objects === 0 && first.folders.length === 0;
  yield* rootsIn([first]);
  let level = deeper([first]);
  let seen = 0;
  while (level.length > 0) {
    const looked = level.slice(0, mostFolders - seen);
    search.unseen += level.length - looked.length;
    seen += looked.length;
    const read: Folder[] = [];
    for await (const folder of inParallel(looked, { parallel }, (prefix) => readOne(reader, prefix))) {
      read.push(folder);
      yield* rootsIn([folder]);
    }
    level = deeper(read);
  }
}

/** Whoever may not list the bucket itself may be allowed to list `AWSLogs/` in it. */
async function readStart(reader: FolderReader, start: string): Promise<Folder> {
  try {
    return await reader.read(start);
  } catch (error) {
    if (!isDenied(error)) throw error;
    const root = await reader.readIfAllowed(`${start}${rootName}/`);
    const isThere = root !== undefined && (root.folders.length > 0 || root.objects > 0);
    if (!isThere) throw listingDenied(reader.bucket, start, error);
    reader.denied.push(start);
    return { prefix: start, folders: [root.prefix], objects: 0, isCut: true };
  }
}

async function* readOne(reader: FolderReader, prefix: string): AsyncGenerator<Folder> {
  const folder = await reader.readIfAllowed(prefix);
  if (folder !== undefined) yield folder;
}

function rootsIn(folders: readonly Folder[]): readonly string[] {
  return folders.flatMap((folder) =>
    folder.folders.some((below) => folderName(below) === rootName) ? [folder.prefix] : [],
  );
}

/** What to look into next: the likeliest first, in case there is too much. */
function deeper(folders: readonly Folder[]): readonly string[] {
  return folders
    .flatMap((folder) => folder.folders)
    .filter((folder) => folderName(folder) !== rootName)
    .toSorted((one, other) => likelihood(other) - likelihood(one));
}

function likelihood(folder: string): number {
  const name = folderName(folder);
  if (isOrganization(name)) return 3;
  if (/trail|log|audit/i.test(name)) return 2;
  // Dates and partitions of tables.
  return /^\d+$|=/.test(name) ? 0 : 1;
}

/** Accounts below a root, or below a place in it. */
export async function* findAccounts(reader: FolderReader, place: TrailPlace): AsyncGenerator<TrailPlace> {
  if (place.account !== undefined) {
    yield place;
    return;
  }
  const folder = await reader.readIfAllowed(trailPath(place));
  const names = (folder?.folders ?? []).map(folderName);
  for (const account of names.filter(isAccount)) yield { ...place, account };
  if (place.organization !== undefined) return;
  const organizations = names.filter(isOrganization);
  yield* inParallel(organizations, { parallel }, (organization) => findAccounts(reader, { ...place, organization }));
}

/** The names of the folders in an account's: `CloudTrail`, `CloudTrail-Digest`, …; undefined where that is denied. */
export async function findKinds(
  reader: FolderReader,
  { prefix, organization, account }: TrailPlace,
): Promise<readonly string[] | undefined> {
  const folder = await reader.readIfAllowed(trailPath({ prefix, organization, account }));
  return folder?.folders.map(folderName);
}

/** The regions in an account's folder of that kind; none where there is no such folder. */
export async function findRegions(
  reader: FolderReader,
  { prefix, organization, account }: TrailPlace,
  kind: string,
): Promise<readonly string[]> {
  const folder = await reader.readIfAllowed(trailPath({ prefix, organization, account, kind }));
  return (folder?.folders ?? []).map(folderName).filter(isRegion);
}
