import { fieldEquals } from '../../shared/filter/print.ts';
import type { StreamKey } from '../../shared/firehose/model.ts';

/** The filter that finds the calls which name the stream. */
export function filterForStream({ account, region, name }: StreamKey): string {
  return [
    fieldEquals('eventSource', 'firehose.amazonaws.com'),
    fieldEquals('requestParameters.deliveryStreamName', name),
    // The list has an empty text where the log says neither.
    fieldEquals('recipientAccountId', account || undefined),
    fieldEquals('awsRegion', region || undefined),
  ].join(' ');
}
