import { useCallback } from 'react';

import type { CallInput, CallName, CallOutput } from '../../shared/ipc/contract.ts';
import { useAppState } from './AppStateProvider.tsx';
import { recordFailure } from './session.ts';

export type Run = <Name extends CallName>(name: Name, input: CallInput<Name>) => Promise<CallOutput<Name> | undefined>;

/** For calls that do something: a failure is shown in the window and answered with `undefined`. */
export function useRun(): Run {
  const { client, session } = useAppState();
  return useCallback(
    async (name, input) => {
      try {
        return await client.call(name, input);
      } catch (error) {
        recordFailure(session, error);
        return undefined;
      }
    },
    [client, session],
  );
}
