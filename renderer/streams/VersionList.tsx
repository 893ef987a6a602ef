import type { Timeline, TimelineEntry, TimelineVersion } from '../../shared/firehose/presented.ts';
import { useUpdateView } from '../state/AppStateProvider.tsx';
import { VirtualList } from '../ui/VirtualList.tsx';
import { GapCard, MomentCard } from './MomentCards.tsx';
import { RefusalsCard } from './RefusalsCard.tsx';
import { isSameState, isVersion, keyOfEntry, refOf, stateBefore, type States } from './states.ts';
import { VersionCard } from './VersionCard.tsx';

type VersionListProps = { readonly timeline: Timeline; readonly compared: States | undefined };

/** Everything that happened to the stream, the newest first; versions are chosen to be compared. */
export function VersionList({ timeline, compared }: VersionListProps) {
  const update = useUpdateView();
  const { account, region, name } = timeline.stream;
  const compare = (next: States) => update({ stream: { account, region, name }, compared: next });
  const choose = (entry: TimelineEntry) => {
    if (!isVersion(entry)) return;
    const to = refOf(entry);
    compare({ from: stateBefore(timeline, to) ?? to, to });
  };
  const chooseFrom = (entry: TimelineVersion) => compare({ from: refOf(entry), to: compared?.to ?? refOf(entry) });
  const { entries } = timeline;
  return (
    <VirtualList
      label="Versions"
      items={entries}
      keyOf={keyOfEntry}
      heightOf={(entry) => (entry.kind === 'version' ? 92 : 78)}
      selected={entries.findIndex((entry) => isVersion(entry) && isSameState(refOf(entry), compared?.to))}
      isStop={isVersion}
      onGoTo={choose}
    >
      {(entry, index) => (
        <Entry
          entry={entry}
          timeline={timeline}
          compared={compared}
          isTabStop={index === tabStopOf(entries, compared)}
          onChoose={choose}
          onChooseFrom={chooseFrom}
        />
      )}
    </VirtualList>
  );
}

/** The list is one stop of the tabulator key: at what is chosen, else at its first version. */
function tabStopOf(entries: readonly TimelineEntry[], compared: States | undefined): number {
  const chosen = entries.findIndex((entry) => isVersion(entry) && isSameState(refOf(entry), compared?.to));
  return chosen === -1 ? entries.findIndex(isVersion) : chosen;
}

type EntryProps = VersionListProps & {
  readonly entry: TimelineEntry;
  readonly isTabStop: boolean;
  readonly onChoose: (entry: TimelineVersion) => void;
  readonly onChooseFrom: (entry: TimelineVersion) => void;
};

function Entry({ entry, timeline, compared, isTabStop, onChoose, onChooseFrom }: EntryProps) {
  if (entry.kind === 'refusals') return <RefusalsCard entry={entry} stream={timeline.stream} />;
  if (entry.kind === 'gap') return <GapCard entry={entry} />;
  if (entry.kind !== 'version') return <MomentCard entry={entry} stream={timeline.stream} />;
  return (
    <VersionCard
      entry={entry}
      isFrom={isSameState(refOf(entry), compared?.from)}
      isTo={isSameState(refOf(entry), compared?.to)}
      isTabStop={isTabStop}
      onChoose={() => onChoose(entry)}
      onChooseFrom={() => onChooseFrom(entry)}
    />
  );
}
