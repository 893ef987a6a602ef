// Gets the logs that a command names into a workspace: one that is kept (`--workspace`) or a temporary one.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { AppError } from '../../shared/errors.ts';
import type { JobCounts } from '../../shared/ipc/contract.ts';
import { OpenWorkspace } from '../core/openWorkspace.ts';
import { readTotals, type Totals } from '../core/store/totals.ts';
import type { CommandContext, Options } from './command.ts';

export type Logs = {
  readonly workspace: OpenWorkspace;
  readonly totals: Totals;
  readonly unchangedFiles: number;
  readonly seconds: number;
};

type Request = { readonly paths: readonly string[]; readonly options: Options; readonly context: CommandContext };

/** Imports the paths, runs `use`, and closes the workspace whatever happens. Returns the exit status. */
export async function withLogs({ paths, options, context }: Request, use: (logs: Logs) => Promise<void>): Promise<number> {
  const kept = options.value('workspace');
  if (paths.length === 0 && kept === undefined) throw new AppError('bad-request', 'Name the files or folders to read');
  const temporaryDir = kept === undefined ? mkdtempSync(join(tmpdir(), 'firetrail-')) : undefined;
  const file = resolve(kept ?? join(temporaryDir ?? '', 'workspace.duckdb'));
  try {
    const workspace = await OpenWorkspace.open({ id: 'cli', name: file, isSample: false }, file);
    try {
      const logs = await importPaths(workspace, paths, context);
      await use(logs);
      return reportOutcome(logs, paths);
    } finally {
      await workspace.close();
    }
  } finally {
    if (temporaryDir !== undefined) rmSync(temporaryDir, { recursive: true, force: true });
  }
}

async function importPaths(workspace: OpenWorkspace, paths: readonly string[], context: CommandContext): Promise<Logs> {
  const startedMs = performance.now();
  await workspace.addSources(paths);
  const abort = new AbortController();
  const stop = (): void => abort.abort();
  process.once('SIGINT', stop);
  try {
    const { unchangedFiles } = await workspace.import(context.workerFile, abort.signal, showProgress, () => undefined);
    const totals = await readTotals(workspace.database);
    return { workspace, totals, unchangedFiles, seconds: Math.round(performance.now() - startedMs) / 1000 };
  } finally {
    process.off('SIGINT', stop);
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

/** One line for what went wrong without stopping the run; status 1 where nothing at all could be read. */
function reportOutcome({ totals }: Logs, paths: readonly string[]): number {
  const { errors, filesRead, filesSkipped } = totals.counts;
  if (filesRead === 0 && paths.length > 0) {
    process.stderr.write(`firetrail: nothing could be read from ${paths.join(', ')}: ${skippedText(filesSkipped)}\n`);
    return 1;
  }
  if (errors > 0) process.stderr.write(`firetrail: ${errors} ${errors === 1 ? 'problem' : 'problems'} while reading; firetrail import lists them\n`);
  return 0;
}

function skippedText(filesSkipped: number): string {
  return filesSkipped === 0 ? 'there are no files' : `${filesSkipped} ${filesSkipped === 1 ? 'file is' : 'files are'} no CloudTrail log`;
}
