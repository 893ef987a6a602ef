// Questions about the events of the view, which what is drawn beside the grid asks. An answer to another question is
// marked, so that its numbers are never taken for those of this one.
import { useMemo, useState } from 'react';

import type { CallInput, CallOutput, EventSet } from '../../shared/ipc/contract.ts';
import { useSession, useView } from '../state/AppStateProvider.tsx';
import { isWorking } from '../state/session.ts';
import { useCall, type CallState } from '../state/useCall.ts';
import { usePaced } from './usePaced.ts';

type EventQuestion = 'events.facets' | 'events.histogram';

export type EventAnswer<Name extends EventQuestion> = CallState<CallOutput<Name>> & {
  /** The data is about other events than the view's: of another filter, range or zone. */
  readonly isOther: boolean;
};

/** An import commits often; looking at it every few seconds is enough. */
const calmMs = 3000;

/** Which events the view is about. */
export function useEventSet(): EventSet {
  const filter = useView(({ query }) => query.filter);
  const timeZone = useView(({ query }) => query.timeZone);
  const range = useView(({ query }) => query.range);
  return useMemo(() => ({ filter, timeZone, ...(range === undefined ? {} : { range }) }), [filter, timeZone, range]);
}

/** Asks when the question changes, and again when the grid lists what has come in since. */
export function useEventAnswer<Name extends EventQuestion>(
  name: Name,
  input: CallInput<Name> | undefined,
): EventAnswer<Name> {
  const workspaceId = useSession(({ workspace }) => workspace?.id);
  const revision = useRevision();
  const answer = useCall(name, workspaceId === undefined ? undefined : input, { dependsOn: [revision] });
  const asked = JSON.stringify([workspaceId, input?.filter, input?.timeZone, input?.range]);
  const [answered, setAnswered] = useState(asked);
  const isFresh = answer.data !== undefined && !answer.isOld;
  if (isFresh && answered !== asked) setAnswered(asked);
  return { ...answer, isOther: answer.isOld && answered !== asked };
}

/**
 * The revision that the grid lists, so that its numbers and these are of the same events; the workspace's as long as
 * there is no grid. While it grows all the time, only every few seconds.
 */
function useRevision(): number | undefined {
  const workspaceId = useSession(({ workspace }) => workspace?.id);
  const revision = useSession(({ workspace, listed }) =>
    listed?.workspaceId === workspace?.id ? listed?.revision : workspace?.revision,
  );
  const isImporting = useSession(({ jobs }) => isWorking(jobs));
  const present = useMemo(() => ({ workspaceId, revision }), [workspaceId, revision]);
  const paced = usePaced(present, isImporting ? calmMs : 0);
  return paced.workspaceId === workspaceId ? paced.revision : revision;
}
