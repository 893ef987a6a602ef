// A thread of gunzipReference.ts, in JavaScript: Node's worker threads run no TypeScript.
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';

/** @type {import('./gunzipReference.ts').GunzipWork} */
const { files, next } = workerData;
const counter = new Int32Array(next);

parentPort?.once('message', () => {
  for (let index = Atomics.add(counter, 0, 1); index < files.length; index = Atomics.add(counter, 0, 1)) {
    gunzipSync(readFileSync(files[index]));
  }
  parentPort?.postMessage('done');
});
parentPort?.postMessage('ready');
