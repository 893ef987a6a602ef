// Every call and every pushed message between the window and the rest: one entry each. The client, the
// handler map, the main process's routing and the test's fake bridge derive from these two tables.
import { z } from 'zod';

import type { CacheStatus } from '../aws/cacheStatus.ts';
import type { FoundDays, FoundObjects, FoundTrails } from '../aws/foundTrails.ts';
import type { DeviceSignIn, Identity, ProfileList, Prompt } from '../aws/profile.ts';
import type { RecordComparison } from '../diff/recordComparison.ts';
import type { ErrorCode, ErrorDetail } from '../errors.ts';
import type { Unattached } from '../firehose/model.ts';
import type {
  Comparison,
  EventPlace,
  LiveComparison,
  ShownVersion,
  StreamSummary,
  Timeline,
} from '../firehose/presented.ts';
import { remoteSource } from './sourceSpec.ts';

/** Stands for a path that the user chose or dropped; the page never sends a path. */
const token = z.string().min(1).max(100);
const id = z.number().int().nonnegative();

const sortKey = z.object({ column: z.string().max(1000), direction: z.enum(['asc', 'desc']) });
/** Milliseconds since 1970: from the first up to, but not including, the second; open where one is absent. */
const eventRange = z.object({ fromMs: z.number().optional(), toMs: z.number().optional() });
/** Which events, in no order. */
const eventSet = z.object({
  filter: z.string().max(20_000),
  timeZone: z.string().max(100),
  range: eventRange.optional(),
});
const eventQuery = eventSet.extend({ sort: z.array(sortKey).max(10) });

/** A column's id, or a way into the record as the filter language writes it (shared/events/field.ts). */
const fieldId = z.string().min(1).max(1000);

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const problem = z.object({
  file: z.string(),
  kind: z.string(),
  level: z.enum(['error', 'info']),
  message: z.string(),
  record: z.number().optional(),
  position: z.number().optional(),
  text: z.string().optional(),
});

const counts = z.object({
  /** Records read = unique + duplicates. */
  read: z.number(),
  unique: z.number(),
  duplicates: z.number(),
  rejected: z.number(),
  conflicts: z.number(),
  filesRead: z.number(),
  filesSkipped: z.number(),
  /** Problems of level error, and of level info. */
  errors: z.number(),
  infos: z.number(),
});

const source = z.object({
  id,
  /** What it is called: a path, `s3://bucket/prefix`, `Event history`. Shown to the user; never sent back. */
  path: z.string(),
  kind: z.enum(['folder', 'file', 's3', 'eventHistory']),
  /** What was chosen of it, for people: accounts, regions, range, profile. */
  detail: z.string().optional(),
  /** For a source beyond this machine. */
  remote: remoteSource.optional(),
  files: z.number(),
  events: z.number(),
});

/** Whether what is new is fetched by itself, and how that goes. */
const follow = z.object({
  isOn: z.boolean(),
  /** `queue` where all that is followed has one; else `timer`. */
  by: z.enum(['timer', 'queue']),
  everySeconds: z.number(),
  /** ISO 8601. */
  lastLookAt: z.string().optional(),
  /** Why the last look failed, or what the queue holds that is not for this workspace. */
  remark: z.string().optional(),
});

/** What differs between the workspace and the disk, found when it is opened. */
const changes = z.object({ changed: z.number(), vanished: z.number(), added: z.number() });

const workspace = z.object({
  id: z.string(),
  name: z.string(),
  isSample: z.boolean(),
  sources: z.array(source),
  counts,
  /** An import was stopped before its end (cancelled or killed): it can be continued. */
  isIncomplete: z.boolean(),
  changes: changes.optional(),
  /** Absent where nothing can be followed: all is on this machine. */
  follow: follow.optional(),
  /** First and last eventTime, ISO 8601 in UTC. */
  firstEventTime: z.string().optional(),
  lastEventTime: z.string().optional(),
  /** Grows with every batch that is committed; an older view than this may lack events. */
  revision: z.number(),
});

const recentWorkspace = z.object({
  id: z.string(),
  name: z.string(),
  paths: z.array(z.string()),
  events: z.number(),
  openedAt: z.string(),
});

const jobCounts = z.object({
  /** Files done, and files found so far (`isTotalKnown` says whether the walk has ended). */
  filesDone: z.number(),
  filesTotal: z.number(),
  isTotalKnown: z.boolean(),
  bytesDone: z.number(),
  bytesTotal: z.number(),
  records: z.number(),
  /** Of an export: how many records there are to write. */
  recordsTotal: z.number().optional(),
  problems: z.number(),
  /** Events a second over the last few seconds. */
  recordsPerSecond: z.number(),
  elapsedMs: z.number(),
  /** What comes from elsewhere. Totals grow until `isTotalKnown`. */
  fetch: z
    .object({
      objectsDone: z.number(),
      objectsTotal: z.number(),
      /** Fetched over the network; what the cache held is done without. */
      bytesDone: z.number(),
      bytesTotal: z.number(),
      objectsFromCache: z.number(),
      bytesPerSecond: z.number(),
      /** How long the rest takes, once the total is known. */
      secondsLeft: z.number().optional(),
      /** How many requests are under way at once. */
      concurrency: z.number(),
      isTotalKnown: z.boolean(),
    })
    .optional(),
});

const job = z.object({
  id,
  /** `follow`: an import of what is new, begun by itself. */
  kind: z.enum(['import', 'follow', 'check', 'remove', 'export']),
  title: z.string(),
  phase: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** Running, but asked to fetch nothing more for now. */
  isPaused: z.boolean(),
  /** Whether it can be paused: it fetches something. */
  canPause: z.boolean(),
  counts: jobCounts,
  error: z.object({ code: z.string(), message: z.string() }).optional(),
});

const place = z.object({
  file: z.string(),
  ordinal: z.number(),
  /** Byte range in the decompressed file. */
  start: z.number(),
  end: z.number(),
});

const streamKey = z.object({ account: z.string().max(200), region: z.string().max(200), name: z.string().max(2000) });

/** A version (counted from 0) of a lifetime (counted from 0), or a moment in ISO 8601. */
const stateRef = z.union([z.object({ lifetime: id, version: id }), z.object({ time: z.string().max(40) })]);

/** For answers that our own pure functions make: their types are checked where they are made. */
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

const jobStarted = z.object({ jobId: id.optional() });

/** What the user dragged a pane to, in percent of the room it shares. */
const share = z.number().min(0).max(100).optional();

/** How the user set the app up; kept in one file in the user-data folder. */
const gridColumn = z.object({
  id: fieldId,
  /** In CSS pixels. */
  width: z.number(),
  pinned: z.enum(['left', 'right']).optional(),
});

/** What a reader wants to come back to: also after a restart, on other logs, or with a colleague. */
const savedView = z.object({
  name: z.string().min(1).max(200),
  filter: z.string().max(20_000),
  /** As it was typed: `last 7 days`, `2026-06-12`; empty for all time (shared/events/timeText.ts). */
  time: z.string().max(200),
  timeZone: z.string().max(100),
  sort: z.array(sortKey).max(10),
  columns: z.array(gridColumn).max(600),
  facets: z.array(fieldId).max(60).optional(),
});

const settings = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  timeZone: z.string(),
  /** In the grid's order; empty means the defaults. */
  gridColumns: z.array(gridColumn).max(600),
  detailTab: z.enum(['summary', 'json', 'related']),
  savedViews: z.array(savedView).max(500).optional(),
  /** Filters that were applied, the last first. */
  filterHistory: z.array(z.string().max(20_000)).max(100).optional(),
  /** Questions in SQL that were run, the last first. */
  sqlHistory: z.array(z.string().max(100_000)).max(100).optional(),
  /** Fields that are offered as facets, in order; absent means the defaults. */
  facets: z.array(fieldId).max(60).optional(),
  areFacetsShown: z.boolean().optional(),
  /** Names for account numbers. */
  accountNames: z.record(z.string().max(200), z.string().max(200)).optional(),
  /** The AWS profile that is used for what is opened next. */
  profile: z.string().max(500).optional(),
  /** The last used first. */
  recentProfiles: z.array(z.string().max(500)).max(20).optional(),
  cacheLimitBytes: z.number().positive().optional(),
  /** Those that were never dragged have sizes of their own. */
  panes: z.object({ detail: share, facets: share, sqlEditor: share, streamList: share, versions: share }).optional(),
});

/** A call of the core: runs in the utility process, or in plain Node behind the command line and tests. */
export const coreCalls = {
  'workspace.current': { input: z.object({}), output: z.object({ workspace: workspace.optional() }) },
  'workspace.recent': { input: z.object({}), output: z.object({ workspaces: z.array(recentWorkspace) }) },
  /** Opens the workspace of these paths (made, if there is none) and imports what is new in it. */
  'workspace.open': { input: z.object({ tokens: z.array(token).min(1) }), output: jobStarted },
  'workspace.openSamples': { input: z.object({}), output: jobStarted },
  'workspace.openRecent': { input: z.object({ workspaceId: z.string() }), output: jobStarted },
  'workspace.forget': { input: z.object({ workspaceId: z.string() }), output: z.object({}) },
  'workspace.close': { input: z.object({}), output: z.object({}) },

  'sources.add': { input: z.object({ tokens: z.array(token).min(1) }), output: jobStarted },
  'sources.remove': { input: z.object({ sourceId: id }), output: jobStarted },
  /** Imports what is new, changed or was left undone. */
  'sources.refresh': { input: z.object({}), output: jobStarted },

  /** Opens the workspace of a source beyond this machine, or adds it to the one that is open, and imports. */
  'sources.openRemote': {
    input: z.object({ source: remoteSource, where: z.enum(['new', 'add']) }),
    output: jobStarted,
  },
  /** Takes another choice of the same source: accounts, regions, range, queue. */
  'sources.change': { input: z.object({ sourceId: id, source: remoteSource }), output: jobStarted },
  /** Fetches what is new in sources beyond this machine, again and again. */
  'sources.follow': { input: z.object({ isOn: z.boolean() }), output: z.object({}) },

  'aws.profiles': { input: z.object({}), output: z.custom<ProfileList>(isObject) },
  /** Who a profile is; asks STS. Errors: aws/*. */
  'aws.identity': { input: z.object({ profile: z.string().max(500) }), output: z.custom<Identity>(isObject) },
  /** Device authorisation from beginning to end; `signIn` is pushed when there is a code to show. Cancelled by its signal. */
  'aws.signIn': { input: z.object({ profile: z.string().max(500) }), output: z.object({}) },
  'aws.prompts': { input: z.object({}), output: z.object({ prompts: z.array(z.custom<Prompt>(isObject)) }) },
  /** A code for an `mfa` prompt; for the others: try again now. */
  'aws.answer': { input: z.object({ promptId: id, code: z.string().max(20).optional() }), output: z.object({}) },
  /** What waited for it fails. */
  'aws.dismiss': { input: z.object({ promptId: id }), output: z.object({}) },
  /** Regions of the profile's partition, the profile's own first. */
  'aws.regions': {
    input: z.object({ profile: z.string().max(500).optional() }),
    output: z.object({ regions: z.array(z.string()) }),
  },
  /** Errors: aws/denied where listing is not allowed. */
  'aws.buckets': {
    input: z.object({ profile: z.string().max(500).optional(), endpoint: z.string().max(2000).optional() }),
    output: z.object({ buckets: z.array(z.object({ name: z.string(), region: z.string().optional() })) }),
  },
  /** Looks for logs; `trails` is pushed as they are found. Cancelled by its signal. */
  'trails.find': {
    input: z.object({
      searchId: z.string().max(100),
      profile: z.string().max(500).optional(),
      endpoint: z.string().max(2000).optional(),
      /** A bucket, an `s3://` URL, an access point, or the address of an S3 console page. */
      location: z.string().min(1).max(4000),
      requesterPays: z.boolean().optional(),
    }),
    output: z.custom<FoundTrails>(isObject),
  },
  /** Days with logs, whatever the range of `source`; `trailDays` is pushed meanwhile. */
  'trails.days': {
    input: z.object({ searchId: z.string().max(100), source: remoteSource }),
    output: z.custom<FoundDays>(isObject),
  },
  /** How much a source would bring; `trailObjects` is pushed meanwhile. */
  'trails.count': {
    input: z.object({ searchId: z.string().max(100), source: remoteSource }),
    output: z.custom<FoundObjects>(isObject),
  },

  'cache.status': { input: z.object({}), output: z.custom<CacheStatus>(isObject) },
  /** Deletes downloaded objects: all, or those of a place. What was imported from them stays. */
  'cache.clear': {
    input: z.object({ place: z.string().max(2000).optional() }),
    output: z.custom<CacheStatus>(isObject),
  },

  'jobs.list': { input: z.object({}), output: z.object({ jobs: z.array(job) }) },
  /** Lets what is being fetched end, and fetches nothing more until it is resumed. */
  'jobs.pause': { input: z.object({ jobId: id }), output: z.object({}) },
  'jobs.resume': { input: z.object({ jobId: id }), output: z.object({}) },
  'jobs.cancel': { input: z.object({ jobId: id }), output: z.object({}) },

  /** Evaluates a query once; its rows then stand still under the reader, also while an import goes on. */
  'events.open': {
    input: eventQuery,
    output: z.object({ viewId: id, total: z.number(), revision: z.number() }),
  },
  'events.page': {
    input: z.object({
      viewId: id,
      offset: z.number().int().nonnegative(),
      limit: z.number().int().min(1).max(1000),
      columns: z.array(fieldId).max(600),
    }),
    /** `ids[i]` names the event of `rows[i]`; cells stand in the order of `columns`. */
    output: z.object({ ids: z.array(id), rows: z.array(z.array(cell)) }),
  },
  /** Where an event stands in a view, if it does. */
  'events.position': {
    input: z.object({ viewId: id, eventId: id }),
    output: z.object({ index: z.number().optional() }),
  },
  /** Counts by value, most frequent first. A facet leaves its own clauses of the filter out of account. */
  'events.facets': {
    input: eventSet.extend({
      facets: z
        .array(
          z.object({
            field: fieldId,
            /** Only values that have this text in them, whatever the case. */
            search: z.string().max(500).optional(),
            limit: z.number().int().min(1).max(1000),
          }),
        )
        .max(60),
    }),
    /**
     * In the order of the question. `count` of a `null` value: events without the field. `distinct` counts all values
     * but `null`, with a search those that have it.
     */
    output: z.object({
      facets: z.array(
        z.object({
          field: z.string(),
          values: z.array(z.object({ value: cell, count: z.number() })),
          distinct: z.number(),
        }),
      ),
    }),
  },
  /** Events over time, in steps that people know (a minute, a quarter of an hour, a day in the zone, a month). */
  'events.histogram': {
    input: eventSet.extend({ maxBars: z.number().int().min(10).max(1000) }),
    output: z.object({
      /** Every step from the first to the last, also the empty ones; a bar lasts until the next, the last until `toMs`. */
      bars: z.array(z.object({ fromMs: z.number(), succeeded: z.number(), failed: z.number() })),
      toMs: z.number(),
      /** How long a step is, in words: `15 minutes`, `1 day`. */
      step: z.string(),
      /** Events that have no time that can be read. */
      withoutTime: z.number(),
    }),
  },
  /** What may stand where the reader types: fields, or values by how many events of the set (but for this clause) have them. */
  'filter.complete': {
    input: eventSet.extend({
      /** Offset into `filter`, in UTF-16 code units. */
      cursor: id,
      limit: z.number().int().min(1).max(100),
    }),
    /** An option's `text` takes the place of the filter from `from` to `to`. */
    output: z.object({
      from: z.number(),
      to: z.number(),
      options: z.array(
        z.object({
          kind: z.enum(['field', 'value', 'operator']),
          text: z.string(),
          /** What is shown, where that is not the text. */
          label: z.string().optional(),
          detail: z.string().optional(),
          count: z.number().optional(),
        }),
      ),
    }),
  },
  /** Fields that records of the workspace have, beyond the columns: the ways to their values, most frequent first. */
  'events.fields': {
    input: z.object({ search: z.string().max(500), limit: z.number().int().min(1).max(1000) }),
    output: z.object({ fields: z.array(z.object({ id: z.string(), example: z.string().optional() })) }),
  },
  'events.close': { input: z.object({ viewId: id }), output: z.object({}) },

  'event.detail': {
    input: z.object({ eventId: id }),
    output: z.object({
      /** Every column but `record`, by id. */
      cells: z.record(z.string(), cell),
      /** Everywhere the record was found; the first is the one shown. */
      places: z.array(place),
      /** From a listing that has summary columns only (Event history CSV): most fields are unknown. */
      isSummaryOnly: z.boolean(),
      /** Places whose record says something else under the same eventID. */
      conflicts: z.array(z.object({ place, text: z.string() })),
    }),
  },
  'event.record': {
    input: z.object({ eventId: id }),
    output: z.object({
      text: z.string(),
      place: place.optional(),
      /** False where the file has changed or is gone: the text is then the one kept at import. */
      isFromFile: z.boolean(),
      note: z.string().optional(),
    }),
  },

  /** Events that belong to this one; groups without any are left out. */
  'event.related': {
    input: z.object({ eventId: id }),
    output: z.object({
      groups: z.array(
        z.object({
          /**
           * `began`: the call of STS that issued the session's key. `issued`: what was done with the key that this
           * call issued.
           */
          kind: z.enum(['request', 'sharedEvent', 'began', 'issued', 'session', 'accessKey']),
          /** The filter that gives the whole group. */
          filter: z.string(),
          /** Without the event itself. */
          total: z.number(),
          /** Some of them, those nearest in time, in order of time: cells by column id. */
          events: z.array(z.object({ eventId: id, cells: z.record(z.string(), cell) })),
        }),
      ),
    }),
  },

  /** Writes the events of a query into the file of the token (`shell.chooseSave`): a job. */
  'export.events': {
    input: z.object({
      token,
      format: z.enum(['csv', 'json', 'ndjson', 'parquet']),
      query: eventQuery,
      /** Of CSV and Parquet; JSON and NDJSON hold the exact records. */
      columns: z.array(fieldId).min(1).max(600),
    }),
    output: z.object({ jobId: id }),
  },
  /** Writes all rows of a question in SQL: a job. */
  'export.sql': {
    input: z.object({ token, format: z.enum(['csv', 'json', 'ndjson', 'parquet']), text: z.string().max(100_000) }),
    output: z.object({ jobId: id }),
  },

  /** Checks a filter without running it: all problems, with where they lie in the text. */
  'filter.check': {
    input: z.object({ text: z.string().max(20_000), timeZone: z.string().max(100) }),
    output: z.object({
      problems: z.array(
        z.object({ from: z.number(), to: z.number(), message: z.string(), suggestion: z.string().optional() }),
      ),
    }),
  },

  'problems.list': {
    input: z.object({
      level: z.enum(['all', 'error', 'info']),
      kind: z.string().optional(),
      file: z.string().optional(),
      /** Only of files whose name has this in it, whatever the case. */
      search: z.string().max(500).optional(),
      offset: id,
      limit: z.number().int().min(1).max(1000),
    }),
    /** `total` counts what was asked for, `byKind` the whole ledger. */
    output: z.object({
      problems: z.array(problem),
      total: z.number(),
      byKind: z.array(z.object({ kind: z.string(), level: z.enum(['error', 'info']), count: z.number() })),
    }),
  },

  /** The ledger by kind and file: kinds of errors first, most frequent first. */
  'problems.groups': {
    input: z.object({
      level: z.enum(['all', 'error', 'info']),
      /** Only files whose name has this in it, whatever the case. */
      search: z.string().max(500).optional(),
      filesPerKind: z.number().int().min(1).max(1000),
    }),
    output: z.object({
      groups: z.array(
        z.object({
          kind: z.string(),
          level: z.enum(['error', 'info']),
          count: z.number(),
          /** How many files have problems of this kind, and those with most of them. */
          filesTotal: z.number(),
          files: z.array(z.object({ file: z.string(), count: z.number() })),
        }),
      ),
    }),
  },
  /** A token for a file that the ledger or an event names, where it is on this machine: for `shell.reveal`. */
  'files.locate': { input: z.object({ file: z.string().max(10_000) }), output: z.object({ token: token.optional() }) },

  /** Delivery streams that Firehose calls in the log name. */
  'streams.list': {
    input: z.object({}),
    output: z.object({
      streams: z.array(z.custom<StreamSummary>(isObject)),
      /** Calls that belong to no stream: refused before they named one, or of a kind that is not known. */
      unattached: z.array(z.custom<Unattached>(isObject)),
      /** False while the newest events are still being worked in. */
      isCurrent: z.boolean(),
    }),
  },
  'streams.timeline': { input: z.object({ stream: streamKey }), output: z.custom<Timeline>(isObject) },
  'streams.compare': {
    input: z.object({ stream: streamKey, from: stateRef, to: stateRef, timeZone: z.string().max(100) }),
    output: z.custom<Comparison>(isObject),
  },
  /** One configuration, with blame for each field and the request that made it. */
  'streams.version': {
    input: z.object({ stream: streamKey, state: stateRef, timeZone: z.string().max(100) }),
    output: z.custom<ShownVersion>(isObject),
  },
  /** The version an event made, or why it made none. */
  'streams.ofEvent': { input: z.object({ eventId: id }), output: z.custom<EventPlace>(isObject) },
  /** A describe-delivery-stream answer against the newest version of its stream. */
  'streams.compareLive': {
    input: z.object({ text: z.string().max(5_000_000), stream: streamKey.optional() }),
    output: z.custom<LiveComparison>(isObject),
  },
  /** A text to copy or save. `from` and `to` are for a diff. */
  'streams.report': {
    input: z.object({
      stream: streamKey,
      what: z.enum(['diff', 'timeline', 'history']),
      format: z.enum(['markdown', 'json', 'html']),
      from: stateRef.optional(),
      to: stateRef.optional(),
      /** With the changes that are hidden as noise. */
      withNoise: z.boolean(),
      timeZone: z.string().max(100),
    }),
    output: z.object({ text: z.string(), fileName: z.string() }),
  },
  /** Any two events: their records, leaf by leaf. */
  'events.compare': {
    input: z.object({ from: id, to: id }),
    output: z.custom<RecordComparison>(isObject),
  },

  /** One SELECT over our tables, read-only; `isCut` when there were more rows than `limit`, or than can be held. */
  'sql.run': {
    input: z.object({ text: z.string().max(100_000), limit: z.number().int().min(1).max(10_000) }),
    output: z.object({
      columns: z.array(z.object({ name: z.string(), type: z.string() })),
      rows: z.array(z.array(cell)),
      isCut: z.boolean(),
      durationMs: z.number(),
    }),
  },

  /** What can be asked of, for completion and the list beside the editor. */
  'sql.schema': {
    input: z.object({}),
    output: z.object({
      tables: z.array(
        z.object({
          name: z.string(),
          description: z.string(),
          columns: z.array(z.object({ name: z.string(), type: z.string(), description: z.string().optional() })),
        }),
      ),
    }),
  },

  'settings.get': { input: z.object({}), output: settings },
  'settings.set': { input: settings.partial(), output: settings },
} as const;

/** A call of the shell: runs in Electron's main process. */
export const shellCalls = {
  'shell.info': {
    input: z.object({}),
    output: z.object({
      version: z.string(),
      platform: z.string(),
      /** The view to begin with (`--view`). */
      view: z.enum(['events', 'streams', 'sql', 'problems']),
    }),
  },
  /** Ask for a folder or files; no tokens when the user cancelled. */
  'shell.chooseFolder': { input: z.object({}), output: z.object({ tokens: z.array(token) }) },
  'shell.chooseFiles': { input: z.object({}), output: z.object({ tokens: z.array(token) }) },
  'shell.copyText': { input: z.object({ text: z.string().max(50_000_000) }), output: z.object({}) },
  /** Asks where to save a text, and writes it there; `isSaved` is false when the user cancelled. */
  'shell.saveText': {
    input: z.object({ text: z.string().max(200_000_000), fileName: z.string().max(255) }),
    output: z.object({ isSaved: z.boolean(), fileName: z.string().optional() }),
  },
  /** Asks where to write; nothing when the user cancelled. */
  'shell.chooseSave': {
    input: z.object({ fileName: z.string().max(255) }),
    output: z.object({ token: token.optional(), fileName: z.string().optional() }),
  },
  /** Shows a file in the system's file manager. Errors: path/not-found. */
  'shell.reveal': { input: z.object({ token }), output: z.object({}) },
  /** Asks for one small text file and reads it (a saved answer of AWS); nothing when the user cancelled. */
  'shell.readText': {
    input: z.object({}),
    output: z.object({ text: z.string().optional(), fileName: z.string().optional() }),
  },
  'shell.openExternal': { input: z.object({ url: z.string().max(2000) }), output: z.object({}) },
  'shell.coreStatus': { input: z.object({}), output: z.object({ phase: z.enum(['running', 'restarting', 'failed']) }) },
  /** Starts the core again after it has failed repeatedly. */
  'shell.restartCore': { input: z.object({}), output: z.object({}) },
} as const;

/** What is pushed to the window. */
export const pushed = {
  job,
  /** Everything that waits for the user: the whole list, each time. */
  prompts: z.object({ prompts: z.array(z.custom<Prompt>(isObject)) }),
  /** A code to confirm in the browser; absent once a sign-in has ended, in whatever way. */
  signIn: z.object({ signIn: z.custom<DeviceSignIn>(isObject).optional() }),
  /** The configuration files have changed. */
  profiles: z.custom<ProfileList>(isObject),
  trails: z.custom<FoundTrails>(isObject),
  trailDays: z.custom<FoundDays>(isObject),
  trailObjects: z.custom<FoundObjects>(isObject),
  workspace: z.object({ workspace: workspace.optional() }),
  /** The core's state; `message` says what happened, for people. */
  core: z.object({ phase: z.enum(['running', 'restarting', 'failed']), message: z.string().optional() }),
  /** A menu entry or key that the window acts on. */
  command: z.object({
    command: z.enum([
      'openFolder',
      'openFiles',
      'openS3',
      'openEventHistory',
      'showCache',
      'showAccountNames',
      'openSamples',
      'closeWorkspace',
      'find',
      'showEvents',
      'showStreams',
      'showSql',
      'showProblems',
      'refresh',
      'undoView',
      'redoView',
      'exportEvents',
    ]),
  }),
  /** Files were dropped on the window or handed over by a second start. */
  dropped: z.object({ tokens: z.array(token), names: z.array(z.string()) }),
} as const;

export const calls = { ...coreCalls, ...shellCalls } as const;

export type CoreCallName = keyof typeof coreCalls;
export type ShellCallName = keyof typeof shellCalls;
export type CallName = keyof typeof calls;
export type CallInput<Name extends CallName> = z.input<(typeof calls)[Name]['input']>;
export type CallOutput<Name extends CallName> = z.output<(typeof calls)[Name]['output']>;
export type PushedName = keyof typeof pushed;
export type Pushed<Name extends PushedName> = z.output<(typeof pushed)[Name]>;

export type Workspace = z.output<typeof workspace>;
export type WorkspaceCounts = z.output<typeof counts>;
export type Source = z.output<typeof source>;
export type RecentWorkspace = z.output<typeof recentWorkspace>;
export type Job = z.output<typeof job>;
export type Follow = z.output<typeof follow>;
export type JobCounts = z.output<typeof jobCounts>;
export type Place = z.output<typeof place>;
export type Settings = z.output<typeof settings>;
export type SavedView = z.output<typeof savedView>;
export type EventSet = z.output<typeof eventSet>;

/** How a call ends on the wire: Electron keeps only the message of a thrown error, so errors are values. */
export type Reply<Value = unknown> =
  | { readonly ok: true; readonly value: Value }
  | {
      readonly ok: false;
      readonly error: { readonly code: ErrorCode; readonly message: string; readonly detail?: ErrorDetail | undefined };
    };
