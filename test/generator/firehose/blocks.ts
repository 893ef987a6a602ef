// Blocks that several destinations share.
import type { JsonObject } from '../json.ts';

export type StreamPlace = { readonly account: string; readonly region: string; readonly name: string };

export type Destination = {
  readonly createMember: string;
  readonly updateMember: string;
  readonly create: (place: StreamPlace) => JsonObject;
  /** Each answers one partial update; `round` makes repeated ones differ. */
  readonly updates: readonly ((place: StreamPlace, round: number) => JsonObject)[];
};

export const role = ({ account }: StreamPlace): string => `arn:aws:iam::${account}:role/firehose-delivery`;
export const bucket = ({ name }: StreamPlace, purpose: string): string => `arn:aws:s3:::acme-${name}-${purpose}`;
export const secret = ({ account, region, name }: StreamPlace): string =>
  `arn:aws:secretsmanager:${region}:${account}:secret:firehose/${name}-a1b2c3`;
export const logging = ({ name }: StreamPlace): JsonObject => ({
  enabled: true,
  logGroupName: `/aws/kinesisfirehose/${name}`,
  logStreamName: 'DestinationDelivery',
});
export const buffer = (sizeInMBs: number, intervalInSeconds: number): JsonObject => ({ sizeInMBs, intervalInSeconds });
export const retry = (durationInSeconds: number): JsonObject => ({ durationInSeconds });

export function s3(place: StreamPlace, purpose: string): JsonObject {
  return {
    roleARN: role(place),
    bucketARN: bucket(place, purpose),
    prefix: `${place.name}/`,
    errorOutputPrefix: `errors/${place.name}/!{firehose:error-output-type}/`,
    bufferingHints: buffer(5, 300),
    compressionFormat: 'GZIP',
    encryptionConfiguration: { noEncryptionConfig: 'NoEncryption' },
    cloudWatchLoggingOptions: { enabled: false },
  };
}

export function lambda(place: StreamPlace, round: number): JsonObject {
  const functionArn = `arn:aws:lambda:${place.region}:${place.account}:function:${place.name}-transform:${round + 1}`;
  const parameters = [
    { parameterName: 'LambdaArn', parameterValue: functionArn },
    { parameterName: 'BufferSizeInMBs', parameterValue: '1' },
    { parameterName: 'BufferIntervalInSeconds', parameterValue: String(60 + round * 15) },
  ];
  return { enabled: true, processors: [{ type: 'Lambda', parameters }] };
}

export const kms = ({ account, region }: StreamPlace): JsonObject => ({
  kMSEncryptionConfig: { aWSKMSKeyARN: `arn:aws:kms:${region}:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab` },
});

export function kinesisSource(place: StreamPlace): JsonObject {
  const kinesisStreamARN = `arn:aws:kinesis:${place.region}:${place.account}:stream/${place.name}-source`;
  const kinesisStreamSourceConfiguration = { kinesisStreamARN, roleARN: role(place) };
  return { deliveryStreamType: 'KinesisStreamAsSource', kinesisStreamSourceConfiguration };
}
