import { useState } from 'react';

import type { AppError } from '../../shared/errors.ts';
import { useSession } from '../state/AppStateProvider.tsx';
import { isWorking } from '../state/session.ts';
import { useCall } from '../state/useCall.ts';
import type { RelatedGroup } from './related.ts';
import { useSettled } from './useShownEvent.ts';

export type Related = {
  /** Those of this event and no other; absent until they are there. */
  readonly groups: readonly RelatedGroup[] | undefined;
  readonly isAsking: boolean;
  readonly error: AppError | undefined;
  readonly retry: () => void;
};

/** Long enough to pass by a row, short enough not to be waited for. */
const settledAfterMs = 150;

/** The events that belong to an event; asked for at once where they are looked at, else once the reader stands still. */
export function useRelated(eventId: number, isLookedAt: boolean): Related {
  const settled = useSettled(eventId, settledAfterMs);
  return useRelatedOf(isLookedAt ? eventId : settled, eventId);
}

/** `asked` is the event to ask for, if it is time to; what is known of `eventId` stays meanwhile. */
export function useRelatedOf(asked: number | undefined, eventId: number): Related {
  // Asked again once an import has ended, not for each of its steps.
  const revision = useSession(({ jobs, workspace }) => (isWorking(jobs) ? 'importing' : workspace?.revision));
  const { data, isOld, isFetching, error, refetch } = useCall(
    'event.related',
    asked === undefined ? undefined : { eventId: asked },
    { dependsOn: [revision] },
  );
  const [known, setKnown] = useState<{ readonly eventId: number; readonly data: typeof data }>();
  const isOfEvent = data !== undefined && !isOld && asked === eventId;
  if (isOfEvent && known?.data !== data) setKnown({ eventId, data });
  const groups = isOfEvent ? data.groups : known?.eventId === eventId ? known.data?.groups : undefined;
  return { groups, isAsking: isFetching || asked !== eventId, error, retry: refetch };
}
