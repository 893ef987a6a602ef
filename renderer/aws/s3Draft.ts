// What is chosen in the dialog for logs in S3, and the source it comes to.
import type { FoundAccount, FoundTrail, FoundTrails } from '../../shared/aws/foundTrails.ts';
import type { S3Source, TrailKind } from '../../shared/ipc/sourceSpec.ts';
import { choiceOf, chosenList, isChosen, type Choice } from './choice.ts';
import { rangeDraftOf, readRange, type RangeDraft } from './rangeDraft.ts';

export type S3Draft = {
  readonly profile: string | undefined;
  readonly location: string;
  readonly endpoint: string;
  readonly requesterPays: boolean;
  readonly queueUrl: string;
  readonly trailKinds: readonly TrailKind[];
  /** The prefix of the one that is read, where several were found; absent for all. */
  readonly trail: string | undefined;
  readonly accounts: Choice;
  readonly regions: Choice;
  readonly range: RangeDraft;
};

export function newS3Draft(profile: string | undefined): S3Draft {
  return {
    profile,
    location: '',
    endpoint: '',
    requesterPays: false,
    queueUrl: '',
    trailKinds: ['CloudTrail'],
    trail: undefined,
    accounts: undefined,
    regions: undefined,
    range: { kind: 'preset', range: { lastMinutes: 7 * 24 * 60 } },
  };
}

export function s3DraftOf(source: S3Source, timeZone: string): S3Draft {
  return {
    profile: source.profile,
    location: `s3://${source.bucket}/${source.prefix}`,
    endpoint: source.endpoint ?? '',
    requesterPays: source.requesterPays ?? false,
    queueUrl: source.queueUrl ?? '',
    trailKinds: source.trailKinds,
    trail: undefined,
    accounts: choiceOf(source.accounts),
    regions: choiceOf(source.regions),
    range: rangeDraftOf(source.range, timeZone),
  };
}

/** What must be asked again when it changes. */
export type TrailQuestion = {
  readonly profile?: string;
  readonly endpoint?: string;
  readonly location: string;
  readonly requesterPays?: boolean;
};

export function questionOf({ profile, endpoint, location, requesterPays }: S3Draft): TrailQuestion {
  return {
    location: location.trim(),
    ...(profile !== undefined && { profile }),
    ...(endpoint.trim() !== '' && { endpoint: endpoint.trim() }),
    ...(requesterPays && { requesterPays }),
  };
}

export function trailsOf(found: FoundTrails, trail: string | undefined): readonly FoundTrail[] {
  return trail === undefined ? found.trails : found.trails.filter(({ prefix }) => prefix === trail);
}

/** Accounts of the chosen trails, each once, in order. */
export function accountsIn(trails: readonly FoundTrail[]): readonly FoundAccount[] {
  const byNumber = new Map<string, FoundAccount>();
  for (const account of trails.flatMap(({ accounts }) => accounts)) {
    const known = byNumber.get(account.account);
    const regions = [...new Set([...(known?.regions ?? []), ...account.regions])].toSorted();
    const folders = [...new Set([...(known?.folders ?? []), ...account.folders])];
    byNumber.set(account.account, { ...account, regions, folders });
  }
  return [...byNumber.values()].toSorted((a, b) => (a.account < b.account ? -1 : 1));
}

/** Regions that the chosen accounts have logs of. */
export function regionsIn(accounts: readonly FoundAccount[], choice: Choice): readonly string[] {
  const chosen = accounts.filter(({ account }) => isChosen(choice, account));
  return [...new Set(chosen.flatMap(({ regions }) => regions))].toSorted();
}

/** How many folders of an account and a region are chosen. */
export function countPlaces(draft: S3Draft, accounts: readonly FoundAccount[]): number {
  const chosen = accounts.filter(({ account }) => isChosen(draft.accounts, account));
  return chosen.reduce(
    (sum, { regions }) => sum + regions.filter((region) => isChosen(draft.regions, region)).length,
    0,
  );
}

type Setting = { readonly timeZone: string; readonly layout: S3Source['layout'] };

/** The source that is chosen, or what is still to be chosen. */
export function s3SourceOf(
  draft: S3Draft,
  found: FoundTrails,
  { timeZone, layout }: Setting,
): { readonly source: S3Source } | { readonly problem: string } {
  const [accounts, regions] = layout === 'plain' ? [[], []] : [chosenList(draft.accounts), chosenList(draft.regions)];
  if (accounts === undefined) return { problem: 'Choose at least one account.' };
  if (regions === undefined) return { problem: 'Choose at least one region.' };
  if (draft.trailKinds.length === 0) return { problem: 'Choose at least one kind of events, under Advanced.' };
  // Without the layout of CloudTrail nothing tells the times of a log before it is read.
  const read = layout === 'plain' ? { range: {} } : readRange(draft.range, timeZone);
  if ('problem' in read) return read;
  const { location: _location, ...place } = questionOf(draft);
  const queueUrl = draft.queueUrl.trim();
  const source: S3Source = {
    kind: 's3',
    ...place,
    bucket: found.bucket,
    prefix: draft.trail ?? found.prefix,
    layout,
    accounts: [...accounts],
    regions: [...regions],
    trailKinds: [...draft.trailKinds],
    range: read.range,
    ...(queueUrl !== '' && { queueUrl }),
  };
  return { source };
}
