// Where parts lie for the moment between a worker and the store: in memory where the system offers that (Linux),
// since writing them to disk would cost as much as reading the log.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

const memoryDir = '/dev/shm';
const prefix = 'firetrail-parts-';
const neededBytes = 1.5 * 1024 ** 3;

/** Makes an empty folder for the parts of one import; the caller removes it. */
export function makePartsDir(workspaceFile: string): string {
  if (hasRoomInMemory()) {
    removeLeftovers();
    return mkdtempSync(join(memoryDir, `${prefix}${process.pid}-`));
  }
  const dir = `${workspaceFile}.parts`;
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  return dir;
}

function hasRoomInMemory(): boolean {
  if (!existsSync(memoryDir)) return false;
  const { bavail, bsize } = statfsSync(memoryDir);
  return bavail * bsize > neededBytes;
}

/** Folders of imports that were killed. */
function removeLeftovers(): void {
  for (const name of readdirSync(memoryDir)) {
    const processId = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]);
    if (processId > 0 && !existsSync(`/proc/${processId}`))
      rmSync(join(memoryDir, name), { recursive: true, force: true });
  }
}
