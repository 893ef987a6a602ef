// The typed side of the bridge: turns a Reply back into a value or a thrown AppError.
import { AppError } from '../errors.ts';
import type { CallInput, CallName, CallOutput, Pushed, PushedName, Reply } from './contract.ts';

/** The part of AbortSignal that is used here: shared code has no DOM and no Node types. */
export type CancelSignal = {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
};

/** The preload's three functions. `callId` is chosen by the caller and names the call for `cancel`. */
export type Bridge = {
  call(name: string, input: unknown, callId: number): Promise<Reply>;
  cancel(callId: number): void;
  /** Returns the function that ends the subscription. */
  on(name: string, listener: (payload: unknown) => void): () => void;
};

export type Client = {
  call<Name extends CallName>(name: Name, input: CallInput<Name>, signal?: CancelSignal): Promise<CallOutput<Name>>;
  on<Name extends PushedName>(name: Name, listener: (payload: Pushed<Name>) => void): () => void;
};

export function createClient(bridge: Bridge): Client {
  let lastCallId = 0;
  return {
    async call<Name extends CallName>(name: Name, input: CallInput<Name>, signal?: CancelSignal) {
      if (signal?.aborted) throw new AppError('cancelled', 'Cancelled');
      lastCallId += 1;
      const callId = lastCallId;
      const onAbort = () => bridge.cancel(callId);
      signal?.addEventListener('abort', onAbort, { once: true });
      try {
        return unwrap(await bridge.call(name, input, callId)) as CallOutput<Name>;
      } finally {
        signal?.removeEventListener('abort', onAbort);
      }
    },
    on<Name extends PushedName>(name: Name, listener: (payload: Pushed<Name>) => void) {
      return bridge.on(name, (payload) => listener(payload as Pushed<Name>));
    },
  };
}

function unwrap(reply: Reply): unknown {
  if (reply.ok) return reply.value;
  throw new AppError(reply.error.code, reply.error.message, reply.error.detail ? { detail: reply.error.detail } : {});
}
