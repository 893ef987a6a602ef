import type { ShownVersion, StateRef, Timeline } from '../../shared/firehose/presented.ts';
import { useSession, useView } from '../state/AppStateProvider.tsx';
import { useCall, type CallState } from '../state/useCall.ts';

/** One state of the stream with everything that is known of it. */
export function useShownVersion({ stream }: Timeline, state: StateRef): CallState<ShownVersion> {
  const { account, region, name } = stream;
  const timeZone = useView((view) => view.query.timeZone);
  const revision = useSession((session) => session.workspace?.revision);
  const input = { stream: { account, region, name }, state: { ...state }, timeZone };
  return useCall('streams.version', input, { dependsOn: [revision] });
}
