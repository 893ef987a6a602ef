// Opens a workspace file in DuckDB; what DuckDB has against it becomes an AppError here.
import { DuckDBInstance } from '@duckdb/node-api';

import { AppError } from '../../../shared/errors.ts';
import { quoteText } from './schema.ts';

/** While the window only reads. */
export const idleMemory = '512MB';

/**
 * Rows that DuckDB compresses together. Its usual 122,880 make every commit of an import end in a part-filled group
 * that the next commit writes again, and a group of records' texts take a sixth of a gigabyte in memory.
 */
const rowGroupRows = 20_480;

/**
 * The workspace is attached to an instance without a file of its own: only so can the size of row groups be chosen, and
 * that there is no write-ahead log: it would hold every text of an import a second time, uncompressed. What is written
 * lasts from the next checkpoint on; a process that is killed leaves the workspace as it was at the last one.
 */
export async function createInstance(file: string): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: idleMemory,
    preserve_insertion_order: 'false',
    // Parts of an import are read and gone: keeping them in memory would only take room, and mistake a later one for it.
    enable_external_file_cache: 'false',
    // What does not fit into memory goes beside the workspace, not into the folder that the app was started from.
    temp_directory: `${file}.tmp`,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  });
  try {
    await attach(instance, file);
    return instance;
  } catch (error) {
    instance.closeSync();
    throw openError(file, error);
  }
}

async function attach(instance: DuckDBInstance, file: string): Promise<void> {
  const connection = await instance.connect();
  try {
    await connection.run(
      `ATTACH ${quoteText(file)} AS workspace (STORAGE_VERSION 'latest', ROW_GROUP_SIZE ${rowGroupRows},
        RECOVERY_MODE 'no_wal_writes')`,
    );
  } finally {
    connection.closeSync();
  }
}

function openError(file: string, error: unknown): AppError {
  const message = error instanceof Error ? error.message : String(error);
  if (!/set lock|conflicting lock|being used by another process/i.test(message)) return unreadable(file, error);
  const holder = /lock is held in (.+?) \(PID (\d+)\)/.exec(message);
  const who = holder === null ? '' : `: ${holder[1] ?? ''} (process ${holder[2] ?? ''})`;
  const text = `The workspace ${file} is in use by another process${who}. Close it there, or choose another workspace.`;
  return new AppError('workspace/locked', text, { cause: error });
}

export function unreadable(file: string, cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
  return new AppError('workspace/unreadable', `The workspace ${file} cannot be opened: ${reason}`, { cause });
}
