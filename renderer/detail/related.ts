// Events that belong to the one that is shown: what the groups are called, and what can be said of how a session began.
import type { CallOutput } from '../../shared/ipc/contract.ts';
import type { Cells } from './parseRecord.ts';

export type RelatedGroup = CallOutput<'event.related'>['groups'][number];
export type RelatedEvent = RelatedGroup['events'][number];

/** In the order they are shown; how the session began stands above them all. */
const titles: readonly (readonly [kind: Exclude<RelatedGroup['kind'], 'began'>, title: string])[] = [
  ['issued', 'Done with the key that this call issued'],
  ['request', 'Same request'],
  ['sharedEvent', 'Same event, told to other accounts'],
  ['session', 'Same session'],
  ['accessKey', 'Same access key'],
];

export function titledGroups(
  groups: readonly RelatedGroup[],
): readonly { readonly title: string; readonly group: RelatedGroup }[] {
  const session = groups.find(({ kind }) => kind === 'session');
  const told = groups.filter((group) => !session || group.kind !== 'accessKey' || !isSameList(group, session));
  return titles.flatMap(([kind, title]) =>
    told.filter((group) => group.kind === kind).map((group) => ({ title, group })),
  );
}

/** A session that kept to one key: nothing is gained by its events twice. */
function isSameList(a: RelatedGroup, b: RelatedGroup): boolean {
  return a.total === b.total && a.events.every((event, index) => event.eventId === b.events[index]?.eventId);
}

export type RelatedCount = {
  readonly count: number;
  /** There may be more: an event can stand in several groups, of which only a part is listed. */
  readonly isAtLeast: boolean;
};

/** How many other events the groups hold between them, each counted once. */
export function relatedCount(groups: readonly RelatedGroup[]): RelatedCount {
  const listed = new Set(groups.flatMap(({ events }) => events.map(({ eventId }) => eventId)));
  const isAtLeast = groups.length > 1 && groups.some(({ events, total }) => events.length < total);
  return { count: Math.max(listed.size, ...groups.map(({ total }) => total)), isAtLeast };
}

export function cellText(cells: Cells, id: string): string | undefined {
  const value = cells[id] ?? null;
  return value === null || value === '' ? undefined : String(value);
}

/** What began the session, of several such calls the one nearest in time. */
export function beginningOf(groups: readonly RelatedGroup[]): RelatedEvent | undefined {
  return groups.find(({ kind }) => kind === 'began')?.events.at(-1);
}

const providers = 'signed in with an identity provider outside of these logs.';

const origins: Readonly<Record<string, (actor: string, whose: string) => string>> = {
  AssumedRole: (_actor, whose) => `The call that began ${whose} is not in these logs.`,
  FederatedUser: (_actor, whose) => `The call that began ${whose} is not in these logs.`,
  AWSService: (actor) => `${actor} is a service of AWS, which acts without a session of its own.`,
  SAMLUser: (actor) => `${actor} ${providers}`,
  WebIdentityUser: (actor) => `${actor} ${providers}`,
  IdentityCenterUser: (actor) => `${actor} ${providers}`,
};

/**
 * Why there is nothing further back, where that can be said of who made a call; `whose` names the session:
 * `this session`, `that session`.
 */
export function originOf(cells: Cells, whose: string): string | undefined {
  const key = cellText(cells, 'accessKeyId');
  const actor = cellText(cells, 'actor') ?? 'The caller';
  if (key?.startsWith('AKIA')) {
    return `${actor} signed with the long-term access key ${key}: there is no session to follow.`;
  }
  return origins[cellText(cells, 'userIdentity.type') ?? '']?.(actor, whose);
}
