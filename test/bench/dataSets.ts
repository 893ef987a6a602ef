// Logs to measure with: made once by the generator, kept in a cache that clones share.
import { existsSync, mkdirSync, renameSync, rmSync, statfsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

import { runScript, say } from './processes.ts';
import type { DataSet } from './options.ts';

const cacheDir = path.join(process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache'), 'firetrail', 'bench');
const seed = 1;

/** Compressed logs and the index made of them: what a million events need on disk, generously. */
const bytesPerEvent = 1500;

const scratch = path.join(cacheDir, 'scratch');

/** An empty folder for what a benchmark writes, on the same disk as the logs. */
export function scratchDir(name: string): string {
  const dir = path.join(scratch, name);
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  return dir;
}

export function removeScratch(): void {
  // Chromium writes into its user-data folder to the very end.
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** The folder of the set, which is made if it is not there yet. */
export async function dataSet({ events, files, streams }: DataSet): Promise<string> {
  const ofStreams = streams === undefined ? '' : `-${streams}-streams`;
  const dir = path.join(cacheDir, `${events}-events-${files}-files${ofStreams}-seed-${seed}`);
  if (existsSync(dir)) return dir;
  requireRoom(events * bytesPerEvent);
  say(`Making ${events.toLocaleString('en')} events in ${dir}`);
  const draft = `${dir}.new`;
  rmSync(draft, { recursive: true, force: true });
  const args = ['--out', draft, '--events', String(events), '--files', String(files), '--seed', String(seed)];
  // About a hundred calls for each stream, over a year: as many as have room in a month are far fewer.
  if (streams !== undefined)
    args.push('--streams', String(streams), '--acts', '25', '--days', '360', '--start', '2025-07-01');
  await runScript('test/generator/main.ts', args);
  renameSync(draft, dir);
  return dir;
}

function requireRoom(neededBytes: number): void {
  mkdirSync(cacheDir, { recursive: true });
  const { bavail, bsize } = statfsSync(cacheDir);
  if (bavail * bsize > neededBytes) return;
  const [needed, free] = [neededBytes, bavail * bsize].map((bytes) => `${(bytes / 1024 ** 3).toFixed(1)} GiB`);
  throw new Error(`The benchmark needs ${needed} in ${cacheDir}, where ${free} are free`);
}
