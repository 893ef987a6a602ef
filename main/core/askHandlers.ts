// What the calls about the ledger, its files and SQL do.
import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';

import type { CoreHandlers } from './dispatch.ts';
import type { Grants } from './grants.ts';
import { groupProblems, listProblems, pathOfFile } from './store/ledger.ts';
import { runSql } from './store/sqlQuery.ts';
import { readSqlSchema } from './store/sqlSchema.ts';
import type { WorkspaceSession } from './workspaceSession.ts';

type Parts = {
  readonly session: WorkspaceSession;
  readonly grants: Grants;
};

type AskCallName = Extract<keyof CoreHandlers, `problems.${string}` | `sql.${string}` | `files.${string}`>;

export function askHandlers({ session, grants }: Parts): Pick<CoreHandlers, AskCallName> {
  return {
    'problems.list': (request, signal) => listProblems(session.workspace.database, request, signal),
    'problems.groups': async (request, signal) => ({
      groups: await groupProblems(session.workspace.database, request, signal),
    }),
    'files.locate': async ({ file }, signal) => {
      const path = await pathOfFile(session.workspace.database, file, signal);
      // A name is not a path of this machine where the file is in S3 and no longer in the cache.
      const isHere = path !== undefined && isAbsolute(path) && existsSync(path);
      return isHere ? { token: grants.add(path, 'open') } : {};
    },
    'sql.run': async ({ text, limit }, signal) => {
      const startedMs = performance.now();
      const result = await runSql(session.workspace, text, limit, signal);
      return { ...result, durationMs: performance.now() - startedMs };
    },
    'sql.schema': async (_input, signal) => ({ tables: await readSqlSchema(session.workspace.database, signal) }),
  };
}
