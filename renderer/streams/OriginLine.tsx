import type { Origin } from '../../shared/firehose/presented.ts';
import { actorText } from '../../shared/events/actorText.ts';

/** Who made a call, from where and with what, in a line; the whole of it in the tooltip. */
export function OriginLine({ origin }: { readonly origin: Origin }) {
  const { actor, sourceIPAddress, tool } = origin;
  // A service that calls has its own name for an address, which says no more than the tool does.
  const address = tool !== undefined && sourceIPAddress?.endsWith('.amazonaws.com') ? undefined : sourceIPAddress;
  const parts = [actorText(actor), address, tool].filter((part) => part !== undefined);
  return <span title={wholeOf(origin)}>{[...new Set(parts)].join(' · ')}</span>;
}

function wholeOf({ arn, sourceIPAddress, userAgent, invokedBy, mfa }: Origin): string {
  return [
    arn,
    sourceIPAddress !== undefined && `from ${sourceIPAddress}`,
    userAgent,
    invokedBy !== undefined && `called by ${invokedBy}`,
    mfa === undefined ? undefined : mfa ? 'with MFA' : 'without MFA',
  ]
    .filter(Boolean)
    .join('\n');
}
