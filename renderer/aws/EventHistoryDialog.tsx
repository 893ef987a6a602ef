import { useEffect, useState } from 'react';

import type { RemoteSource } from '../../shared/ipc/sourceSpec.ts';
import { useView } from '../state/AppStateProvider.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { AttributeFields } from './AttributeFields.tsx';
import { AwsPrompts } from './AwsPrompts.tsx';
import { CheckList } from './CheckList.tsx';
import { historyDraftOf, historySourceOf, newHistoryDraft, type HistoryDraft } from './historyDraft.ts';
import { IdentityText } from './HeaderProfile.tsx';
import { ProfileField } from './ProfileField.tsx';
import { readRange } from './rangeDraft.ts';
import { RangeField } from './RangeField.tsx';
import { SourceButtons } from './SourceButtons.tsx';
import { useRegions } from './useRegions.ts';
import { useSourceDialog, type SourceDialog, type SourceDialogState } from './useSourceDialog.ts';
import './sources.css';

const headings = { new: 'Open Event history', add: 'Add Event history' };

export function EventHistoryDialog({ state }: { readonly state: SourceDialogState }) {
  const dialog = useSourceDialog(state);
  const heading = dialog.changed ? 'Change Event history' : headings[state.where];
  return (
    <Dialog heading={heading} size="large" isOpen onClose={dialog.close}>
      <HistoryForm dialog={dialog} where={state.where} />
    </Dialog>
  );
}

type HistoryFormProps = { readonly dialog: SourceDialog; readonly where: SourceDialogState['where'] };

function HistoryForm({ dialog, where }: HistoryFormProps) {
  const timeZone = useView((view) => view.query.timeZone);
  const { changed, askWho } = dialog;
  const [draft, setDraft] = useState<HistoryDraft>(() =>
    changed?.kind === 'eventHistory' ? historyDraftOf(changed, timeZone) : newHistoryDraft(dialog.profile),
  );
  const change = (part: Partial<HistoryDraft>) => setDraft((before) => ({ ...before, ...part }));
  // oxlint-disable-next-line react/exhaustive-deps -- opening the dialog is reason enough to ask
  useEffect(() => askWho(draft.profile), []);
  const { regions: listed, problem, isAsking } = useRegions(draft.profile);
  const regions = [...new Set([...regionsHeld(changed), ...listed, ...(draft.regions ?? [])])];
  // The profile's own stands first; whoever wants more says so.
  const choice = draft.regions ?? listed.slice(0, 1);
  const chosen = historySourceOf(draft, choice, timeZone);
  const takeProfile = (profile: string) => {
    change({ profile });
    dialog.useProfile(profile);
  };
  return (
    <div className="source-form">
      <div className="source-body">
        <AwsPrompts profile={draft.profile} />
        <Limits />
        <div className="place-row">
          <ProfileField value={draft.profile} onChange={takeProfile}>
            <IdentityText profile={draft.profile} />
          </ProfileField>
        </div>
        <div className="history-columns">
          <CheckList
            label="Regions"
            noun="region"
            items={regions.map((value) => ({ value }))}
            choice={choice.length === regions.length && regions.length > 0 ? undefined : choice}
            onChange={(next) => change({ regions: next ?? regions })}
            filterFrom={9}
            note={choice.length > 1 ? 'They are asked at the same time.' : undefined}
          />
          <div className="found-times">
            <h3>Time</h3>
            <RangeField
              hasAll={false}
              value={draft.range}
              read={readRange(draft.range, timeZone)}
              onChange={(range) => change({ range })}
            />
            <AttributeFields draft={draft} onChange={change} />
          </div>
        </div>
      </div>
      <div className="source-foot">
        <output aria-label="What is asked">
          <WhatIsAsked chosen={chosen} problem={problem} regions={choice.length} isAsking={isAsking} />
        </output>
        <SourceButtons dialog={dialog} where={where} source={'source' in chosen ? chosen.source : undefined} />
      </div>
    </div>
  );
}

/** They stand on top, and stay to be seen where the list of the profile lacks them, or is not there. */
function regionsHeld(changed: RemoteSource | undefined): readonly string[] {
  return changed?.kind === 'eventHistory' ? changed.regions : [];
}

type WhatIsAskedProps = {
  readonly chosen: ReturnType<typeof historySourceOf>;
  /** Why the regions of the profile cannot be listed. */
  readonly problem: string | undefined;
  readonly regions: number;
  /** The regions of the profile are not known yet. */
  readonly isAsking: boolean;
};

function WhatIsAsked({ chosen, problem, regions, isAsking }: WhatIsAskedProps) {
  if (isAsking && regions === 0) return 'Looking up the regions of the profile…';
  if (!('problem' in chosen)) return requestText(regions);
  return <span className="field-problem">{(regions === 0 ? problem : undefined) ?? chosen.problem}</span>;
}

function Limits() {
  return (
    <p>
      The last 90 days as AWS keeps them for every account: management events, no data events. AWS answers two requests
      a second for each region, about 100 events: many events take their time.
    </p>
  );
}

function requestText(regions: number): string {
  const rate = regions === 1 ? 'about 100 events a second at most' : `about ${regions * 100} events a second at most`;
  return `${regions === 1 ? 'One region' : `${regions} regions`}: ${rate}. How many events there are is not known before.`;
}
