import type { ComponentProps } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';

import { ColumnMenu } from './columns/ColumnMenu.tsx';
import { DetailPane } from './detail/DetailPane.tsx';
import { EventsArea } from './events/EventsArea.tsx';
import type { EventViewState } from './events/useEventView.ts';
import { ExportButton } from './export/ExportButton.tsx';
import { FacetPanel } from './facets/FacetPanel.tsx';
import { FilterBar } from './filter/FilterBar.tsx';
import { Histogram } from './histogram/Histogram.tsx';
import { useView } from './state/AppStateProvider.tsx';
import { isNarrow, usePane } from './state/usePane.ts';
import { TimeMenu } from './time/TimeMenu.tsx';
import { usePaneKeys } from './usePaneKeys.ts';
import { FacetSwitch } from './views/FacetSwitch.tsx';
import { UndoButtons } from './views/UndoButtons.tsx';
import { useTakeView } from './views/useTakeView.ts';
import { ViewsMenu } from './views/ViewsMenu.tsx';

type EventsScreenProps = { readonly events: EventViewState; readonly isShown: boolean };

/** Above what is asked, below the events; on their left what they consist of, on their right the one selected. */
export function EventsScreen({ events, isShown }: EventsScreenProps) {
  const takeView = useTakeView();
  usePaneKeys(isShown);
  return (
    <div className="events-layout">
      <FilterBar
        isShown={isShown}
        onPaste={takeView}
        before={
          <>
            <FacetSwitch />
            <UndoButtons isShown={isShown} />
          </>
        }
      >
        <TimeMenu />
        <ViewsMenu />
        <ColumnMenu />
        <ExportButton />
      </FilterBar>
      <Histogram />
      <EventPanes events={events} />
    </div>
  );
}

type LayoutListener = NonNullable<ComponentProps<typeof Group>['onLayoutChanged']>;

function EventPanes({ events }: { readonly events: EventViewState }) {
  const isDetailOpen = useView((view) => view.isDetailOpen);
  const areFacetsShown = useView((view) => view.areFacetsShown);
  const facets = usePane('facets', isNarrow() ? '180px' : '220px');
  const detail = usePane('detail', isNarrow() ? '360px' : '400px');
  const onLayoutChanged: LayoutListener = (...change) => {
    facets.onLayoutChanged(...change);
    detail.onLayoutChanged(...change);
  };
  return (
    <Group orientation="horizontal" className="events-panes" onLayoutChanged={onLayoutChanged}>
      {areFacetsShown && (
        <>
          <Panel
            id="facets"
            defaultSize={facets.defaultSize}
            minSize="150px"
            maxSize="40%"
            groupResizeBehavior="preserve-pixel-size"
          >
            <FacetPanel />
          </Panel>
          <Separator className="separator" aria-label="Resize the facets" />
        </>
      )}
      <Panel id="events" minSize="320px">
        <EventsArea events={events} />
      </Panel>
      {isDetailOpen && (
        <>
          <Separator className="separator" aria-label="Resize the detail" />
          <Panel id="detail" defaultSize={detail.defaultSize} minSize="280px" groupResizeBehavior="preserve-pixel-size">
            <DetailPane />
          </Panel>
        </>
      )}
    </Group>
  );
}
