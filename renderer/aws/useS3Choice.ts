import { useCallback, useEffect, useMemo, useState } from 'react';

import type { AppError, ErrorCode } from '../../shared/errors.ts';
import type { FoundTrails } from '../../shared/aws/foundTrails.ts';
import type { S3Source } from '../../shared/ipc/sourceSpec.ts';
import { useAppState, useView } from '../state/AppStateProvider.tsx';
import {
  accountsIn,
  countPlaces,
  newS3Draft,
  questionOf,
  s3DraftOf,
  s3SourceOf,
  trailsOf,
  type S3Draft,
  type TrailQuestion,
} from './s3Draft.ts';
import { hasLogs } from './trailWords.ts';
import type { SourceDialog } from './useSourceDialog.ts';
import { useSearch } from './useSearch.ts';

export type S3Choice = {
  readonly draft: S3Draft;
  readonly change: (part: Partial<S3Draft>) => void;
  readonly takeProfile: (profile: string) => void;
  /** Looks for logs at what is typed. */
  readonly find: () => void;
  readonly stop: () => void;
  readonly isSearching: boolean;
  /** Of what is typed now. */
  readonly found: FoundTrails | undefined;
  readonly error: AppError | undefined;
  readonly forgetError: () => void;
  /** The folder is read as it is, without the layout of CloudTrail. */
  readonly isPlain: boolean;
  readonly choosePlain: () => void;
  /** What is chosen, or what is still to be chosen. */
  readonly source: S3Source | undefined;
  readonly problem: string | undefined;
  /** How many folders of an account and a region are chosen. */
  readonly places: number;
};

/** What is typed, found and chosen in the dialog for logs in S3. */
export function useS3Choice(dialog: SourceDialog): S3Choice {
  const timeZone = useView((view) => view.query.timeZone);
  const changed = dialog.changed?.kind === 's3' ? dialog.changed : undefined;
  const [draft, setDraft] = useState<S3Draft>(() =>
    changed ? s3DraftOf(changed, timeZone) : newS3Draft(dialog.profile),
  );
  const change = useCallback((part: Partial<S3Draft>) => setDraft((before) => ({ ...before, ...part })), []);
  const [asked, setAsked] = useState<TrailQuestion | undefined>(changed && questionOf(draft));
  const [attempt, setAttempt] = useState(0);
  const [isPlain, setPlain] = useState(changed?.layout === 'plain');
  const search = useSearch('trails.find', asked, { attempt });
  useAskWho(dialog, draft.profile);
  const againWith = search.error && waitsForSignIn.has(search.error.code) ? asked?.profile : undefined;
  useWhenKnown(againWith, () => setAttempt(attempt + 1));
  const ask = (question: TrailQuestion) => {
    if (question.location === '') return;
    // Another place has accounts and regions of its own.
    if (asked && asked.location !== question.location) {
      change({ trail: undefined, accounts: undefined, regions: undefined });
      setPlain(false);
    }
    setAsked(question);
    setAttempt(attempt + 1);
  };
  const takeProfile = (profile: string) => {
    change({ profile });
    dialog.useProfile(profile);
    // The search may have failed for the profile's sake.
    if (asked && search.error) ask(questionOf({ ...draft, profile }));
  };
  const isCurrent = asked !== undefined && JSON.stringify(asked) === JSON.stringify(questionOf(draft));
  const found = isCurrent ? search.found : undefined;
  return {
    draft,
    change,
    takeProfile,
    find: () => ask(questionOf(draft)),
    stop: search.stop,
    isSearching: search.isRunning,
    found,
    error: isCurrent ? search.error : undefined,
    forgetError: () => setAsked(undefined),
    isPlain,
    choosePlain: () => setPlain(true),
    ...useChosen(draft, found, isPlain),
  };
}

/** Opening the dialog is reason enough to ask who the profile is; what is typed into it is not. */
function useAskWho({ askWho }: SourceDialog, profile: string | undefined): void {
  // oxlint-disable-next-line react/exhaustive-deps
  useEffect(() => askWho(profile), []);
}

/** What a sign-in or a code mends. */
export const waitsForSignIn: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['aws/sign-in', 'aws/mfa', 'aws/expired']);

/** Calls once it is known anew who a profile is: after signing in, from wherever that was done. */
function useWhenKnown(profile: string | undefined, onKnown: () => void): void {
  const { aws } = useAppState();
  useEffect(() => {
    if (profile === undefined) return undefined;
    return aws.subscribe((now, before) => {
      const isNews = now.identities[profile] !== before.identities[profile];
      if (isNews && now.identities[profile]?.phase === 'known') onKnown();
    });
  });
}

function useChosen(
  draft: S3Draft,
  found: FoundTrails | undefined,
  isPlain: boolean,
): Pick<S3Choice, 'source' | 'problem' | 'places'> {
  const timeZone = useView((view) => view.query.timeZone);
  return useMemo(() => {
    const chosen: { readonly source?: S3Source; readonly problem?: string } =
      found && (hasLogs(found) || isPlain)
        ? s3SourceOf(draft, found, { timeZone, layout: isPlain ? 'plain' : 'trail' })
        : {};
    return {
      source: chosen.source,
      problem: chosen.problem,
      places: found && !isPlain ? countPlaces(draft, accountsIn(trailsOf(found, draft.trail))) : 1,
    };
  }, [draft, found, timeZone, isPlain]);
}
