// The file of a workspace: opened, made anew where it cannot be read any more, and not deleted under another process.
import { existsSync } from 'node:fs';

import { AppError } from '../../shared/errors.ts';
import { OpenWorkspace, type WorkspaceIdentity } from './openWorkspace.ts';
import { Database } from './store/database.ts';
import type { WorkspaceList } from './workspaces.ts';

type OpenOptions = Omit<Parameters<typeof OpenWorkspace.open>[1], 'file'>;

/** An index in a former version's format is made anew: the logs are the truth. */
export async function openOrRemake(
  identity: WorkspaceIdentity,
  list: WorkspaceList,
  options: OpenOptions,
): Promise<OpenWorkspace> {
  const file = list.file(identity.id);
  try {
    return await OpenWorkspace.open(identity, { ...options, file });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'workspace/outdated') throw error;
    list.removeFiles(identity.id);
    return OpenWorkspace.open(identity, { ...options, file });
  }
}

/** A workspace that another process has open is not to be deleted under it; one that is damaged may be. */
export async function requireUnlocked(file: string): Promise<void> {
  if (!existsSync(file)) return;
  try {
    await (await Database.open(file)).close();
  } catch (error) {
    if (error instanceof AppError && error.code === 'workspace/locked') throw error;
  }
}

/** Errors: path/not-found. */
export function requireExisting(path: string): void {
  if (!existsSync(path)) throw new AppError('path/not-found', `${path} does not exist. Check the path.`);
}
