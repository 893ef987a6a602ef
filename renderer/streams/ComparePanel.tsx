import { Tabs } from '@base-ui/react/tabs';
import { useRef, type ReactNode } from 'react';

import type { Comparison, ShownState, StateRef, Timeline } from '../../shared/firehose/presented.ts';
import { useSession, useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { useCall } from '../state/useCall.ts';
import type { StreamTab } from '../state/view.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { SideBySide } from '../ui/SideBySide.tsx';
import { BlameTab } from './BlameTab.tsx';
import { ChangesTab } from './ChangesTab.tsx';
import { CompareBar } from './CompareBar.tsx';
import { ConfigurationTab } from './ConfigurationTab.tsx';
import { RequestTab } from './RequestTab.tsx';
import { useScrollBack } from './useScrollBack.ts';
import { useSteps } from './useSteps.ts';
import { isBeforeFirst, type States } from './states.ts';

type ComparePanelProps = { readonly timeline: Timeline; readonly compared: States };

const tabs: readonly { readonly value: StreamTab; readonly title: string }[] = [
  { value: 'changes', title: 'Changes' },
  { value: 'side-by-side', title: 'Side by side' },
  { value: 'blame', title: 'Blame' },
  { value: 'configuration', title: 'Configuration' },
  { value: 'request', title: 'Request' },
];

/** Two states of the stream: what differs between them, and everything about the newer one. */
export function ComparePanel({ timeline, compared }: ComparePanelProps) {
  const tab = useView((view) => view.streamTab);
  const update = useUpdateView();
  const { data: comparison, error, isOld, refetch } = useComparison(timeline, compared);
  const changes = useRef<HTMLDivElement>(null);
  const step = useSteps(changes, tab === 'changes');
  return (
    <div className="compare">
      <CompareBar timeline={timeline} compared={compared} comparison={comparison} />
      <Tabs.Root
        className="compare-body"
        value={tab}
        onValueChange={(next: StreamTab) => update({ streamTab: next, tabScroll: 0 })}
      >
        <div className="compare-tabs">
          <Tabs.List className="detail-tabs" aria-label="Comparison">
            {tabs.map(({ value, title }) => (
              <Tabs.Tab key={value} className="view-tab" value={value}>
                {title}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <span className="spring" />
          {tab === 'changes' && <StepButtons onStep={step} />}
        </div>
        {error && <ErrorNotice error={error} on={{ retry: refetch, reload: refetch }} />}
        <Panel value="changes" isOld={isOld}>
          <div ref={changes}>
            {comparison && (
              <ChangesTab
                key={keyOf(compared)}
                comparison={comparison}
                isFromNothing={isBeforeFirst(timeline, compared.from)}
              />
            )}
          </div>
        </Panel>
        <Panel value="side-by-side" isOld={isOld}>
          {comparison && <BothConfigurations comparison={comparison} />}
        </Panel>
        <Panel value="blame">
          <BlameTab timeline={timeline} state={compared.to} />
        </Panel>
        <Panel value="configuration">
          <ConfigurationTab timeline={timeline} state={compared.to} />
        </Panel>
        <Panel value="request">
          <RequestTab timeline={timeline} state={compared.to} />
        </Panel>
      </Tabs.Root>
    </div>
  );
}

function keyOf(compared: States): string {
  return JSON.stringify(compared);
}

function useComparison({ stream }: Timeline, { from, to }: States) {
  const { account, region, name } = stream;
  const timeZone = useView((view) => view.query.timeZone);
  const revision = useSession((session) => session.workspace?.revision);
  const side = (ref: StateRef) => ({ ...ref });
  const input = { stream: { account, region, name }, from: side(from), to: side(to), timeZone };
  return useCall('streams.compare', input, { dependsOn: [revision] });
}

type PanelProps = { readonly value: StreamTab; readonly isOld?: boolean; readonly children: ReactNode };

function Panel({ value, isOld = false, children }: PanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  useScrollBack(panel);
  return (
    <Tabs.Panel ref={panel} className={`compare-panel ${value}`} value={value} aria-busy={isOld}>
      {children}
    </Tabs.Panel>
  );
}

function StepButtons({ onStep }: { readonly onStep: (step: 'next' | 'previous') => void }) {
  return (
    <>
      <button
        type="button"
        className="button quiet icon"
        aria-label="Previous change"
        aria-keyshortcuts="P Shift+F7"
        title="Previous change (p or Shift+F7)"
        onClick={() => onStep('previous')}
      >
        ↑
      </button>
      <button
        type="button"
        className="button quiet icon"
        aria-label="Next change"
        aria-keyshortcuts="N F7"
        title="Next change (n or F7)"
        onClick={() => onStep('next')}
      >
        ↓
      </button>
    </>
  );
}

function BothConfigurations({ comparison: { from, to } }: { readonly comparison: Comparison }) {
  return (
    <div className="both">
      <SideBySide from={sideOf(from)} to={sideOf(to)} />
    </div>
  );
}

const absences: Readonly<Record<ShownState['existence'], string>> = {
  exists: '',
  'does-not-exist': ' · did not exist',
  'cannot-tell': ' · the log cannot tell',
};

function sideOf({ title, existence, configText }: ShownState) {
  return { name: `${title}${absences[existence]}`, text: configText };
}
