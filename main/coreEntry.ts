// Composition root of the core's process: puts the core behind messages. Runs in an Electron utility process.
import type { FromCore, ToCore } from './electron/coreMessages.ts';
import type { CoreOptions } from './core/core.ts';
import { createCore } from './core/createCore.ts';

const exitDelayMs = 100;
const options = JSON.parse(process.argv.at(-1) ?? '') as CoreOptions;
const calls = new Map<number, AbortController>();

process.on('uncaughtException', end);
process.on('unhandledRejection', end);

const starting = createCore(options);
void starting.then((core) => core.onPushed((name, payload) => send({ kind: 'pushed', name, payload })));
process.parentPort.on('message', ({ data }) => void receive(data as ToCore));

async function receive(message: ToCore): Promise<void> {
  if (message.kind === 'cancel') return calls.get(message.callId)?.abort();
  if (message.kind === 'call') return answer(message.callId, message.name, message.input);
  const core = await starting;
  if (message.kind === 'grant') {
    const token = core.grant(message.path, message.use);
    return send({ kind: 'reply', callId: message.callId, reply: { ok: true, value: token } });
  }
  if (message.kind === 'pathOf') {
    return send({ kind: 'reply', callId: message.callId, reply: { ok: true, value: core.pathOf(message.token) } });
  }
  await core.close();
  process.exit(0);
}

async function answer(callId: number, name: string, input: unknown): Promise<void> {
  const controller = new AbortController();
  calls.set(callId, controller);
  const core = await starting;
  const reply = await core.call(name, input, controller.signal);
  calls.delete(callId);
  send({ kind: 'reply', callId, reply });
}

function send(message: FromCore): void {
  process.parentPort.postMessage(message);
}

/** A bug that nothing caught: the shell starts a new core. Left alone, the process would end without a word. */
function end(error: unknown): void {
  console.error(error);
  const where = error instanceof Error ? `${error.name} ${framesOf(error)}` : typeof error;
  send({ kind: 'crashing', where });
  setTimeout(() => process.exit(1), exitDelayMs);
}

function framesOf(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}
