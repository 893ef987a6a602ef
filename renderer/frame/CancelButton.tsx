import { useState } from 'react';

import { useRun } from '../state/useRun.ts';

/** Ends a job; what it has done so far stays or goes as its kind has it. */
export function CancelButton({ jobId, name }: { readonly jobId: number; readonly name: string }) {
  const run = useRun();
  const [cancelledId, setCancelledId] = useState<number>();
  const cancel = () => {
    setCancelledId(jobId);
    void run('jobs.cancel', { jobId });
  };
  const isCancelling = cancelledId === jobId;
  return (
    <button type="button" className="link" aria-label={name} disabled={isCancelling} onClick={cancel}>
      {isCancelling ? 'Cancelling' : 'Cancel'}
    </button>
  );
}
