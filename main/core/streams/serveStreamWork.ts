// The thread that works on streams: gathers the texts of parts, works on one part after the other, and hands over
// what came of them a few at a time.
import type { MessagePort } from 'node:worker_threads';

import type { PartTexts, WorkedPart } from '../store/streamParts.ts';
import { workPart, type TextOfPart } from './workPart.ts';
import type { FromStreamWorker, ToStreamWorker } from './workerMessages.ts';

/** What is handed over together is written in one go, in which the core answers nobody. */
const bytesTogether = 2 * 1024 * 1024;

export function serveStreamWork(port: MessagePort): void {
  const send = (message: FromStreamWorker): void => port.postMessage(message);
  const gathered = new Map<string, TextOfPart[]>();
  port.on('message', (message: ToStreamWorker) => {
    if (message.kind === 'texts') return gather(gathered, message.texts);
    workAll(message.parts, gathered, send).then(
      () => send({ kind: 'done' }),
      (error: unknown) => {
        const { message: text, stack } = error instanceof Error ? error : new Error(String(error));
        send({ kind: 'failed', message: text, stack });
      },
    );
  });
}

function gather(gathered: Map<string, TextOfPart[]>, { parts, events, areMoved, texts }: PartTexts): void {
  for (const [index, part] of parts.entries()) {
    const list = gathered.get(part) ?? [];
    list.push({ event: events[index] ?? -1, isMoved: areMoved[index] ?? false, text: texts[index] ?? '' });
    gathered.set(part, list);
  }
}

async function workAll(
  parts: readonly string[],
  gathered: Map<string, TextOfPart[]>,
  send: (message: FromStreamWorker) => void,
): Promise<void> {
  let worked: WorkedPart[] = [];
  let bytes = 0;
  for (const part of parts) {
    const texts = gathered.get(part) ?? [];
    gathered.delete(part);
    const done = await workPart(part, texts).catch((error: unknown) => failedPart(part, error));
    worked.push(done);
    bytes += sizeOf(done);
    if (bytes < bytesTogether) continue;
    send({ kind: 'worked', parts: worked });
    worked = [];
    bytes = 0;
  }
  if (worked.length > 0) send({ kind: 'worked', parts: worked });
}

/** A bug in one stream's history must not keep all others from being listed. */
function failedPart(part: string, error: unknown): WorkedPart {
  const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { part, streams: [], duplicates: 0, readOnly: 0, unattached: [], moves: [], failure };
}

function sizeOf({ streams }: WorkedPart): number {
  const sizes = streams.flatMap(({ pieces }) => pieces.map((piece) => piece.length));
  return sizes.reduce((sum, size) => sum + size, 0);
}
