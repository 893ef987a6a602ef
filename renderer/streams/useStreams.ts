import type { CallOutput } from '../../shared/ipc/contract.ts';
import { useSession } from '../state/AppStateProvider.tsx';
import { useCall, type CallState } from '../state/useCall.ts';

/** The list of streams, as of the newest events; without a workspace nothing is asked. */
export function useStreams(isOpen: boolean): CallState<CallOutput<'streams.list'>> {
  const revision = useSession((session) => session.workspace?.revision);
  return useCall('streams.list', isOpen ? {} : undefined, { dependsOn: [revision] });
}
