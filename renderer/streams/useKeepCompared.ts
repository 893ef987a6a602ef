import { useEffect, useRef } from 'react';

import type { StateRef, Timeline } from '../../shared/firehose/presented.ts';
import { useUpdateView } from '../state/AppStateProvider.tsx';
import type { Compared } from '../state/view.ts';
import { isVersion, isVersionRef, type VersionRef } from './states.ts';
import { isSameStream } from './stream.ts';

/**
 * Versions are told by their place, and an import that goes on can put others before them: what the reader compares
 * is then followed to its new place, by the event that made it.
 */
export function useKeepCompared(timeline: Timeline | undefined): void {
  const before = useRef<Timeline>(undefined);
  const update = useUpdateView();
  useEffect(() => {
    const old = before.current;
    before.current = timeline;
    if (!old || !timeline || old === timeline || !isSameStream(old.stream, timeline.stream)) return;
    update(({ compared, stream }) =>
      compared && isSameStream(stream, timeline.stream) ? { compared: moved(compared, old, timeline) } : {},
    );
  }, [timeline, update]);
}

function moved({ from, to }: Compared, old: Timeline, now: Timeline): Compared {
  return { ...(from ? { from: placeIn(from, old, now) } : {}), to: placeIn(to, old, now) };
}

function placeIn(ref: StateRef, old: Timeline, now: Timeline): StateRef {
  if (!isVersionRef(ref)) return ref;
  const eventId = versionAt(old, ref)?.origin.eventId ?? undefined;
  const kept = eventId === undefined ? undefined : versions(now).find(({ origin }) => origin.eventId === eventId);
  return kept ? { lifetime: kept.lifetime, version: kept.version } : ref;
}

function versions({ entries }: Timeline) {
  return entries.filter(isVersion);
}

function versionAt(timeline: Timeline, { lifetime, version }: VersionRef) {
  return versions(timeline).find((entry) => entry.lifetime === lifetime && entry.version === version);
}
