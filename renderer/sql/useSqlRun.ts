import { useStore } from 'zustand';

import { useAppState, useSession } from '../state/AppStateProvider.tsx';
import { sqlRunOf, type SqlRun } from '../state/sqlRun.ts';

/** The question that runs or ran last in this workspace. */
export function useSqlRun(): SqlRun {
  const workspaceId = useSession((session) => session.workspace?.id);
  return sqlRunOf(useStore(useAppState().sqlRun), workspaceId);
}
