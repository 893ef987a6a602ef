import { fieldEquals } from '../../shared/filter/print.ts';
import type { StreamKey } from '../../shared/firehose/model.ts';

/** The filter that finds the calls which name the stream. */
export function filterForStream({ account, region, name }: StreamKey): string {
  return [
    fieldEquals('eventSource', 'firehose.amazonaws.com'),
    namesStream(name),
    // The list has an empty text where the log says neither.
    fieldEquals('recipientAccountId', account || undefined),
    fieldEquals('awsRegion', region || undefined),
  ].join(' ');
}

/** A denied call often has no request parameters: only its message names the stream. */
function namesStream(name: string): string {
  const byParameter = fieldEquals('requestParameters.deliveryStreamName', name);
  // What AWS allows in a name needs no quoting in a pattern; anything else never came into such a message.
  if (!/^[a-zA-Z0-9_.-]{1,64}$/.test(name)) return byParameter;
  const inMessage = `errorMessage:"*:deliverystream/${name} *" OR errorMessage:*:deliverystream/${name}`;
  return `(${byParameter} OR ${inMessage})`;
}
