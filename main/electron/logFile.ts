// A small log of what happened to the app, for a report of a fault. Nothing out of a CloudTrail record goes in here.
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

export type Log = (message: string) => void;

const maxBytes = 1_000_000;

/** Opens `logs/firetrail.log` in the user-data folder; the log before it is kept as `.old` once it has grown. */
export function openLog(userDataDir: string): Log {
  const file = logFileIn(userDataDir);
  mkdirSync(path.dirname(file), { recursive: true });
  if (sizeOf(file) > maxBytes) renameSync(file, `${file}.old`);
  return (message) => appendFileSync(file, `${new Date().toISOString()} ${message}\n`);
}

export function logFileIn(userDataDir: string): string {
  return path.join(userDataDir, 'logs', 'firetrail.log');
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
