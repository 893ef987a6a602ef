// What the calls about exports do: each begins a job.
import { basename } from 'node:path';

import type { EventQuery } from '../../shared/events/query.ts';
import type { CallInput } from '../../shared/ipc/contract.ts';
import type { CoreHandlers } from './dispatch.ts';
import { requireForeign } from './export/ownFiles.ts';
import type { Progress } from './export/progress.ts';
import { writeTarget } from './export/targetFile.ts';
import { recordsOrder, writeEvents } from './export/writeEvents.ts';
import { writeEventsParquet } from './export/writeParquet.ts';
import { writeSql, writeSqlParquet } from './export/writeSql.ts';
import { unlessDiskIsFull } from './export/writeErrors.ts';
import type { Grants } from './grants.ts';
import type { JobRunner } from './jobs.ts';
import type { OpenWorkspace } from './openWorkspace.ts';
import { readEventFilter } from './store/eventFilter.ts';
import type { ExportRequest } from './store/export.ts';
import { fieldOf } from './store/select.ts';
import { checkQuestion } from './store/sqlQuery.ts';
import type { WorkspaceSession } from './workspaceSession.ts';

type Parts = {
  readonly session: WorkspaceSession;
  readonly jobs: JobRunner;
  readonly grants: Grants;
};

type ExportCallName = Extract<keyof CoreHandlers, `export.${string}`>;

export function exportHandlers({ session, jobs, grants }: Parts): Pick<CoreHandlers, ExportCallName> {
  const start = (path: string, write: (progress: Progress) => Promise<void>): { jobId: number } => ({
    jobId: jobs.start('export', `Exporting ${basename(path)}`, (signal, report) =>
      unlessDiskIsFull(() => write({ signal, report })),
    ),
  });
  return {
    'export.events': async ({ token, format, query, columns }, signal) => {
      const { workspace } = session;
      const path = grants.path(token, 'save');
      await requireForeign(workspace.database, path, signal);
      // What is wrong with the question is the caller's to know, before anything begins.
      const request = await requestOf(workspace, query, columns, signal);
      return start(path, (progress) => exportEvents(workspace, { format, path, request }, progress));
    },
    'export.sql': async ({ token, format, text }, signal) => {
      const { workspace } = session;
      const path = grants.path(token, 'save');
      await requireForeign(workspace.database, path, signal);
      await checkQuestion(workspace.database, text, signal);
      return start(path, (progress) => {
        if (format === 'parquet') return writeSqlParquet(workspace, text, path, progress);
        return writeTarget(path, (sink) => writeSql(workspace, text, format, { ...progress, sink }));
      });
    },
  };
}

/** Errors: filter/invalid, column/unknown. */
async function requestOf(
  { database }: OpenWorkspace,
  query: EventQuery,
  columns: readonly string[],
  signal: AbortSignal,
): Promise<ExportRequest> {
  const filter = await readEventFilter(database, query.filter, query.timeZone, signal);
  for (const id of [...columns, ...query.sort.map(({ column }) => column)]) fieldOf(id);
  return { selection: { ...query, filter }, columns, extent: { limit: undefined, offset: 0 } };
}

type EventsTarget = {
  readonly format: CallInput<'export.events'>['format'];
  readonly path: string;
  readonly request: ExportRequest;
};

function exportEvents({ database }: OpenWorkspace, target: EventsTarget, progress: Progress): Promise<void> {
  const { format, path, request } = target;
  if (format === 'parquet') return writeEventsParquet(database, request, path, progress);
  const { selection } = request;
  const records = { ...request, selection: { ...selection, sort: recordsOrder(selection.sort) } };
  return writeTarget(path, (sink) => {
    if (format === 'csv') return writeEvents(database, 'csv', request, { ...progress, sink });
    return writeEvents(database, format === 'json' ? 'records' : 'ndjson', records, { ...progress, sink });
  });
}
