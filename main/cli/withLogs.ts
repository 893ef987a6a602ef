// Gets the logs that a command names into a workspace: one that is kept (`--workspace`) or a temporary one.
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { AppError } from '../../shared/errors.ts';
import type { JobCounts } from '../../shared/ipc/contract.ts';
import { OpenWorkspace } from '../core/openWorkspace.ts';
import { unreadableAmong } from '../core/store/ledger.ts';
import { readTotals, type Totals } from '../core/store/totals.ts';
import type { CommandContext, Options } from './command.ts';

export type Logs = {
  readonly workspace: OpenWorkspace;
  readonly totals: Totals;
  readonly unchangedFiles: number;
  readonly seconds: number;
  /** Aborted when the command is interrupted (Ctrl+C). */
  readonly signal: AbortSignal;
};

type Request = { readonly paths: readonly string[]; readonly options: Options; readonly context: CommandContext };

/** Imports the paths, runs `use`, and closes the workspace whatever happens. Returns the exit status. */
export async function withLogs(
  { paths, options, context }: Request,
  use: (logs: Logs) => Promise<void>,
): Promise<number> {
  const kept = options.value('workspace');
  requireSomething(paths, kept);
  const temporaryDir = kept === undefined ? mkdtempSync(join(tmpdir(), 'firetrail-')) : undefined;
  const file = resolve(kept ?? join(temporaryDir ?? '', 'workspace.duckdb'));
  const abort = new AbortController();
  const stop = (): void => abort.abort();
  for (const signal of stopSignals) process.once(signal, stop);
  try {
    const workspace = await openWorkspace(file, context);
    try {
      const logs = await importPaths(workspace, { paths, signal: abort.signal });
      await use(logs);
      return await reportOutcome(logs, paths);
    } finally {
      await workspace.close();
    }
  } finally {
    for (const signal of stopSignals) process.off(signal, stop);
    if (temporaryDir !== undefined) rmSync(temporaryDir, { recursive: true, force: true });
  }
}

function openWorkspace(file: string, { workerFile }: CommandContext): Promise<OpenWorkspace> {
  const nobodyWatches = { onChange: () => undefined, onBug: (error: unknown) => console.error(error) };
  return OpenWorkspace.open({ id: 'cli', name: file, isSample: false }, { file, workerFile, ...nobodyWatches });
}

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Before anything is made: errors bad-request, path/not-found. */
function requireSomething(paths: readonly string[], workspaceFile: string | undefined): void {
  if (paths.length === 0 && workspaceFile === undefined)
    throw new AppError('bad-request', 'Name the files or folders to read');
  for (const path of paths)
    if (isMissing(path)) throw new AppError('path/not-found', `${path} does not exist. Check the path.`);
  if (paths.length > 0 || workspaceFile === undefined || existsSync(workspaceFile)) return;
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

type Import = { readonly paths: readonly string[]; readonly signal: AbortSignal };

async function importPaths(workspace: OpenWorkspace, { paths, signal }: Import): Promise<Logs> {
  const startedMs = performance.now();
  await workspace.addSources(paths);
  try {
    const { unchangedFiles } = await workspace.import({
      signal,
      report: showProgress,
      growsStreams: false,
    });
    const totals = await readTotals(workspace.database);
    return { workspace, totals, unchangedFiles, seconds: Math.round(performance.now() - startedMs) / 1000, signal };
  } finally {
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  }
}

let lastShownMs = 0;

function showProgress(counts: Partial<JobCounts>): void {
  if (!process.stderr.isTTY || performance.now() - lastShownMs < 100) return;
  lastShownMs = performance.now();
  const of = counts.isTotalKnown === true ? ` of ${counts.filesTotal ?? 0}` : '';
  process.stderr.write(`\r\u001b[K${counts.filesDone ?? 0}${of} files, ${counts.records ?? 0} events`);
}

/** One line for what went wrong without stopping the run; status 1 where a path, or all there is, could not be read. */
async function reportOutcome({ workspace, totals }: Logs, paths: readonly string[]): Promise<number> {
  const { errors, filesRead, filesSkipped } = totals.counts;
  const [unreadable] = await unreadableAmong(workspace.database, paths);
  if (unreadable !== undefined) {
    process.stderr.write(`firetrail: ${unreadable.file}: ${unreadable.message}\n`);
    return 1;
  }
  if (filesRead === 0 && paths.length > 0) {
    process.stderr.write(`firetrail: nothing could be read from ${paths.join(', ')}: ${skippedText(filesSkipped)}\n`);
    return 1;
  }
  if (errors > 0)
    process.stderr.write(
      `firetrail: ${errors} ${errors === 1 ? 'problem' : 'problems'} while reading; firetrail import lists them\n`,
    );
  return 0;
}

function skippedText(filesSkipped: number): string {
  return filesSkipped === 0
    ? 'there are no files'
    : `${filesSkipped} ${filesSkipped === 1 ? 'file is' : 'files are'} no CloudTrail log`;
}
