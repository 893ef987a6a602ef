import { useStore } from 'zustand';

import type { Job } from '../../shared/ipc/contract.ts';
import { useAppState, useSession } from '../state/AppStateProvider.tsx';
import type { Export } from '../state/exports.ts';
import { CancelButton } from './CancelButton.tsx';
import { writingText, writtenShare } from './exportText.ts';

/** How the exports go that are being written. */
export function ExportStatus() {
  const jobs = useSession((session) => session.jobs);
  const running = jobs.filter(({ kind, phase }) => kind === 'export' && phase === 'running');
  return running.map((job) => <ExportLine key={job.id} job={job} />);
}

function ExportLine({ job }: { readonly job: Job }) {
  const begun = useBegun(job.id);
  const text = writingText(job, begun);
  return (
    <div className="import export-status">
      <output className="import-status" aria-label="Export progress">
        <progress className="bar" aria-label={begun?.fileName ?? job.title} {...writtenShare(job)} />
        <span title={text}>{text}</span>
      </output>
      <CancelButton jobId={job.id} name="Cancel export" />
    </div>
  );
}

function useBegun(jobId: number): Export | undefined {
  const state = useAppState();
  const generation = useSession((session) => session.generation);
  const exports = useStore(state.exports, (store) => store.exports);
  return exports.find((one) => one.jobId === jobId && one.generation === generation);
}
