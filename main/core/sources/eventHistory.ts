// The event history that CloudTrail keeps for 90 days, without a bucket: every chosen region at the same time. What
// was read is kept on this machine, page by page, and not asked for again.
import { createHash } from 'node:crypto';
import { join } from 'node:path';

import { rangeMoments, rangeText } from '../../../shared/aws/timeRange.ts';
import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import type { EventHistorySource } from '../../../shared/ipc/sourceSpec.ts';
import { problemLevel, type ProblemKind } from '../../../shared/problems.ts';
import type { AwsAccess, AwsConnection } from '../aws/access.ts';
import { Lookup } from '../aws/eventHistory.ts';
import { accountOf } from '../aws/eventHistoryAccount.ts';
import { EventHistoryFolder } from '../aws/eventHistoryFolder.ts';
import { mergeAll } from '../aws/eventHistoryMerge.ts';
import { cutPage, type HistoryPage } from '../aws/eventHistoryPage.ts';
import type { Span } from '../aws/eventHistorySpans.ts';
import { TurnsByName } from '../aws/eventHistoryTurns.ts';
import { walkEventHistory } from '../aws/eventHistoryWalk.ts';
import { LookupRate } from '../aws/lookupRate.ts';
import { unlessAborted } from '../unlessAborted.ts';
import { placeFolder } from '../cache/cacheFolders.ts';
import type { FileEntryOf, Source, SourceEntry, WalkContext } from './source.ts';

type Parts = { readonly access: AwsAccess; readonly dir: string };
type Shared = Parts & { readonly rate: LookupRate; readonly turns: TurnsByName };

/** `dir` is where pages are kept: the cache's own folder, so that it shows and clears them. One of these for the whole process: it keeps the rate. */
export function createEventHistorySource(parts: Parts): Source<EventHistorySource> {
  const shared = { ...parts, rate: new LookupRate(parts.dir), turns: new TurnsByName() };
  return {
    kind: 'eventHistory',
    nameOf: () => 'Event history',
    detailOf,
    covers: (spec, path) => spec.regions.some((region) => isOf(path, spec, region)),
    mayHold: (_spec, path) => path.startsWith(scheme),
    walk: (spec, context) => walk(shared, spec, context),
  };
}

function detailOf({ regions, range, attribute, profile, endpoint }: EventHistorySource): string {
  const named = regions.length > 3 ? `${regions.length} regions` : regions.join(', ');
  const asked = attribute === undefined ? '' : `${attribute.key} ${attribute.value}`;
  const by = profile === undefined ? '' : `profile ${profile}`;
  return [by, endpoint ?? '', named, rangeText(range), asked].filter((part) => part !== '').join(' · ');
}

type Region = {
  readonly spec: EventHistorySource;
  readonly account: string;
  readonly region: string;
  readonly connection: AwsConnection;
  readonly wanted: Wanted;
};

async function* walk(shared: Shared, spec: EventHistorySource, context: WalkContext): AsyncGenerator<SourceEntry> {
  const { access } = shared;
  const { profile, endpoint } = spec;
  const wanted = wantedTime(spec, Date.now());
  const connection = await access.connect({ profile, endpoint, waits: true });
  const account = await accountOf(
    { access, connection, profile, endpoint, region: spec.regions[0] ?? '' },
    context.signal,
  );
  if (wanted.isCut) yield cutProblem(account, wanted.time);
  if (wanted.time.from >= wanted.time.to) return;
  const stop = new AbortController();
  const signal = AbortSignal.any([context.signal, stop.signal]);
  const regionContext = { ...context, signal, onRequest: requestCounter(context) };
  const regions = [...new Set(spec.regions)];
  const walks = regions.map((region) =>
    walkRegion(shared, { spec, account, region, connection, wanted }, regionContext),
  );
  yield* mergeAll(walks, stop);
}

function requestCounter({ reportConcurrency }: WalkContext): (change: 1 | -1) => void {
  let requests = 0;
  return (change) => {
    requests += change;
    reportConcurrency(requests);
  };
}

type RegionContext = WalkContext & { readonly onRequest: (change: 1 | -1) => void };

/** What is wrong with one region is a problem of its own: the others go on. */
async function* walkRegion(shared: Shared, asked: Region, context: RegionContext): AsyncGenerator<SourceEntry> {
  try {
    yield* pagesOf(shared, asked, context);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const kind = problemKinds[error.code];
    if (kind === undefined || context.signal.aborted) throw error;
    const file = `Event history ${asked.account} ${asked.region}`;
    yield { kind: 'problem', problem: { file, kind, level: problemLevel(kind), message: error.message } };
  }
}

/** All other failures end the run. */
const problemKinds: Partial<Record<ErrorCode, ProblemKind>> = {
  'aws/denied': 'denied',
  'aws/not-found': 'not-fetched',
  'aws/throttled': 'not-fetched',
  'aws/unreachable': 'not-fetched',
  'aws/failed': 'not-fetched',
};

async function* pagesOf(shared: Shared, asked: Region, context: RegionContext): AsyncGenerator<SourceEntry> {
  const { account, region, connection, wanted, spec } = asked;
  const { signal, onRequest } = context;
  const dir = join(shared.dir, placeFolder(`Event history ${account}`), safeName(region), parametersHash(asked));
  const endTurn = await shared.turns.take(dir, signal);
  let lookup: Lookup | undefined;
  const open = async (): Promise<Lookup> => {
    const { attribute } = spec;
    lookup ??= await Lookup.open({ connection, account, region, attribute, rate: shared.rate, onRequest });
    return lookup;
  };
  const whenRunning = (): Promise<void> => unlessAborted(context.whenRunning(), signal);
  try {
    const folder = await EventHistoryFolder.open(dir);
    for await (const page of walkEventHistory({ folder, lookup: open, time: wanted.time, signal, whenRunning })) {
      const shown = await cutPage(dir, page, wanted.exact);
      if (shown !== undefined) yield entryOf(asked, shown, folder.pathOf(shown));
    }
  } finally {
    lookup?.close();
    endTurn();
  }
}

/** Pages of another attribute or server have nothing to do with these. */
function parametersHash({ spec: { attribute }, connection }: Region): string {
  const parameters = JSON.stringify([attribute?.key, attribute?.value, connection.endpoint('cloudtrail')]);
  return createHash('sha256').update(parameters).digest('hex').slice(0, 16);
}

/** A region's name is what the user has typed. */
function safeName(text: string): string {
  return text.replaceAll(/[^a-z0-9-]/gi, '_');
}

function entryOf({ spec, account, region }: Region, page: HistoryPage, localPath: string): FileEntryOf {
  const attribute = spec.attribute === undefined ? '' : ` ${spec.attribute.key} ${spec.attribute.value}`;
  const [newest, oldest] = [page.newest, page.oldest].map((second) => isoOf(second * 1000));
  return {
    kind: 'file',
    path: `${scheme}${account}/${region}/${parametersText(spec)}${page.file.replace(/\.json\.gz$/, '')}`,
    name: `Event history ${account} ${region}${attribute}, ${oldest} to ${newest} (${page.hash.slice(0, 8)})`,
    version: page.hash,
    localPath,
    sizeBytes: page.bytes,
    modifiedMs: page.newest * 1000,
  };
}

const scheme = 'event-history://';

/** What tells the pages of one source from those of another, as a folder in their paths. */
function parametersText({ profile, endpoint, attribute }: EventHistorySource): string {
  const parameters = new URLSearchParams();
  if (attribute !== undefined) parameters.set(attribute.key, attribute.value);
  if (profile !== undefined) parameters.set('profile', profile);
  if (endpoint !== undefined) parameters.set('endpoint', endpoint);
  return parameters.size === 0 ? '' : `${parameters.toString()}/`;
}

function isOf(path: string, spec: EventHistorySource, region: string): boolean {
  const [, of, parameters = ''] = /^event-history:\/\/[^/]*\/([^/]*)\/([^/]*\/)?[\w-]+$/s.exec(path) ?? [];
  return of === region && parameters === parametersText(spec);
}

type Wanted = {
  /** What is asked for. */
  readonly time: Span;
  /** Where pages that reach further are cut; where the range moves with the clock they are not. */
  readonly exact: Span;
  /** What was asked for begins earlier than there is any history. */
  readonly isCut: boolean;
};

const keptMs = 90 * 24 * 60 * 60_000;
/** A range that means all there is has begun a moment before it is asked for. */
const toleranceMs = 60_000;

/** Errors: bad-request. */
function wantedTime({ range }: EventHistorySource, nowMs: number): Wanted {
  const moments = rangeMoments(range, nowMs);
  if ('problem' in moments) throw new AppError('bad-request', moments.problem);
  const { fromMs = -Infinity, toMs = Infinity } = moments;
  const firstMs = nowMs - keptMs;
  const from = Math.floor(Math.max(fromMs, firstMs) / 1000);
  const to = Math.ceil(Math.min(toMs, nowMs + 1) / 1000);
  const isMoving = 'lastMinutes' in range;
  return {
    time: { from, to },
    exact: { from: isMoving ? -Infinity : Math.floor(fromMs / 1000), to: Math.ceil(toMs / 1000) },
    isCut: fromMs !== -Infinity && fromMs < firstMs - toleranceMs,
  };
}

function cutProblem(account: string, { from }: Span): SourceEntry {
  const message = `CloudTrail keeps the event history for 90 days: nothing from before ${isoOf(from * 1000)} was asked for. A trail in S3 may have it.`;
  const file = `Event history ${account}`;
  return { kind: 'problem', problem: { file, kind: 'empty', level: problemLevel('empty'), message } };
}

/** `2026-11-20T10:59:58Z` */
function isoOf(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}
