// The typed side of the bridge: turns a Reply back into a value or a thrown AppError.
import { AppError } from '../errors.ts';
import type { CallInput, CallName, CallOutput, Pushed, PushedName, Reply } from './contract.ts';

/** The preload's three functions. `callId` is chosen by the caller and names the call for `cancel`. */
export type Bridge = {
  call(name: string, input: unknown, callId: number): Promise<Reply>;
  cancel(callId: number): void;
  /** Returns the function that ends the subscription. */
  on(name: string, listener: (payload: unknown) => void): () => void;
};

export type Client = {
  call<Name extends CallName>(name: Name, input: CallInput<Name>, signal?: AbortSignal): Promise<CallOutput<Name>>;
  on<Name extends PushedName>(name: Name, listener: (payload: Pushed<Name>) => void): () => void;
};

export function createClient(bridge: Bridge): Client {
  let lastCallId = 0;
  return {
    async call(name, input, signal) {
      if (signal?.aborted) throw new AppError('cancelled', 'Cancelled');
      lastCallId += 1;
      const callId = lastCallId;
      const onAbort = () => bridge.cancel(callId);
      signal?.addEventListener('abort', onAbort, { once: true });
      try {
        return unwrap(await bridge.call(name, input, callId));
      } finally {
        signal?.removeEventListener('abort', onAbort);
      }
    },
    on(name, listener) {
      return bridge.on(name, (payload) => listener(payload as Pushed<typeof name>));
    },
  };
}

function unwrap<Name extends CallName>(reply: Reply): CallOutput<Name> {
  if (reply.ok) return reply.value as CallOutput<Name>;
  throw new AppError(reply.error.code, reply.error.message, reply.error.detail ? { detail: reply.error.detail } : {});
}
