// The workspace that is open: its database, sources, views and state.
import type { Source, Workspace } from '../../shared/ipc/contract.ts';
import type { RemoteSource, SourceSpec } from '../../shared/ipc/sourceSpec.ts';
import { AppError } from '../../shared/errors.ts';
import { Gate } from './gate.ts';
import { isRead, KnownFiles } from './ingest/knownFiles.ts';
import { runImport, type ImportSummary } from './ingest/importJob.ts';
import type { Work } from './jobs.ts';
import type { Sources } from './sources/registry.ts';
import type { Walk, WalkContext } from './sources/source.ts';
import { addedSource, filesOnlyOf, newSources } from './sources/changes.ts';
import { walkLocal, walksOf } from './sources/walk.ts';
import { Database } from './store/database.ts';
import { EventSets } from './store/eventSets.ts';
import { RecordFields } from './store/recordFields.ts';
import { ValueCounts } from './store/valueCounts.ts';
import { EventViews } from './store/eventViews.ts';
import { removeFiles } from './store/removal.ts';
import { addSources, changeSource, listSources, storedSources, type StoredSource } from './store/sources.ts';
import { quoteText } from './store/schema.ts';
import { readTotals } from './store/totals.ts';
import { OpenStreams } from './streams/openStreams.ts';
import { StreamKeeper } from './streams/streamKeeper.ts';
import { StreamTables } from './streams/streamTables.ts';
import { unlessAborted } from './unlessAborted.ts';

type Report = Parameters<Work>[1];

type ImportOptions = {
  readonly signal: AbortSignal;
  readonly report: Report;
  /** What paused fetching waits at. */
  readonly gate?: Gate;
  /** Whether the table of streams grows while the import runs. */
  readonly growsStreams: boolean;
  readonly only?: ImportSelection;
};

/** Only these instead of a walk of every source. */
export type ImportSelection = readonly Walk[];

export type WorkspaceIdentity = { readonly id: string; readonly name: string; readonly isSample: boolean };

type OpenOptions = {
  readonly file: string;
  /** The built file of the worker threads. */
  readonly workerFile: string;
  readonly sources: Sources;
  /** Called with every change of what the workspace holds. */
  readonly onChange: () => void;
  readonly onBug: (error: unknown) => void;
};

export class OpenWorkspace {
  readonly identity: WorkspaceIdentity;
  readonly database: Database;
  readonly sets: EventSets;
  readonly values: ValueCounts;
  readonly fields: RecordFields;
  readonly views: EventViews;
  readonly streams: OpenStreams;
  private readonly streamTables: StreamTables;
  private readonly keeper: StreamKeeper;
  private readonly options: OpenOptions;
  private isImporting = false;
  private changes: Workspace['changes'];
  /** Grows with every change that a view may lack. */
  revision = 0;

  private constructor(identity: WorkspaceIdentity, database: Database, options: OpenOptions) {
    this.identity = identity;
    this.database = database;
    this.options = options;
    const revision = (): number => this.revision;
    this.sets = new EventSets(database, revision);
    this.values = new ValueCounts(database, this.sets, revision);
    this.fields = new RecordFields(database, revision);
    this.views = new EventViews(database, this.sets);
    this.streams = new OpenStreams(database);
    this.streamTables = new StreamTables(database);
    const { workerFile, onBug } = options;
    this.keeper = new StreamKeeper({ database, workerFile, onChange: () => this.touch(), onBug });
  }

  static async open(identity: WorkspaceIdentity, options: OpenOptions): Promise<OpenWorkspace> {
    return new OpenWorkspace(identity, await Database.open(options.file), options);
  }

  async state(): Promise<Workspace> {
    const totals = await readTotals(this.database);
    return {
      ...this.identity,
      sources: await this.sources(),
      counts: totals.counts,
      isIncomplete: (await this.database.getMeta('isIncomplete')) === 'true',
      revision: this.revision,
      ...(this.changes === undefined ? {} : { changes: this.changes }),
      ...(totals.firstEventTime === undefined ? {} : { firstEventTime: totals.firstEventTime }),
      ...(totals.lastEventTime === undefined ? {} : { lastEventTime: totals.lastEventTime }),
    };
  }

  sources(): Promise<Source[]> {
    return listSources(this.database, this.options.sources);
  }

  /** The specs of its sources: what is needed to make it anew. */
  async specs(): Promise<readonly SourceSpec[]> {
    return (await storedSources(this.database)).map(({ spec }) => spec);
  }

  /** Those that are not of this machine. */
  async remoteSources(): Promise<readonly StoredSource[]> {
    return (await storedSources(this.database)).filter(({ spec }) => spec.kind !== 'local');
  }

  /** Whether all of these files have been read to their end, in the version that is given. No path stands twice. */
  async holds(files: readonly { readonly path: string; readonly version: string | undefined }[]): Promise<boolean> {
    if (files.length === 0) return true;
    const wanted = files.map(({ path, version }) => {
      const isPath = `path = ${quoteText(path)}`;
      return version === undefined ? isPath : `(${isPath} AND version = ${quoteText(version)})`;
    });
    const [row] = await this.database.rows(
      `SELECT count(DISTINCT path) AS files FROM store.files WHERE ${isRead} AND (${wanted.join(' OR ')})`,
    );
    return Number(row?.['files']) === files.length;
  }

  /**
   * Adds sources, unless they are there already. Files are found again from any working folder, and shown under the
   * path as it was given. Errors: path/not-found.
   */
  async addSources(given: readonly SourceSpec[]): Promise<void> {
    await addSources(this.database, await newSources(this.database, this.options.sources, given));
  }

  /** Takes another choice of a source beyond this machine: what was read of it stays. */
  async changeSource(sourceId: number, spec: RemoteSource): Promise<void> {
    const found = (await storedSources(this.database)).find(({ id }) => id === sourceId);
    if (found === undefined || found.spec.kind !== spec.kind)
      throw new AppError('bad-request', 'That source is no longer in the workspace');
    await changeSource(this.database, sourceId, addedSource(this.options.sources, spec));
    this.touch();
  }

  /** Takes a source out, with every file that no other source covers. */
  async removeSource(sourceId: number): Promise<void> {
    const ids = await filesOnlyOf(this.database, this.options.sources, sourceId);
    await this.database.transaction(async (connection) => {
      await removeFiles(connection, ids);
      await connection.run('DELETE FROM store.sources WHERE id = $1', [sourceId]);
      // What could not be looked into is found again by the next import, if it is under another source.
      await connection.run('DELETE FROM store.problems WHERE file_id < 0');
    });
    await this.database.checkpoint();
    this.touch();
  }

  /** Reads what is new, changed or was left undone. The table of streams follows on the way if it is to grow. */
  async import({ signal, report, gate, growsStreams, only }: ImportOptions): Promise<ImportSummary> {
    this.changes = undefined;
    const { sources, workerFile } = this.options;
    const stored = await storedSources(this.database);
    const onCommit = (): void => {
      this.touch();
      if (growsStreams) this.keeper.soon();
    };
    this.isImporting = true;
    try {
      return await runImport({
        database: this.database,
        workerFile,
        walks: only ?? walksOf(sources, stored),
        isPartial: only !== undefined,
        signal,
        gate: gate ?? new Gate(signal),
        report,
        onCommit,
      });
    } finally {
      this.isImporting = false;
    }
  }

  /** Whether an object has been read in this version, as it stands now. */
  async knownVersions(): Promise<WalkContext['isKnown']> {
    const known = await KnownFiles.load(this.database);
    return (file) => known.hasVersion(file);
  }

  /** Brings the table of streams up to what has been read. Errors: cancelled, which stops the waiting, not the work. */
  completeStreams(signal: AbortSignal): Promise<void> {
    return unlessAborted(this.keeper.complete(), signal);
  }

  /** Brings the tables that a question in SQL names up to date. */
  async prepareTables(names: ReadonlySet<string>, signal: AbortSignal): Promise<void> {
    const isOfStreams = names.has('streams') || names.has('versions') || names.has('changes');
    if (!isOfStreams) return;
    await unlessAborted(this.isImporting ? this.keeper.catchUp() : this.keeper.complete(), signal);
    if (names.has('versions') || names.has('changes')) await this.streamTables.fill(signal);
  }

  /** Compares the workspace with the disk, without reading any file, and without the network. */
  async check(signal: AbortSignal, report: Report): Promise<void> {
    const known = await KnownFiles.load(this.database);
    const stored = await storedSources(this.database);
    const context: WalkContext = {
      signal,
      whenRunning: () => Promise.resolve(),
      isKnown: () => false,
      reportConcurrency: () => undefined,
    };
    const differing = { changed: 0, added: 0 };
    let filesDone = 0;
    for await (const entry of walkLocal(this.options.sources, stored, context)) {
      if (signal.aborted) throw new AppError('cancelled', 'Cancelled');
      if (entry.kind !== 'file') continue;
      const isNew = !known.has(entry.path);
      if (!known.isUnchanged(entry)) differing[isNew ? 'added' : 'changed'] += 1;
      filesDone += 1;
      report({ filesDone });
    }
    const vanished = known.vanished().length;
    const hasChanges = differing.changed + differing.added + vanished > 0;
    this.changes = hasChanges ? { ...differing, vanished } : undefined;
    this.touch();
  }

  async close(): Promise<void> {
    await this.keeper.close();
    await this.database.close();
  }

  private touch(): void {
    this.revision += 1;
    this.options.onChange();
  }
}
