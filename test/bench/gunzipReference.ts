// The reference for imports: how long it takes only to read and decompress the same files, one thread for each core.
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

/** What each thread is given: all files, and a counter that says which of them is next. */
export type GunzipWork = { readonly files: readonly string[]; readonly next: SharedArrayBuffer };

export function gzipFilesIn(dir: string): readonly string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.gz'))
    .map((name) => path.join(dir, name));
}

/** In seconds, from the first byte to the last; starting the threads does not count. */
export async function secondsToGunzip(files: readonly string[]): Promise<number> {
  const next = new SharedArrayBuffer(4);
  const workers = Array.from({ length: availableParallelism() }, () => {
    const work: GunzipWork = { files, next };
    return new Worker(new URL('gunzipWorker.mjs', import.meta.url), { workerData: work });
  });
  try {
    await Promise.all(workers.map((worker) => messageOf(worker)));
    const startedMs = performance.now();
    for (const worker of workers) worker.postMessage('start');
    await Promise.all(workers.map((worker) => messageOf(worker)));
    return (performance.now() - startedMs) / 1000;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function messageOf(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
  });
}
