// The worker threads of the core, all from one built file. That of an import reads chunks of files and hands over
// what it found in parts; how bytes become records is in fastRecords.ts and readLogFile.ts.
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';

import { serveStreamWork } from '../streams/serveStreamWork.ts';
import { streamWork } from '../streams/workerMessages.ts';
import { ChunkReader } from './chunkReader.ts';
import type { FromWorker, ToWorker, WorkerSetup } from './workerMessages.ts';

function start(port: MessagePort): void {
  const send = (message: FromWorker): void => port.postMessage(message);
  const reader = new ChunkReader(workerData as WorkerSetup, (part) => send({ kind: 'part', part }));
  // Chunks come before their turn, so that the thread need not wait for the next one.
  let turn = Promise.resolve();
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'cancel') return reader.cancel();
    turn = turn
      .then(() => reader.readChunk(message.files))
      .then(
        () => send({ kind: 'done' }),
        (error: unknown) => {
          const { message: text, stack } = error instanceof Error ? error : new Error(String(error));
          send({ kind: 'failed', message: text, stack });
        },
      );
  });
}

const { work } = workerData as { readonly work?: string };
if (parentPort !== null) (work === streamWork.work ? serveStreamWork : start)(parentPort);
