// Destinations that search or forward: what Create sends, and small updates as people make them.
import { bucket, buffer, lambda, logging, retry, role, s3, type Destination } from './blocks.ts';

function search(kind: 'es' | 'opensearch', prefix: string): Destination {
  return {
    createMember: `${prefix}DestinationConfiguration`,
    updateMember: `${prefix}DestinationUpdate`,
    create: (place) => ({
      roleARN: role(place),
      domainARN: `arn:aws:es:${place.region}:${place.account}:domain/${kind}-${place.name}`.slice(0, 90),
      indexName: place.name,
      indexRotationPeriod: 'OneDay',
      bufferingHints: { intervalInSeconds: 300, sizeInMBs: 5 },
      retryOptions: retry(300),
      s3BackupMode: 'FailedDocumentsOnly',
      s3Configuration: s3(place, 'failed'),
      cloudWatchLoggingOptions: logging(place),
      ...(kind === 'es' ? { typeName: '' } : { documentIdOptions: { defaultDocumentIdFormat: 'FIREHOSE_DEFAULT' } }),
      vpcConfiguration: {
        subnetIds: ['subnet-0a1b2c3d4e5f60718', 'subnet-0918273645f4e3d2c'],
        roleARN: role(place),
        securityGroupIds: ['sg-0f1e2d3c4b5a69788'],
      },
    }),
    updates: [
      (_place, round) => ({
        indexRotationPeriod: ['OneWeek', 'OneMonth', 'OneHour', 'NoRotation'][round % 4] ?? 'OneDay',
      }),
      (_place, round) => ({ bufferingHints: { intervalInSeconds: 60 + round * 10 } }),
      (place, round) => ({ indexName: `${place.name}-v${round + 2}`, retryOptions: retry(600 + round * 60) }),
      (place) => ({ s3Update: { bucketARN: bucket(place, 'failed-eu'), compressionFormat: 'ZIP' } }),
    ],
  };
}

export const elasticsearchDestination = search('es', 'elasticsearch');
export const openSearchDestination = search('opensearch', 'amazonopensearchservice');

export const serverlessDestination: Destination = {
  createMember: 'amazonOpenSearchServerlessDestinationConfiguration',
  updateMember: 'amazonOpenSearchServerlessDestinationUpdate',
  create: (place) => ({
    roleARN: role(place),
    collectionEndpoint: `https://07tjusf2h91cunochc.${place.region}.aoss.amazonaws.com`,
    indexName: place.name,
    bufferingHints: { intervalInSeconds: 60, sizeInMBs: 5 },
    retryOptions: retry(300),
    s3BackupMode: 'AllDocuments',
    s3Configuration: s3(place, 'all'),
    cloudWatchLoggingOptions: logging(place),
  }),
  updates: [
    (place, round) => ({ indexName: `${place.name}-${round + 2}` }),
    (_place, round) => ({ bufferingHints: { sizeInMBs: 10 + round } }),
    (place, round) => ({ processingConfiguration: lambda(place, round) }),
  ],
};

export const splunkDestination: Destination = {
  createMember: 'splunkDestinationConfiguration',
  updateMember: 'splunkDestinationUpdate',
  create: (place) => ({
    hECEndpoint: 'https://http-inputs-acme.splunkcloud.example:443',
    hECEndpointType: 'Raw',
    hECToken: '00000000-EXAM-PLE0-TOKN-000000000001',
    hECAcknowledgmentTimeoutInSeconds: 180,
    retryOptions: retry(300),
    s3BackupMode: 'FailedEventsOnly',
    s3Configuration: s3(place, 'splunk-failed'),
    cloudWatchLoggingOptions: logging(place),
    bufferingHints: { intervalInSeconds: 60, sizeInMBs: 5 },
  }),
  updates: [
    (_place, round) => ({ hECToken: `00000000-EXAM-PLE0-TOKN-${String(round + 2).padStart(12, '0')}` }),
    (_place, round) => ({ hECAcknowledgmentTimeoutInSeconds: 240 + round * 30, retryOptions: retry(600) }),
    (place) => ({
      s3BackupMode: 'AllEvents',
      s3Update: { prefix: `all/${place.name}/`, bufferingHints: buffer(10, 120) },
    }),
    () => ({ hECEndpointType: 'Event' }),
  ],
};

export const httpDestination: Destination = {
  createMember: 'httpEndpointDestinationConfiguration',
  updateMember: 'httpEndpointDestinationUpdate',
  create: (place) => ({
    endpointConfiguration: {
      url: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      name: 'Alert router',
      accessKey: 'HIDDEN_DUE_TO_SECURITY_REASONS',
    },
    bufferingHints: buffer(4, 60),
    requestConfiguration: { contentEncoding: 'GZIP', commonAttributes: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
    roleARN: role(place),
    retryOptions: retry(300),
    s3BackupMode: 'FailedDataOnly',
    s3Configuration: s3(place, 'http-failed'),
    cloudWatchLoggingOptions: logging(place),
  }),
  updates: [
    () => ({
      endpointConfiguration: { url: 'HIDDEN_DUE_TO_SECURITY_REASONS', accessKey: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
    }),
    (_place, round) => ({ bufferingHints: buffer(1, 60 + round * 20) }),
    () => ({ requestConfiguration: { contentEncoding: 'NONE' } }),
    (_place, round) => ({ retryOptions: retry(600 + round * 120), s3BackupMode: 'AllData' }),
  ],
};
