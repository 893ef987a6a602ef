import { Tabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

import { useSession } from '../state/AppStateProvider.tsx';
import type { ViewName } from '../state/view.ts';
import { countOf, formatCount } from '../ui/numbers.ts';
import { AppearanceMenu } from './AppearanceMenu.tsx';
import { OpenMenu } from './OpenMenu.tsx';
import { SourcesPopover } from './SourcesPopover.tsx';
import { ZoneMenu } from './ZoneMenu.tsx';
import './frame.css';

type HeaderProps = {
  /** How many delivery streams the log names, once that is known. */
  readonly streamCount: number | undefined;
  /** The field for the AWS profile. */
  readonly profile: ReactNode;
};

export function Header({ streamCount, profile }: HeaderProps) {
  const workspace = useSession((session) => session.workspace);
  return (
    <header className="header">
      <span className="brand">
        <i aria-hidden="true" />
        Firetrail
      </span>
      <OpenMenu />
      {workspace && (
        <>
          <h1 className="workspace-name">
            <SourcesPopover workspace={workspace} />
          </h1>
          <ViewTabs streamCount={streamCount} errorCount={workspace.counts.errors} />
        </>
      )}
      <span className="spring" />
      {profile}
      <ZoneMenu />
      <AppearanceMenu />
    </header>
  );
}

type ViewTabsProps = { readonly streamCount: number | undefined; readonly errorCount: number };

function ViewTabs({ streamCount, errorCount }: ViewTabsProps) {
  return (
    <Tabs.List className="view-tabs" activateOnFocus={false} aria-label="Views">
      <ViewTab value="events" title="Events" />
      <ViewTab
        value="streams"
        title="Delivery streams"
        badge={streamCount}
        description={streamCount === undefined ? undefined : countOf(streamCount, 'delivery stream')}
      />
      <ViewTab value="sql" title="SQL" />
      <ViewTab
        value="problems"
        title="Problems"
        badge={errorCount || undefined}
        tone="error"
        description={errorCount > 0 ? countOf(errorCount, 'error') : undefined}
      />
    </Tabs.List>
  );
}

type ViewTabProps = {
  readonly value: ViewName;
  readonly title: string;
  readonly badge?: number | undefined;
  readonly tone?: 'error';
  readonly description?: string | undefined;
};

/** The badge stands beside the tab, out of its name, which is exactly the title; the tab's description says it. */
function ViewTab({ value, title, badge, tone, description }: ViewTabProps) {
  return (
    <span className="view-slot">
      <Tabs.Tab value={value} className="view-tab" aria-description={description}>
        {title}
      </Tabs.Tab>
      {badge !== undefined && (
        <span className={tone ? `badge ${tone}` : 'badge'} aria-hidden="true">
          {formatCount(badge)}
        </span>
      )}
    </span>
  );
}
