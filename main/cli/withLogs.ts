// Gets the logs that a command names into a workspace: one that is kept (`--workspace`) or a temporary one.
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { AppError } from '../../shared/errors.ts';
import type { SourceSpec } from '../../shared/ipc/sourceSpec.ts';
import { OpenWorkspace, type ImportSelection } from '../core/openWorkspace.ts';
import { createSources, type SourceParts, type Sources } from '../core/sources/registry.ts';
import { walkLocal } from '../core/sources/walk.ts';
import { storedSources } from '../core/store/sources.ts';
import { readTotals, type Totals } from '../core/store/totals.ts';
import type { CommandContext, Options } from './command.ts';
import { reportOutcome } from './outcome.ts';
import { clearProgress, showProgress, showStep } from './progress.ts';
import { readSources, type ChosenSources } from './sourceOptions.ts';

export type Logs = {
  readonly workspace: OpenWorkspace;
  /** What was named this time. */
  readonly named: readonly SourceSpec[];
  readonly totals: Totals;
  readonly unchangedFiles: number;
  /** An import into the workspace was stopped before its end, and this was not asked to continue it. */
  readonly isIncomplete: boolean;
  readonly seconds: number;
  /** Aborted when the command is interrupted (Ctrl+C). */
  readonly signal: AbortSignal;
};

type Request = {
  readonly paths: readonly string[];
  readonly options: Options;
  readonly context: CommandContext;
  /** Looks for what is new in AWS also where the command names no source: it is what an import is for. */
  readonly isImport?: true;
};

/** Imports what is named, runs `use`, and closes the workspace whatever happens. Returns the exit status. */
export async function withLogs(request: Request, use: (logs: Logs) => Promise<void>): Promise<number> {
  const chosen = readSources(request.paths, request.options);
  const kept = request.options.value('workspace');
  requireSomething(chosen, kept);
  const temporaryDir = kept === undefined ? mkdtempSync(join(tmpdir(), 'firetrail-')) : undefined;
  const file = resolve(kept ?? join(temporaryDir ?? '', 'workspace.duckdb'));
  const abort = new AbortController();
  const stop = (): void => abort.abort();
  for (const signal of stopSignals) process.once(signal, stop);
  try {
    return await withWorkspace({ ...request, chosen, file, signal: abort.signal }, use);
  } finally {
    for (const signal of stopSignals) process.off(signal, stop);
    if (temporaryDir !== undefined) rmSync(temporaryDir, { recursive: true, force: true });
  }
}

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

type OpenRequest = Request & {
  readonly chosen: ChosenSources;
  readonly file: string;
  readonly signal: AbortSignal;
};

async function withWorkspace(request: OpenRequest, use: (logs: Logs) => Promise<void>): Promise<number> {
  const { chosen, file, context, signal } = request;
  const remote = new LazyRemote(chosen.cacheDir, signal);
  const sources = createSources(() => remote.parts);
  const nobodyWatches = { onChange: () => undefined, onBug: (error: unknown) => console.error(error) };
  const settings = { file, workerFile: context.workerFile, sources, ...nobodyWatches };
  const workspace = await OpenWorkspace.open({ id: 'cli', name: file, isSample: false }, settings);
  try {
    const logs = await importLogs({ ...request, workspace, remote, sources });
    await use(logs);
    return await reportOutcome(logs);
  } finally {
    await workspace.close();
    remote.close();
  }
}

/** Who reads files of this machine only does not load what speaks with AWS. */
class LazyRemote {
  private readonly cacheDir: string;
  private readonly signal: AbortSignal;
  private opened: SourceParts | undefined;

  constructor(cacheDir: string, signal: AbortSignal) {
    this.cacheDir = cacheDir;
    this.signal = signal;
  }

  async open(): Promise<SourceParts> {
    const { openRemote } = await import('./remote.ts');
    this.opened ??= openRemote(this.cacheDir, this.signal);
    return this.opened;
  }

  get parts(): SourceParts {
    if (this.opened === undefined) throw new Error('AWS is used before it is opened');
    return this.opened;
  }

  close(): void {
    this.opened?.access.close();
  }
}

type Import = OpenRequest & {
  readonly workspace: OpenWorkspace;
  readonly remote: LazyRemote;
  readonly sources: Sources;
};

async function importLogs(request: Import): Promise<Logs> {
  const { workspace, signal } = request;
  const startedMs = performance.now();
  try {
    const named = await nameSources(request);
    await workspace.addSources(named);
    const only = await selectionFor(request, named);
    const { unchangedFiles } = await workspace.import({
      signal,
      report: showProgress,
      growsStreams: false,
      ...(only === undefined ? {} : { only }),
    });
    const totals = await readTotals(workspace.database);
    const seconds = Math.round(performance.now() - startedMs) / 1000;
    const isIncomplete = (await workspace.database.getMeta('isIncomplete')) === 'true';
    return { workspace, named, totals, unchangedFiles, isIncomplete, seconds, signal };
  } finally {
    clearProgress();
  }
}

async function nameSources({ chosen, workspace, remote, signal }: Import): Promise<readonly SourceSpec[]> {
  const local = chosen.paths.map((path): SourceSpec => ({ kind: 'local', path }));
  const isRemote = chosen.locations.length > 0 || chosen.history !== undefined;
  const hasRemote = isRemote || (await workspace.remoteSources()).length > 0;
  if (!hasRemote) return local;
  const parts = await remote.open();
  if (!isRemote) return local;
  const { remoteSpecs } = await import('./sourceSpecs.ts');
  showStep(
    `Looking at ${[...chosen.locations, ...(chosen.history === undefined ? [] : ['the event history'])].join(', ')}`,
  );
  return [...local, ...(await remoteSpecs(parts, chosen, signal))];
}

/** A question about a workspace is not one to AWS: without a source that is named, what it holds is the answer. */
async function selectionFor(
  { workspace, sources, isImport }: Import,
  named: readonly SourceSpec[],
): Promise<ImportSelection | undefined> {
  const stored = await storedSources(workspace.database);
  const isAsked = isImport === true || named.some(({ kind }) => kind !== 'local');
  if (isAsked || stored.every(({ spec }) => spec.kind === 'local')) return undefined;
  return [(context) => walkLocal(sources, stored, context)];
}

/** Before anything is made: errors bad-request, path/not-found. */
function requireSomething({ paths, locations, history }: ChosenSources, workspaceFile: string | undefined): void {
  const isNamed = paths.length > 0 || locations.length > 0 || history !== undefined;
  if (!isNamed && workspaceFile === undefined) throw new AppError('bad-request', 'Name the files or folders to read');
  for (const path of paths)
    if (isMissing(path)) throw new AppError('path/not-found', `${path} does not exist. Check the path.`);
  if (isNamed || workspaceFile === undefined || existsSync(workspaceFile)) return;
  throw new AppError(
    'path/not-found',
    `There is no workspace ${workspaceFile} yet. Name the files or folders to read into it.`,
  );
}

/** A path that may not be looked at is not missing: what is wrong with it is found when it is read. */
function isMissing(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) === undefined;
  } catch {
    return false;
  }
}
