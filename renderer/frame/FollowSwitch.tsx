import { useId } from 'react';

import type { Follow } from '../../shared/ipc/contract.ts';
import { useRun } from '../state/useRun.ts';
import { Moment } from '../ui/Moment.tsx';

/** Whether what is new is fetched by itself, how, and how it went. */
export function FollowSwitch({ follow }: { readonly follow: Follow }) {
  const run = useRun();
  const id = useId();
  const { isOn, lastLookAt, remark } = follow;
  return (
    <div className="follow">
      <div className="follow-line">
        <button
          type="button"
          role="switch"
          className="switch"
          aria-checked={isOn}
          aria-labelledby={id}
          onClick={() => void run('sources.follow', { isOn: !isOn })}
        />
        <span id={id}>Follow</span>
        <span className="muted">{howText(follow)}</span>
      </div>
      {isOn && lastLookAt !== undefined && (
        <p className="muted">
          Last looked <Moment iso={lastLookAt} />
        </p>
      )}
      {remark !== undefined && <p className="follow-remark">{remark}</p>}
    </div>
  );
}

function howText({ by, everySeconds }: Follow): string {
  if (by === 'queue') return 'new logs are fetched as the queue names them';
  const every = everySeconds === 60 ? 'every minute' : `every ${everySeconds} s`;
  return `what is new is fetched ${every}`;
}
