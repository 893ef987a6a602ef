// Where CloudTrail puts its files: [prefix/]AWSLogs/[o-…/]ACCOUNT/KIND/REGION/YYYY/MM/DD/FILE. Keys are read by these
// segments, not by their position: the prefix may hold slashes, and be `o-…` itself (Control Tower).
import { startOfDay } from '../events/eventTime.ts';

/** What a key or a folder of the layout says; members are absent from where it ends. */
export type TrailPlace = {
  /** What stands before `AWSLogs/`: empty, or ending in `/`. */
  readonly prefix: string;
  readonly organization?: string | undefined;
  readonly account?: string | undefined;
  /** `CloudTrail`, `CloudTrail-Digest`, `Config`, … */
  readonly kind?: string | undefined;
  readonly region?: string | undefined;
  readonly year?: string | undefined;
  readonly month?: string | undefined;
  readonly day?: string | undefined;
  /** What follows in a key: the file's name, or what stands in the place of a folder that is none of the layout's. */
  readonly rest?: string | undefined;
};

/** Kinds whose folders have regions and days below them. */
const datedKinds: ReadonlySet<string> = new Set([
  'CloudTrail',
  'CloudTrail-Digest',
  'CloudTrail-Insight',
  'CloudTrail-NetworkActivity',
  'CloudTrail-Aggregated',
]);

const organizationForm = /^o-[a-z0-9]{1,32}$/i;
const accountForm = /^\d{12}$/;
const regionForm = /^[a-z0-9-]+$/;
const rootMark = 'AWSLogs/';

export function isOrganization(segment: string): boolean {
  return organizationForm.test(segment);
}

export function isAccount(segment: string): boolean {
  return accountForm.test(segment);
}

export function isRegion(segment: string): boolean {
  return regionForm.test(segment);
}

/** Whether it holds events, digests or insights, by region and day. */
function isDatedKind(kind: string): boolean {
  return datedKinds.has(kind);
}

/** Reads a key, or a folder that ends in `/`. Undefined for what is not in or under an `AWSLogs/`. */
export function readTrailPlace(path: string): TrailPlace | undefined {
  // A prefix may hold `AWSLogs/` itself: the last one with an account below it counts, else the last one.
  let found: TrailPlace | undefined;
  for (let at = lastRoot(path, path.length); at !== -1; at = lastRoot(path, at - 1)) {
    const place = readBelow(path.slice(0, at), path.slice(at + rootMark.length));
    if (place.account !== undefined) return place;
    found ??= place;
  }
  return found;
}

function lastRoot(path: string, before: number): number {
  let at = before < 0 ? -1 : path.lastIndexOf(rootMark, before);
  while (at > 0 && path[at - 1] !== '/') at = path.lastIndexOf(rootMark, at - 1);
  return at;
}

/** Takes segment after segment as long as each is what it must be; the file's name is never a folder. */
function readBelow(prefix: string, below: string): TrailPlace {
  const folders = below.split('/');
  const name = folders.pop() ?? '';
  let taken = 0;
  const next = (isFitting: (segment: string) => boolean): string | undefined => {
    const segment = folders[taken];
    if (segment === undefined || segment === '' || !isFitting(segment)) return undefined;
    taken += 1;
    return segment;
  };
  const organization = next(isOrganization);
  const account = next(isAccount);
  const kind = account === undefined ? undefined : next(() => true);
  const region = kind !== undefined && isDatedKind(kind) ? next(isRegion) : undefined;
  const year = region === undefined ? undefined : next((text) => /^\d{4}$/.test(text));
  const month = year === undefined ? undefined : next((text) => /^(?:0[1-9]|1[0-2])$/.test(text));
  const day = month === undefined ? undefined : next((text) => isDayOf(year, month, text));
  const rest = [...folders.slice(taken), name].join('/');
  return { prefix, organization, account, kind, region, year, month, day, rest: rest === '' ? undefined : rest };
}

function isDayOf(year: string | undefined, month: string, day: string): boolean {
  return /^\d{2}$/.test(day) && startOfDay(Number(year), Number(month), Number(day)) !== undefined;
}

/** The key or folder of a place: the other way round. */
export function trailPath(place: TrailPlace): string {
  const { prefix, organization, account, kind, region, year, month, day, rest = '' } = place;
  const folders = [organization, account, kind, region, year, month, day].filter((segment) => segment !== undefined);
  return `${prefix}${rootMark}${folders.map((segment) => `${segment}/`).join('')}${rest}`;
}

/** `2026-11-22`, the day of delivery. */
export function dayOfPlace({ year, month, day }: TrailPlace): string | undefined {
  return day === undefined ? undefined : `${year}-${month}-${day}`;
}

/** Below a region's folder: `2026/11/22/`. */
export function dayFolder(day: string): string {
  return `${day.replaceAll('-', '/')}/`;
}

/** How a folder beside `CloudTrail/` is called in words; its own name for one that is not known. */
export function folderTitle(name: string): string {
  return folderTitles[name] ?? name;
}

const folderTitles: Readonly<Record<string, string>> = {
  CloudTrail: 'events',
  'CloudTrail-Digest': 'digest files',
  'CloudTrail-Insight': 'Insights events',
  'CloudTrail-NetworkActivity': 'network activity events',
  'CloudTrail-Aggregated': 'aggregated events',
  'CloudTrail-Lake': 'results of CloudTrail Lake queries',
  Config: 'AWS Config',
  GuardDuty: 'GuardDuty findings',
  elasticloadbalancing: 'load balancer logs',
  vpcflowlogs: 'VPC flow logs',
  vpcdnsquerylogs: 'DNS query logs',
  'network-firewall': 'Network Firewall logs',
  WAFLogs: 'WAF logs',
};
