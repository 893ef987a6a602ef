// What the service takes where nothing is said, as far as it depends on the destination (spec section 7.4).
import type { Configuration } from '../model.ts';
import { blockAt } from './treeAt.ts';

/** Buffering of a destination, or of an S3 block inside it: `block` is its path. */
export function bufferDefaults(
  type: string | undefined,
  block: string,
  config: Configuration | undefined,
): Readonly<Record<string, number>> {
  if (block !== 'destination') return { sizeInMBs: 5, intervalInSeconds: 300 };
  if (type === 'Snowflake') return { sizeInMBs: 128, intervalInSeconds: 0 };
  if (type === 'Splunk') return { sizeInMBs: 5, intervalInSeconds: 60 };
  return { sizeInMBs: isConverting(config) ? 128 : 5, intervalInSeconds: 300 };
}

/** Seconds of retrying. */
export function retryDefault(type: string | undefined): number {
  if (type === 'Redshift' || type === 'Splunk') return 3600;
  return type === 'Snowflake' ? 60 : 300;
}

/** Conversion is on where its block is given, unless it says otherwise. */
export function isConverting(config: Configuration | undefined): boolean {
  const conversion = blockAt(config, 'destination.dataFormatConversionConfiguration');
  return conversion !== undefined && conversion['enabled'] !== false;
}
