// What an export writes to until it is whole. The name tells which process writes it, so that what one left behind that
// was killed can be told from what another is still writing.
import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Of a name this much: with what is added it is no longer than file systems take, also in letters of three bytes. */
const longestStem = 60;

export function draftName(name: string): string {
  return `${stemOf(name)}${process.pid}-${randomBytes(6).toString('hex')}.part`;
}

/** Takes away drafts of the same file whose process is gone. */
export async function removeLeftovers(folder: string, name: string): Promise<void> {
  const stem = stemOf(name);
  // A folder that cannot be listed may still be written to.
  const entries = await readdir(folder).catch(() => []);
  for (const entry of entries) {
    const [, pid] = entry.startsWith(stem) ? (/^(\d+)-[0-9a-f]{12}\.part$/.exec(entry.slice(stem.length)) ?? []) : [];
    if (pid !== undefined && !isRunning(Number(pid)))
      await rm(join(folder, entry), { force: true }).catch(() => undefined);
  }
}

function stemOf(name: string): string {
  return `.${name.slice(0, longestStem).replaceAll(/\p{Surrogate}/gu, '')}.`;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // One that belongs to somebody else may not be asked, but runs.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
