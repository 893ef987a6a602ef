import { Tooltip } from '@base-ui/react/tooltip';
import { useId } from 'react';

import type { Certainty, ShownValue } from '../../shared/firehose/presented.ts';

/** How each degree of certainty is named; what is plainly known carries no mark. */
export const markNames: Readonly<Record<Certainty, string>> = {
  known: 'known',
  hidden: 'hidden',
  ambiguous: 'ambiguous',
  stale: 'stale, last known',
  unknown: 'not in this log',
};

export type MarkOf = ShownValue['marks'][number];

/** A word that says why a value is not plainly known; resting on it, or reaching it by key, explains it. */
export function Mark({ mark }: { readonly mark: MarkOf }) {
  const explanationId = useId();
  return (
    <Tooltip.Root>
      <Tooltip.Trigger
        delay={200}
        render={
          <button type="button" className={`mark ${mark.certainty}`} aria-describedby={explanationId}>
            <MarkSign certainty={mark.certainty} />
            {markNames[mark.certainty]}
          </button>
        }
      />
      <span id={explanationId} className="visually-hidden">
        {mark.explanation}
      </span>
      <Tooltip.Portal>
        <Tooltip.Positioner className="menu-positioner" sideOffset={4}>
          <Tooltip.Popup className="tooltip">{mark.explanation}</Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

/** The mark's sign, as the legend shows it. */
export function MarkSign({ certainty }: { readonly certainty: Certainty }) {
  if (certainty === 'hidden') return <Lock />;
  if (certainty === 'known') return <span className="sign known" aria-hidden="true" />;
  return <span className={`sign ${certainty}`} aria-hidden="true" />;
}

function Lock() {
  return (
    <svg className="sign-lock" width="9" height="10" viewBox="0 0 9 10" aria-hidden="true">
      <rect x="0.5" y="4" width="8" height="5.5" rx="1" fill="currentColor" />
      <path d="M2.2 4V2.6a2.3 2.3 0 0 1 4.6 0V4" fill="none" stroke="currentColor" strokeWidth="1.2" />
    </svg>
  );
}
