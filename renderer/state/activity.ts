// Counts what is under way (calls, a grid that has not drawn yet), so that the document can say truthfully when it is
// idle: `data-state` on the root element is what the capture command waits for.
import type { CallInput, CallName } from '../../shared/ipc/contract.ts';
import type { Client } from '../../shared/ipc/client.ts';
import type { CancelSignal } from '../../shared/ipc/client.ts';

export type Activity = {
  /** Marks something as under way; the returned function ends it, once. */
  begin(): () => void;
  pending(): number;
  onChange(listener: () => void): () => void;
};

export function createActivity(): Activity {
  let count = 0;
  const listeners = new Set<() => void>();
  const change = (by: number) => {
    count += by;
    for (const listener of listeners) listener();
  };
  return {
    begin() {
      let hasEnded = false;
      change(1);
      return () => {
        if (hasEnded) return;
        hasEnded = true;
        change(-1);
      };
    },
    pending: () => count,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The same client, with each call counted as under way until it ends. */
export function countCalls(client: Client, activity: Activity): Client {
  return {
    async call<Name extends CallName>(name: Name, input: CallInput<Name>, signal?: CancelSignal) {
      const end = activity.begin();
      try {
        return await client.call(name, input, signal);
      } finally {
        end();
      }
    },
    on: (name, listener) => client.on(name, listener),
  };
}
