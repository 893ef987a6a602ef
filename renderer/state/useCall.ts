// The one way to ask the core for data: the newest question wins, the others are cancelled by their signal, and the
// old answer stays on screen while the new one is on its way.
import { keepPreviousData, useQuery } from '@tanstack/react-query';

import type { AppError } from '../../shared/errors.ts';
import type { CallInput, CallName, CallOutput } from '../../shared/ipc/contract.ts';
import { useClient } from '../api.tsx';
import { useSession } from './AppStateProvider.tsx';
import { toAppError } from './session.ts';

export type CallState<Output> = {
  readonly data: Output | undefined;
  readonly error: AppError | undefined;
  readonly isFetching: boolean;
  /** The data answers an earlier question. */
  readonly isOld: boolean;
  readonly refetch: () => void;
};

type CallOptions = {
  /** What else the answer depends on, such as the workspace's revision: a change asks again. */
  readonly dependsOn?: readonly unknown[];
};

/** Asks `name` with `input`; with `undefined` in its place nothing is asked. */
export function useCall<Name extends CallName>(
  name: Name,
  input: CallInput<Name> | undefined,
  { dependsOn = [] }: CallOptions = {},
): CallState<CallOutput<Name>> {
  const client = useClient();
  const generation = useSession((session) => session.generation);
  const workspaceId = useSession((session) => session.workspace?.id);
  const query = useQuery({
    queryKey: [name, input, workspaceId, generation, ...dependsOn],
    queryFn: async ({ signal }) => {
      if (input === undefined) throw new Error(`${name} was asked without an input`);
      return client.call(name, input, signal);
    },
    enabled: input !== undefined,
    placeholderData: keepPreviousData,
    // Answers are about the present: none is kept once nobody looks at it.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return {
    data: input === undefined ? undefined : query.data,
    error: query.error ? toAppError(query.error) : undefined,
    isFetching: query.isFetching,
    isOld: query.isPlaceholderData,
    refetch: () => void query.refetch(),
  };
}
