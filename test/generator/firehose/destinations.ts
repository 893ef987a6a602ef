// Every destination type there is.
import type { Destination } from './blocks.ts';
import {
  elasticsearchDestination,
  httpDestination,
  openSearchDestination,
  serverlessDestination,
  splunkDestination,
} from './services.ts';
import {
  extendedS3Destination,
  icebergDestination,
  redshiftDestination,
  s3Destination,
  snowflakeDestination,
} from './stores.ts';

export const destinations: readonly Destination[] = [
  extendedS3Destination,
  s3Destination,
  redshiftDestination,
  elasticsearchDestination,
  openSearchDestination,
  serverlessDestination,
  splunkDestination,
  httpDestination,
  snowflakeDestination,
  icebergDestination,
];
