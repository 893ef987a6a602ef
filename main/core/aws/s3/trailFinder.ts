// A search for logs, as it is shown while it goes on: roots, their accounts, the accounts' regions and other folders.
import type { FoundAccount, FoundTrail, FoundTrails } from '../../../../shared/aws/foundTrails.ts';
import { folderTitle, isOrganization, type TrailPlace } from '../../../../shared/aws/trailKeys.ts';
import { trailKinds } from '../../../../shared/ipc/sourceSpec.ts';
import { folderName, listingDenied, type FolderReader } from './folderReader.ts';
import { inParallel } from './inParallel.ts';
import { findAccounts, findKinds, findRegions, findRoots, placeInTrail, type RootSearch } from './trailTree.ts';

/** How many accounts are looked into at once. */
const parallel = 8;
/** No more of them are named one by one. */
const mostNamed = 5;

type AccountState = { readonly place: TrailPlace; regions: readonly string[]; folders: readonly string[] };

export class TrailFinder {
  private readonly reader: FolderReader;
  private readonly start: string;
  private readonly onFound: () => void;
  private readonly search: RootSearch = { objects: 0, isEmpty: false, unseen: 0 };
  private readonly accounts = new Map<string, AccountState>();
  private readonly roots = new Set<string>();

  constructor(reader: FolderReader, start: string, onFound: () => void) {
    this.reader = reader;
    this.start = start;
    this.onFound = onFound;
  }

  /** Errors: aws/*, cancelled. */
  async run(): Promise<void> {
    const accounts = inParallel(this.places(), { parallel: 2 }, (place) => findAccounts(this.reader, place));
    const finding = inParallel(accounts, { parallel }, (account) => this.look(account));
    for await (const _account of finding) this.onFound();
    if (this.roots.size === 0 || placeInTrail(this.start) === undefined) return;
    // A start inside the layout that is not there at all.
    if (this.accounts.size === 0 || [...this.accounts.values()].every(({ regions }) => regions.length === 0))
      await this.lookAtStart();
  }

  found(): Pick<FoundTrails, 'trails' | 'plainObjects' | 'requests' | 'remarks'> {
    const trails = [...this.roots].map((prefix) => this.trail(prefix)).filter(({ accounts }) => accounts.length > 0);
    const hasLogs = trails.some(({ accounts }) => accounts.some(({ regions }) => regions.length > 0));
    return {
      trails,
      plainObjects: hasLogs ? 0 : this.search.objects,
      requests: this.reader.requests,
      remarks: this.remarks(hasLogs),
    };
  }

  private async *places(): AsyncGenerator<TrailPlace> {
    const place = placeInTrail(this.start);
    if (place !== undefined) {
      this.roots.add(place.prefix);
      yield place;
      return;
    }
    for await (const prefix of findRoots(this.reader, this.start, this.search)) {
      this.roots.add(prefix);
      yield { prefix };
    }
  }

  private async *look(place: TrailPlace): AsyncGenerator<AccountState> {
    const state: AccountState = { place, regions: [], folders: [] };
    this.accounts.set(JSON.stringify([place.prefix, place.organization, place.account]), state);
    yield state;
    const kinds = place.kind === undefined ? ((await findKinds(this.reader, place)) ?? []) : [place.kind];
    state.folders = kinds.filter((kind) => kind !== 'CloudTrail');
    for (const kind of trailKinds.filter((known) => kinds.includes(known))) {
      state.regions = place.region === undefined ? await findRegions(this.reader, place, kind) : [place.region];
      // The other kinds stand in the same regions: asking for each would double the requests.
      if (state.regions.length > 0) break;
    }
    yield state;
  }

  private async lookAtStart(): Promise<void> {
    const folder = await this.reader.readIfAllowed(this.start);
    if (folder === undefined) throw listingDenied(this.reader.bucket, this.start, undefined);
    this.search.objects = folder.objects;
    this.search.isEmpty = folder.objects === 0 && folder.folders.length === 0;
  }

  private trail(prefix: string): FoundTrail {
    const states = [...this.accounts.values()].filter(({ place }) => place.prefix === prefix);
    const accounts = states.map(toAccount).toSorted(byAccount);
    const isControlTower = prefix !== '' && isOrganization(folderName(prefix));
    const isOrganizations = accounts.some(({ organization }) => organization !== undefined);
    return { prefix, layout: isControlTower ? 'control-tower' : isOrganizations ? 'organization' : 'plain', accounts };
  }

  private remarks(hasLogs: boolean): readonly string[] {
    const { denied, bucket } = this.reader;
    const { isEmpty, unseen } = this.search;
    const place = `s3://${bucket.name}/${this.start}`;
    const remarks: string[] = [];
    if (isEmpty) remarks.push(this.start === '' ? 'The bucket is empty.' : `There is nothing under ${place}.`);
    else if (!hasLogs) remarks.push(...this.otherKinds());
    for (const folder of denied.slice(0, mostNamed))
      remarks.push(`s3://${bucket.name}/${folder} may not be listed (s3:ListBucket is denied).`);
    if (denied.length > mostNamed) remarks.push(`${denied.length - mostNamed} more folders may not be listed.`);
    if (unseen > 0)
      remarks.push(`${unseen} more folders were not looked into. Name a longer prefix to search in one of them.`);
    return remarks;
  }

  /** What stands there instead of events. */
  private otherKinds(): readonly string[] {
    const kinds = new Set([...this.accounts.values()].flatMap(({ folders }) => folders));
    if (kinds.size === 0) return [];
    const titles = [...kinds].slice(0, mostNamed).map(folderTitle);
    return [`There are no events of CloudTrail, but ${titles.join(', ')}.`];
  }
}

function toAccount({ place, regions, folders }: AccountState): FoundAccount {
  const { account = '', organization } = place;
  return {
    account,
    ...(organization !== undefined && { organization }),
    regions: regions.toSorted(),
    folders: folders.toSorted(),
  };
}

function byAccount(one: FoundAccount, other: FoundAccount): number {
  const [left, right] = [one, other].map(({ account, organization = '' }) => `${account} ${organization}`);
  return (left ?? '') < (right ?? '') ? -1 : 1;
}
