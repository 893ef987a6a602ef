// The workspace that is open: its database, sources, views and state.
import { statSync } from 'node:fs';
import { resolve, sep } from 'node:path';

import type { Source, Workspace } from '../../shared/ipc/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { KnownFiles } from './ingest/knownFiles.ts';
import { runImport, type ImportSummary } from './ingest/importJob.ts';
import type { Work } from './jobs.ts';
import { findSource } from './sources/registry.ts';
import type { SourceEntry } from './sources/source.ts';
import { Database } from './store/database.ts';
import { EventViews } from './store/eventViews.ts';
import { removeFiles } from './store/removal.ts';
import { addSources, isUnder, listSources, sourcePlaces, type AddedSource, type SourcePlace } from './store/sources.ts';
import { readTotals } from './store/totals.ts';
import { OpenStreams } from './streams/openStreams.ts';
import { StreamKeeper } from './streams/streamKeeper.ts';
import { StreamTables } from './streams/streamTables.ts';
import { unlessAborted } from './unlessAborted.ts';

/** The one kind of source that a workspace can have so far. */
const localSource = findSource('local');

type Report = Parameters<Work>[1];

type ImportOptions = {
  readonly signal: AbortSignal;
  readonly report: Report;
  /** Whether the table of streams grows while the import runs. */
  readonly growsStreams: boolean;
};

export type WorkspaceIdentity = { readonly id: string; readonly name: string; readonly isSample: boolean };

type OpenOptions = {
  readonly file: string;
  /** The built file of the worker threads. */
  readonly workerFile: string;
  /** Called with every change of what the workspace holds. */
  readonly onChange: () => void;
  readonly onBug: (error: unknown) => void;
};

export class OpenWorkspace {
  readonly identity: WorkspaceIdentity;
  readonly database: Database;
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
    this.views = new EventViews(database);
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
    return listSources(this.database);
  }

  /**
   * Adds paths as sources, unless they are sources already. Files are found again from any working folder, and shown
   * under the path as it was given. Errors: path/not-found.
   */
  async addSources(paths: readonly string[]): Promise<void> {
    const known = new Set((await this.sources()).map((source) => source.path));
    const added = new Map<string, AddedSource>();
    for (const given of paths) {
      const path = resolve(given);
      if (known.has(path) || added.has(path)) continue;
      added.set(path, { path, name: given === sep ? given : given.replace(/[/\\]+$/, ''), kind: kindOf(path) });
    }
    await addSources(this.database, [...added.values()]);
  }

  /** Takes a source out, with every file that no other source covers. */
  async removeSource(sourceId: number): Promise<void> {
    const all = await this.sources();
    const gone = all.find((source) => source.id === sourceId);
    if (gone === undefined) return;
    const others = all.filter((source) => source !== gone);
    const files = await this.database.rows('SELECT id, path FROM store.files');
    const ids = files
      .filter(({ path }) => isUnder(gone, String(path)) && !others.some((source) => isUnder(source, String(path))))
      .map((file) => Number(file['id']));
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
  async import({ signal, report, growsStreams }: ImportOptions): Promise<ImportSummary> {
    this.changes = undefined;
    const places = await sourcePlaces(this.database);
    const onCommit = (): void => {
      this.touch();
      if (growsStreams) this.keeper.soon();
    };
    const { workerFile } = this.options;
    const walk = (abort: AbortSignal): AsyncIterable<SourceEntry> => walkAll(places, abort);
    this.isImporting = true;
    try {
      return await runImport({ database: this.database, workerFile, walk, signal, report, onCommit });
    } finally {
      this.isImporting = false;
    }
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

  /** Compares the workspace with the disk, without reading any file. */
  async check(signal: AbortSignal, report: Report): Promise<void> {
    const known = await KnownFiles.load(this.database);
    const differing = { changed: 0, added: 0 };
    let filesDone = 0;
    for (const source of await this.sources()) {
      for await (const entry of localSource.walk({ path: source.path }, signal)) {
        if (signal.aborted) throw new AppError('cancelled', 'Cancelled');
        if (entry.kind !== 'file') continue;
        const isNew = !known.has(entry.path);
        if (!known.isUnchanged(entry)) differing[isNew ? 'added' : 'changed'] += 1;
        filesDone += 1;
        report({ filesDone });
      }
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

async function* walkAll(places: readonly SourcePlace[], signal: AbortSignal): AsyncGenerator<SourceEntry> {
  for (const place of places) {
    for await (const entry of localSource.walk({ path: place.path }, signal)) yield shownAsGiven(entry, place);
  }
}

function shownAsGiven(entry: SourceEntry, { path, name }: SourcePlace): SourceEntry {
  const folder = path.endsWith(sep) ? path.slice(0, -1) : path;
  const shown = (found: string): string => (found.startsWith(folder) ? `${name}${found.slice(folder.length)}` : found);
  if (path === name) return entry;
  if (entry.kind === 'file') return { ...entry, name: shown(entry.name) };
  return { ...entry, problem: { ...entry.problem, file: shown(entry.problem.file) } };
}

function kindOf(path: string): Source['kind'] {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    throw new AppError('path/not-found', `${path} does not exist or cannot be read. Check the path.`, { cause: error });
  }
}
