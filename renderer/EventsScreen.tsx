import { Group, Panel, Separator } from 'react-resizable-panels';

import { DetailPane } from './detail/DetailPane.tsx';
import { ColumnMenu } from './events/ColumnMenu.tsx';
import { EventsArea } from './events/EventsArea.tsx';
import type { EventViewState } from './events/useEventView.ts';
import { FilterBar } from './filter/FilterBar.tsx';
import { useView } from './state/AppStateProvider.tsx';
import { usePane } from './state/usePane.ts';

type EventsScreenProps = { readonly events: EventViewState; readonly isShown: boolean };

/** The filter above, the events below, and beside them the one that is selected. */
export function EventsScreen({ events, isShown }: EventsScreenProps) {
  const isDetailOpen = useView((view) => view.isDetailOpen);
  const { defaultSize, onLayoutChanged } = usePane('detail', '400px');
  return (
    <div className="events-screen">
      <FilterBar isShown={isShown}>
        <ColumnMenu />
      </FilterBar>
      <Group orientation="horizontal" className="events-panes" onLayoutChanged={onLayoutChanged}>
        <Panel id="events" minSize="320px">
          <EventsArea events={events} />
        </Panel>
        {isDetailOpen && (
          <>
            <Separator className="separator" aria-label="Resize the detail" />
            <Panel id="detail" defaultSize={defaultSize} minSize="280px" groupResizeBehavior="preserve-pixel-size">
              <DetailPane />
            </Panel>
          </>
        )}
      </Group>
    </div>
  );
}
