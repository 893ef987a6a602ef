import type { ReactNode } from 'react';

import type { ShownVersion, StateRef, Timeline } from '../../shared/firehose/presented.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { RemarkList } from './RemarkList.tsx';
import { useShownVersion } from './useShownVersion.ts';

export type StateTabProps = { readonly timeline: Timeline; readonly state: StateRef };

type LoadedProps = StateTabProps & { readonly children: (version: ShownVersion) => ReactNode };

/** Asks for a state, says what a reader must know of it, and shows the rest. */
export function StateTab({ timeline, state, children }: LoadedProps) {
  const { data, error, isOld, refetch } = useShownVersion(timeline, state);
  if (error) return <ErrorNotice error={error} on={{ retry: refetch, reload: refetch }} />;
  if (!data) return null;
  return (
    <div className="state-tab" aria-busy={isOld}>
      <RemarkList remarks={data.state.remarks} />
      {children(data)}
    </div>
  );
}

/** In place of a configuration where there is none. */
export function NoConfiguration({ version: { state } }: { readonly version: ShownVersion }) {
  return (
    <div className="changes-none">
      <strong>{state.existence === 'does-not-exist' ? 'The stream did not exist' : 'The log cannot tell'}</strong>
      <p>{state.title}</p>
    </div>
  );
}
