import { Tabs } from '@base-ui/react/tabs';

import { useUpdateView, useView } from '../state/AppStateProvider.tsx';
import type { ViewState } from '../state/view.ts';
import { countOf, formatCount } from '../ui/numbers.ts';
import { CopyMenu } from './CopyMenu.tsx';
import { RecordTab } from './RecordTab.tsx';
import { relatedCount, type RelatedCount } from './related.ts';
import { RelatedTab } from './RelatedTab.tsx';
import { Summary } from './Summary.tsx';
import { useRelated } from './useRelated.ts';
import type { ShownEvent } from './useShownEvent.ts';

type DetailTabsProps = { readonly shown: ShownEvent; readonly isOld: boolean };

export function DetailTabs({ shown, isOld }: DetailTabsProps) {
  const tab = useView((view) => view.detailTab);
  const update = useUpdateView();
  const related = useRelated(shown.eventId, tab === 'related');
  const count = related.groups && relatedCount(related.groups);
  return (
    <Tabs.Root
      className="detail-body"
      value={tab}
      onValueChange={(next: ViewState['detailTab']) => update({ detailTab: next })}
    >
      <div className="detail-bar">
        <Tabs.List className="detail-tabs" aria-label="Detail">
          <Tabs.Tab className="view-tab" value="summary">
            Summary
          </Tabs.Tab>
          <Tabs.Tab className="view-tab" value="json">
            JSON
          </Tabs.Tab>
          <Tabs.Tab className="view-tab" value="related" aria-description={count && countText(count)}>
            Related
            {count !== undefined && (
              <span className="badge" aria-hidden="true">
                {formatCount(count.count)}
                {count.isAtLeast && '+'}
              </span>
            )}
          </Tabs.Tab>
        </Tabs.List>
        <CopyMenu shown={shown} />
      </div>
      <Tabs.Panel className="detail-panel" value="summary" aria-busy={isOld}>
        <Summary shown={shown} />
      </Tabs.Panel>
      <Tabs.Panel className="detail-panel" value="json">
        <RecordTab shown={shown} />
      </Tabs.Panel>
      <Tabs.Panel className="detail-panel" value="related" aria-busy={related.isAsking}>
        <RelatedTab shown={shown} related={related} />
      </Tabs.Panel>
    </Tabs.Root>
  );
}

function countText({ count, isAtLeast }: RelatedCount): string {
  return `${isAtLeast ? 'at least ' : ''}${countOf(count, 'event')}`;
}
