import type { ReactNode } from 'react';

import type { StreamKey } from '../../shared/firehose/model.ts';
import type { Origin } from '../../shared/firehose/presented.ts';
import { useOpenEvent } from './openEvent.ts';

type EventLinkProps = { readonly origin: Origin; readonly stream: StreamKey; readonly children: ReactNode };

/** Leads to the event of a call, where the workspace has it. */
export function EventLink({ origin, stream, children }: EventLinkProps) {
  const openEvent = useOpenEvent(stream);
  if (origin.event === undefined) return <>{children}</>;
  return (
    <button
      type="button"
      className="link"
      title={`Open the event ${origin.eventName}`}
      onClick={(event) => openEvent(origin, event.currentTarget)}
    >
      {children} <span aria-hidden="true">→</span>
      <span className="visually-hidden">, open the event {origin.eventName}</span>
    </button>
  );
}
