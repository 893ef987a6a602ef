// One run of the core's process, from its start to its end.
import { utilityProcess, type UtilityProcess } from 'electron';

import type { Pushed, PushedName, Reply } from '../../shared/ipc/contract.ts';
import type { CoreOptions, GrantUse } from '../core/core.ts';
import type { FromCore, ToCore } from './coreMessages.ts';

export type CoreRunOptions = {
  /** The built file of `main/coreEntry.ts`. */
  readonly entryFile: string;
  readonly coreOptions: CoreOptions;
  readonly onPushed: (name: PushedName, payload: Pushed<PushedName>) => void;
  readonly onCrashing: (where: string) => void;
};

const closeMs = 5_000;

export class CoreRun {
  /** Settles when the process has ended, with its exit code (on Linux and macOS the number of the signal, if any). */
  readonly ended: Promise<number>;
  readonly #child: UtilityProcess;
  readonly #pending = new Map<number, (reply: Reply) => void>();
  #lastCallId = 0;
  #hasEnded = false;

  constructor({ entryFile, coreOptions, onPushed, onCrashing }: CoreRunOptions) {
    this.#child = utilityProcess.fork(entryFile, [JSON.stringify(coreOptions)], { serviceName: 'Firetrail core' });
    this.#child.on('message', (message: FromCore) => {
      if (message.kind === 'reply') this.#settle(message.callId, message.reply);
      else if (message.kind === 'pushed') onPushed(message.name, message.payload);
      else onCrashing(message.where);
    });
    this.ended = new Promise((resolve) => {
      this.#child.on('exit', (code) => {
        this.#hasEnded = true;
        for (const callId of this.#pending.keys()) this.#settle(callId, stoppedReply);
        resolve(code);
      });
    });
  }

  /** Never rejects: where the process ends before it answers, the reply is the error `core/stopped`. */
  call(name: string, input: unknown, signal: AbortSignal): Promise<Reply> {
    const callId = this.#nextCallId();
    const cancel = () => this.#send({ kind: 'cancel', callId });
    signal.addEventListener('abort', cancel, { once: true });
    const reply = this.#request({ kind: 'call', callId, name, input });
    return reply.finally(() => signal.removeEventListener('abort', cancel));
  }

  /** Asks for a token that stands for the path. */
  grant(path: string, use: GrantUse = 'open'): Promise<Reply> {
    return this.#request({ kind: 'grant', callId: this.#nextCallId(), path, use });
  }

  /** Asks for the path that a token stands for. */
  pathOf(token: string): Promise<Reply> {
    return this.#request({ kind: 'pathOf', callId: this.#nextCallId(), token });
  }

  /** Lets the core close its workspace; ends the process if that takes too long. */
  async close(): Promise<void> {
    this.#send({ kind: 'close' });
    const timer = setTimeout(() => this.#child.kill(), closeMs);
    await this.ended;
    clearTimeout(timer);
  }

  #nextCallId(): number {
    this.#lastCallId += 1;
    return this.#lastCallId;
  }

  #request(message: ToCore & { readonly callId: number }): Promise<Reply> {
    if (this.#hasEnded) return Promise.resolve(stoppedReply);
    return new Promise((resolve) => {
      this.#pending.set(message.callId, resolve);
      this.#send(message);
    });
  }

  #settle(callId: number, reply: Reply): void {
    this.#pending.get(callId)?.(reply);
    this.#pending.delete(callId);
  }

  #send(message: ToCore): void {
    if (!this.#hasEnded) this.#child.postMessage(message);
  }
}

export const stoppedReply: Reply = {
  ok: false,
  error: { code: 'core/stopped', message: 'The process that reads the logs stopped before it answered' },
};
