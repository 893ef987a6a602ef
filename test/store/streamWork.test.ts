// The thread that works on streams: what it answers, and that one part it fails on leaves the others.
import { MessageChannel } from 'node:worker_threads';
import { expect, test } from 'vitest';

import { serveStreamWork } from '../../main/core/streams/serveStreamWork.ts';
import { unpackCalls } from '../../main/core/streams/streamCalls.ts';
import type { FromStreamWorker, ToStreamWorker } from '../../main/core/streams/workerMessages.ts';
import { buildRecord } from '../builders/records.ts';

const part = '111122223333/eu-west-1/orders';

async function answersTo(...messages: readonly ToStreamWorker[]): Promise<readonly FromStreamWorker[]> {
  const { port1, port2 } = new MessageChannel();
  serveStreamWork(port2);
  const answers: FromStreamWorker[] = [];
  const done = new Promise<void>((resolve) => {
    port1.on('message', (message: FromStreamWorker) => {
      answers.push(message);
      if (message.kind !== 'worked') resolve();
    });
  });
  for (const message of messages) port1.postMessage(message);
  await done;
  port1.close();
  return answers;
}

test('a part that fails leaves the others, and says what went wrong', async () => {
  const text = JSON.stringify(buildRecord(1, { eventName: 'CreateDeliveryStream' }));
  const texts = {
    parts: ['broken', part, part],
    events: [1, 2, 3],
    areMoved: [false, false, false],
    texts: ['{', text, text],
  };
  const [worked, done] = await answersTo({ kind: 'texts', texts }, { kind: 'work', parts: ['broken', part, 'empty'] });
  expect(done).toEqual({ kind: 'done' });
  if (worked?.kind !== 'worked') throw new Error('parts expected');
  const [broken, whole, empty] = worked.parts;
  expect(broken).toMatchObject({ part: 'broken', streams: [], failure: expect.stringContaining('SyntaxError') });
  expect(whole).toMatchObject({ part, streams: [{ name: 'orders' }], duplicates: 1, moves: [] });
  expect(empty).toMatchObject({ part: 'empty', streams: [], duplicates: 0 });
  const [stream] = whole?.streams ?? [];
  expect(await unpackCalls(stream?.pieces ?? [])).toEqual([[2, JSON.parse(text)]]);
  expect(JSON.parse(stream?.summary ?? '')).toMatchObject({ name: 'orders', versions: 1, state: 'open' });
});

test('texts that name another part are to be moved there, once', async () => {
  const text = JSON.stringify(buildRecord(1));
  const texts = { parts: ['guessed', 'moved'], events: [7, 8], areMoved: [false, true], texts: [text, text] };
  const [worked] = await answersTo({ kind: 'texts', texts }, { kind: 'work', parts: ['guessed', 'moved'] });
  expect(worked).toMatchObject({
    parts: [
      { streams: [], moves: [{ part, events: [7] }] },
      { streams: [{ name: 'orders' }], moves: [] },
    ],
  });
});
