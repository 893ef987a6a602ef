// Edges that random logs seldom or never reach, each read by the oracle too, in both orders.
import { expect, test } from 'vitest';

import { rebuildHistory } from '../../shared/firehose/history.ts';
import type { JsonObject } from '../../shared/json.ts';
import { oracleHistory } from './oracle.ts';

let count = 0;

function at(second: number): string {
  return new Date(Date.UTC(2024, 2, 1) + second * 1000).toISOString().replace('.000', '');
}

function call(eventName: string, second: number, requestParameters: object | null, more: object = {}): object {
  count += 1;
  const place = { awsRegion: 'us-east-1', recipientAccountId: '111' };
  const ids = { eventID: `e${count}`, requestID: `q${count}` };
  const eventSource = 'firehose.amazonaws.com';
  return { eventSource, eventName, eventTime: at(second), ...place, ...ids, requestParameters, ...more };
}

const named = { deliveryStreamName: 's' };
const notFound = { errorCode: 'ResourceNotFoundException', errorMessage: 'Firehose s not found.' };

function created(parameters: object, more: object = {}): object {
  const responseElements = { deliveryStreamARN: 'arn:aws:firehose:us-east-1:111:deliverystream/s' };
  return call('CreateDeliveryStream', 0, { ...named, ...parameters }, { responseElements, ...more });
}

function updated(version: unknown, parameters: object, second = 30, more: object = {}): object {
  return call('UpdateDestination', second, { ...named, currentDeliveryStreamVersionId: version, ...parameters }, more);
}

const s3 = (body: unknown): object => ({ extendedS3DestinationConfiguration: body });
const s3Update = (body: unknown): object => ({ extendedS3DestinationUpdate: body });
const http = (body: unknown): object => ({ httpEndpointDestinationConfiguration: body });
const attrs = (...commonAttributes: readonly object[]): object => http({ requestConfiguration: { commonAttributes } });

const edges: { readonly [name: string]: readonly object[] } = {
  'attr empty name': [created(attrs({ attributeName: '', attributeValue: 'v' }))],
  'attr missing name': [created(attrs({ attributeValue: 'v' }))],
  'attr null name': [created(attrs({ attributeName: null, attributeValue: 'v' }))],
  'attr missing value': [created(attrs({ attributeName: 'a' }))],
  'attr empty value': [created(attrs({ attributeName: 'a', attributeValue: '' }))],
  'attr empty value then hidden name': [
    created(attrs({ attributeName: 'a', attributeValue: '' }, { attributeName: '***', attributeValue: 'x' })),
  ],
  'attr value hidden then name hidden': [
    created(attrs({ attributeName: 'a', attributeValue: 'REDACTED' }, { attributeName: '***', attributeValue: 'x' })),
  ],
  'attr repeated': [
    created(attrs({ attributeName: 'a', attributeValue: '1' }, { attributeName: 'a', attributeValue: '2' })),
  ],
  'processor no type': [created(s3({ processingConfiguration: { processors: [{ parameters: [] }] } }))],
  'processor no params': [created(s3({ processingConfiguration: { processors: [{ type: 'Lambda' }] } }))],
  'processor extra': [
    created(
      s3({
        processingConfiguration: {
          processors: [{ type: 'Lambda', future: 1, parameters: [{ parameterName: 'A', parameterValue: 'b' }] }],
        },
      }),
    ),
  ],
  'param null value': [
    created(
      s3({
        processingConfiguration: {
          processors: [
            { type: 'Lambda', parameters: [{ parameterName: 'A', parameterValue: null }, { parameterName: 'B' }] },
          ],
        },
      }),
    ),
  ],
  'param no name': [
    created(
      s3({ processingConfiguration: { processors: [{ type: 'Lambda', parameters: [{ parameterValue: 'x' }] }] } }),
    ),
  ],
  'dest string': [created(s3('HIDDEN_DUE_TO_SECURITY_REASONS'))],
  'dest string update': [created(s3({ prefix: 'a' })), updated('1', s3Update('HIDDEN_DUE_TO_SECURITY_REASONS'))],
  'dest null update': [created(s3({ prefix: 'a' })), updated('1', s3Update(null))],
  'dest array': [created(s3([]))],
  'update with configuration member': [created(s3({ prefix: 'a' })), updated('1', s3({ prefix: 'b' }))],
  'create with update member': [created(s3Update({ prefix: 'a' }))],
  'omitted whole with name': [
    created(s3({ prefix: 'a' })),
    call('UpdateDestination', 30, { omitted: true, deliveryStreamName: 's', currentDeliveryStreamVersionId: '1' }),
  ],
  'create omitted whole, arn in answer': [
    call(
      'CreateDeliveryStream',
      0,
      { omitted: true },
      { responseElements: { deliveryStreamARN: 'arn:aws:firehose:us-east-1:111:deliverystream/s' } },
    ),
  ],
  'update null, resources arn': [
    call('UpdateDestination', 0, null, { resources: [{ ARN: 'arn:aws:firehose:us-east-1:111:deliverystream/s' }] }),
  ],
  'create no destination': [created({})],
  'message trailing dot': [
    call('UpdateDestination', 0, null, {
      errorCode: 'AccessDenied',
      errorMessage: 'not on arn:aws:firehose:us-east-1:111:deliverystream/s.',
    }),
  ],
  'message star': [
    call('UpdateDestination', 0, null, {
      errorCode: 'AccessDenied',
      errorMessage: 'not on arn:aws:firehose:us-east-1:111:deliverystream/*',
    }),
  ],
  'message other region': [
    call('UpdateDestination', 0, null, {
      errorCode: 'AccessDenied',
      errorMessage: 'not on arn:aws-cn:firehose:cn-north-1:222:deliverystream/s',
    }),
  ],
  'applied with message arn': [
    call('UpdateDestination', 0, null, { errorMessage: 'arn:aws:firehose:us-east-1:111:deliverystream/s' }),
  ],
  'name an odd arn': [
    call('UpdateDestination', 0, { deliveryStreamName: 'arn:aws:firehose:us-east-1:111:stream/s' }, { errorCode: 'X' }),
  ],
  'known under other code': [
    created(s3({})),
    updated('1', s3Update({}), 30, {
      errorCode: 'InvalidArgumentException',
      errorMessage: 'current version id: 5 and',
    }),
  ],
  'base on tag refused': [
    created(s3({})),
    call('TagDeliveryStream', 30, { ...named, currentDeliveryStreamVersionId: '3' }, { errorCode: 'X' }),
  ],
  'base 007': [created(s3({})), updated('007', s3Update({}))],
  'base float': [created(s3({})), updated(1.5, s3Update({}))],
  'base text': [created(s3({})), updated('abc', s3Update({}))],
  'base zero': [updated('0', s3Update({}))],
  'encryption empty input': [created({ ...s3({}), deliveryStreamEncryptionConfigurationInput: {} })],
  'encryption null input': [created({ ...s3({}), deliveryStreamEncryptionConfigurationInput: null })],
  'encryption future member': [
    created({ ...s3({}), deliveryStreamEncryptionConfigurationInput: { keyType: 'A', foo: 1 } }),
  ],
  'encryption keyARN only': [created({ ...s3({}), deliveryStreamEncryptionConfigurationInput: { keyARN: 'k' } })],
  'encryption hidden': [
    created({ ...s3({}), deliveryStreamEncryptionConfigurationInput: { keyType: 'A', keyARN: '***' } }),
  ],
  'encryption string': [
    created({ ...s3({}), deliveryStreamEncryptionConfigurationInput: 'HIDDEN_DUE_TO_SECURITY_REASONS' }),
  ],
  'source type member': [created({ ...s3({}), databaseSourceConfiguration: { type: 'MySQL', port: 1 } })],
  'source hidden': [created({ ...s3({}), kinesisStreamSourceConfiguration: '***' })],
  'two sources': [
    created({ ...s3({}), kinesisStreamSourceConfiguration: { a: 1 }, directPutSourceConfiguration: { b: 1 } }),
  ],
  'source null': [created({ ...s3({}), kinesisStreamSourceConfiguration: null })],
  'type null': [created({ ...s3({}), deliveryStreamType: null })],
  'tags null': [created({ ...s3({}), tags: null })],
  'tags empty tag call': [call('TagDeliveryStream', 0, { ...named, tags: [] })],
  'tags missing tag call': [call('TagDeliveryStream', 0, named)],
  'tags hidden': [call('TagDeliveryStream', 0, { ...named, tags: '***' })],
  'tag value word': [
    call('TagDeliveryStream', 0, {
      ...named,
      tags: [
        { key: 'a', value: 'REDACTED' },
        { Key: 'b', Value: 'x' },
      ],
    }),
  ],
  'untag missing keys': [call('UntagDeliveryStream', 0, named)],
  'hidden in list': [
    created(
      s3({
        dataFormatConversionConfiguration: {
          inputFormatConfiguration: { deserializer: { hiveJsonSerDe: { timestampFormats: ['***', 'x'] } } },
        },
      }),
    ),
  ],
  'sets with repeats': [
    created({ elasticsearchDestinationConfiguration: { vpcConfiguration: { subnetIds: ['b', 'a', 'b'] } } }),
  ],
  'nested renames': [created(s3({ futureBlock: { s3Configuration: { RoleARN: 'x' } } }))],
  'dest own type': [created({ futureDestinationConfiguration: { type: 'mine', a: 1 } })],
  'empty destination suffix': [created({ destinationConfiguration: { a: 1 } })],
  'unknown member null': [created({ ...s3({}), futureThing: null })],
  'two types sorted by name': [
    created({ zetaDestinationConfiguration: { a: 1 }, alphaDestinationConfiguration: { b: 1 } }),
  ],
  'errorCode null': [updated('1', s3Update({}), 30, { errorCode: null })],
  'errorCode empty': [updated('1', s3Update({}), 30, { errorCode: '' })],
  'errorMessage only': [updated('1', s3Update({}), 30, { errorMessage: 'x' })],
  'time offset': [updated('1', s3Update({}), 30, { eventTime: '2024-03-01T02:00:00+02:00' })],
  'time fraction': [updated('1', s3Update({}), 30, { eventTime: '2024-03-01T02:00:00.900Z' })],
  'same second fractions': [
    call(
      'TagDeliveryStream',
      0,
      { ...named, tags: [{ key: 'a', value: '1' }] },
      { eventTime: '2024-03-01T02:00:00.100Z' },
    ),
    call('UntagDeliveryStream', 0, { ...named, tagKeys: ['a'] }, { eventTime: '2024-03-01T02:00:00.900Z' }),
  ],
  'identity empty': [updated('1', s3Update({}), 30, { userIdentity: {} })],
  'identity null': [updated('1', s3Update({}), 30, { userIdentity: null })],
  'arn answer upper': [created(s3({}), { responseElements: { DeliveryStreamARN: 'arn:y' } })],
  'mapping hidden': [
    created(
      s3({
        dataFormatConversionConfiguration: {
          inputFormatConfiguration: {
            deserializer: { openXJsonSerDe: { columnToJsonKeyMappings: { A: '***', url: '', B: null } } },
          },
        },
      }),
    ),
  ],
  'hidden mapping merge': [
    created(
      s3({
        dataFormatConversionConfiguration: {
          inputFormatConfiguration: {
            deserializer: { openXJsonSerDe: { columnToJsonKeyMappings: { A: 'a', b: 'c' } } },
          },
        },
      }),
    ),
    updated(
      '1',
      s3Update({
        dataFormatConversionConfiguration: {
          inputFormatConfiguration: { deserializer: { openXJsonSerDe: { columnToJsonKeyMappings: { A: 'b' } } } },
        },
      }),
    ),
  ],
  'vpc in update': [
    created({ elasticsearchDestinationConfiguration: { vpcConfiguration: { roleARN: 'x', subnetIds: ['a'] } } }),
    updated('1', { elasticsearchDestinationUpdate: { vpcConfiguration: { roleARN: 'y' } } }),
  ],
  exclusive: [
    created({ elasticsearchDestinationConfiguration: { domainARN: 'x' } }),
    updated('1', { elasticsearchDestinationUpdate: { clusterEndpoint: 'y' } }),
    updated('2', { elasticsearchDestinationUpdate: { clusterEndpoint: '***' } }, 40),
    updated('3', { elasticsearchDestinationUpdate: { domainARN: 'x', clusterEndpoint: 'z' } }, 50),
  ],
  'retry empty': [
    created(s3({ dynamicPartitioningConfiguration: { enabled: true, retryOptions: { durationInSeconds: 1, x: 2 } } })),
    updated('1', s3Update({ dynamicPartitioningConfiguration: { retryOptions: { durationInSeconds: 3 } } })),
    updated('2', s3Update({ dynamicPartitioningConfiguration: { retryOptions: {} } }), 40),
    updated('3', s3Update({ dynamicPartitioningConfiguration: {} }), 50),
  ],
  'iceberg s3': [
    created({
      icebergDestinationConfiguration: {
        s3Configuration: { prefix: 'a', bufferingHints: { sizeInMBs: 1, intervalInSeconds: 2 } },
      },
    }),
    updated('1', { icebergDestinationUpdate: { s3Configuration: { roleARN: 'x', bufferingHints: { sizeInMBs: 2 } } } }),
  ],
  's3 empty': [created(s3({ s3BackupConfiguration: { prefix: 'a' } })), updated('1', s3Update({ s3BackupUpdate: {} }))],
  'read with other casing': [call('DescribeDeliveryStream', 0, { DeliveryStreamName: 's' }, { readOnly: true })],
  'list with name': [call('ListDeliveryStreams', 0, named)],
  'describe refused only': [call('DescribeDeliveryStream', 0, named, { errorCode: 'AccessDenied' })],
  'unknown with base': [call('FutureCall', 0, { ...named, currentDeliveryStreamVersionId: '3' })],
  'unknown nameless': [call('FutureCall', 0, null)],
  'unknown readOnly text': [call('GetThing', 0, named, { readOnly: 'true' })],
  'describe readOnly false': [call('DescribeDeliveryStream', 0, named, { readOnly: false })],
  'update readOnly true': [updated('1', s3Update({}), 30, { readOnly: true })],
  'rnf only': [call('DeleteDeliveryStream', 0, named, { errorCode: 'ResourceNotFoundException' })],
  'reads then rnf refusal': [
    call('DescribeDeliveryStream', 0, named),
    call('DeleteDeliveryStream', 50, named, { errorCode: 'X' }),
    call('CreateDeliveryStream', 40, named, { errorCode: 'X' }),
  ],
  'evidence tie by readonly': [call('ListTagsForDeliveryStream', 0, named), call('DescribeDeliveryStream', 0, named)],
  'trailing versionless after': [
    created(s3({})),
    updated('1', s3Update({}), 10, {
      errorCode: 'ConcurrentModificationException',
      errorMessage: 'current version id: 4 and',
    }),
    updated(undefined, s3Update({}), 20),
  ],
  'trailing two': [
    created(s3({})),
    updated('1', s3Update({}), 10, {
      errorCode: 'ConcurrentModificationException',
      errorMessage: 'current version id: 4 and',
    }),
    updated('1', s3Update({}), 12, {
      errorCode: 'ConcurrentModificationException',
      errorMessage: 'current version id: 6 and',
    }),
    updated('1', s3Update({}), 20, {
      errorCode: 'ConcurrentModificationException',
      errorMessage: 'current version id: 6 and',
    }),
  ],
  'trailing unknown': [
    call('TagDeliveryStream', 0, { ...named, tags: [{ key: 'a' }] }),
    updated('1', s3Update({}), 12, {
      errorCode: 'ConcurrentModificationException',
      errorMessage: 'current version id: 6 and',
    }),
  ],
  'versionless type switch': [
    created(s3({ prefix: 'a' })),
    updated(undefined, { splunkDestinationUpdate: { hECEndpoint: 'x' } }),
    updated('2', s3Update({ prefix: 'b' }), 40),
  ],
  'unknown versionless then switch': [
    updated(undefined, s3Update({ prefix: 'a' }), 10),
    updated('5', { splunkDestinationUpdate: { hECEndpoint: 'x' } }, 30),
    updated('6', s3Update({ prefix: 'b' }), 40),
  ],
  'same second versionless tie': [
    created(s3({})),
    updated('1', s3Update({ prefix: 'a' }), 30),
    updated(undefined, s3Update({ prefix: 'b' }), 30),
    updated('2', s3Update({ prefix: 'c' }), 30),
  ],
  'repair across versionless': [
    created(s3({})),
    updated('2', s3Update({ prefix: 'c' }), 30),
    updated(undefined, s3Update({ prefix: 'b' }), 31),
    updated('1', s3Update({ prefix: 'a' }), 32),
  ],
  'addendum no original id': [updated('1', s3Update({ prefix: 'a' }), 30, { addendum: { reason: 'UPDATED_DATA' } })],
  'two addenda': [
    updated('1', s3Update({ prefix: 'a' }), 30, { eventID: 'o' }),
    updated('1', s3Update({ prefix: 'b' }), 31, {
      eventID: 'z1',
      addendum: { reason: 'UPDATED_DATA', originalEventID: 'o' },
    }),
    updated('1', s3Update({ prefix: 'c' }), 30, {
      eventID: 'z2',
      addendum: { reason: 'UPDATED_DATA', originalEventID: 'o' },
    }),
  ],
  'addendum with own id': [
    updated('1', s3Update({ prefix: 'a' }), 30, { eventID: 'o' }),
    {
      eventSource: 'firehose.amazonaws.com',
      eventName: 'UpdateDestination',
      eventTime: '2024-03-01T00:00:30Z',
      recipientAccountId: '111',
      eventID: 'o',
      userAgent: 'x',
      addendum: { reason: 'UPDATED_DATA', originalEventID: 'o' },
    },
  ],
  'addendum chain': [
    updated('1', s3Update({ prefix: 'a' }), 30, { eventID: 'o' }),
    updated('1', s3Update({ prefix: 'b' }), 30, {
      eventID: 'p',
      addendum: { reason: 'UPDATED_DATA', originalEventID: 'o' },
    }),
    updated('1', s3Update({ prefix: 'c' }), 30, {
      eventID: 'q',
      addendum: { reason: 'UPDATED_DATA', originalEventID: 'p' },
    }),
  ],
  'addendum for dropped twin': [
    updated('1', s3Update({ prefix: 'a' }), 30, { eventID: 'o', requestID: 'r' }),
    updated('1', s3Update({ prefix: 'a' }), 30, { eventID: 'p', requestID: 'r' }),
    updated('1', s3Update({ prefix: 'c' }), 30, {
      eventID: 'q',
      addendum: { reason: 'UPDATED_DATA', originalEventID: 'p' },
    }),
  ],
  'twin without id': [
    updated('1', s3Update({ prefix: 'a' }), 30, { eventID: 'zz', requestID: 'r' }),
    updated('1', s3Update({ prefix: 'a' }), 30, { eventID: undefined, requestID: 'r' }),
  ],
  'gap then omitted': [created(s3({ prefix: 'a' })), updated('4', {}, 30), updated('5', s3Update({ prefix: 'a' }), 40)],
  'create omitted then switch': [
    created({}),
    updated('1', s3Update({ prefix: 'a' }), 30),
    updated('2', { splunkDestinationUpdate: { hECToken: 'x' } }, 40),
  ],
  'start stop explained': [
    created(s3({ prefix: 'a' })),
    call('StartDeliveryStreamEncryption', 10, named),
    call('StopDeliveryStreamEncryption', 11, named),
    updated('3', s3Update({ prefix: 'b' }), 30),
    updated('5', s3Update({ prefix: 'c' }), 40),
  ],
  'hidden types': [
    created(
      http({
        endpointConfiguration: { url: '**', name: '*', accessKey: 'hidden_due_to_security_reasons' },
        s3Configuration: { prefix: '<sensitive>' },
      }),
    ),
  ],
  'hidden block then members': [
    created(http({ endpointConfiguration: '***' })),
    updated('1', { httpEndpointDestinationUpdate: { endpointConfiguration: { name: 'x' } } }),
    updated('2', { httpEndpointDestinationUpdate: { endpointConfiguration: '***' } }, 40),
  ],
  'after delete then create': [
    created(s3({})),
    call('DeleteDeliveryStream', 10, named),
    call('TagDeliveryStream', 14, { ...named, tags: [{ key: 'a' }] }),
    updated('3', s3Update({ prefix: 'q' }), 15),
    updated('1', s3Update({ prefix: 'q' }), 15),
  ],
  'delete only then tag': [
    call('DeleteDeliveryStream', 10, named),
    call('TagDeliveryStream', 14, { ...named, tags: [{ key: 'a' }] }),
    updated('3', s3Update({ prefix: 'q' }), 15),
  ],
  'unknown versionless then merge': [
    updated(undefined, s3Update({ prefix: 'a' }), 10),
    updated('5', s3Update({ compressionFormat: 'GZIP' }), 30),
  ],
  'lists named as in a partition': [
    created({
      icebergDestinationConfiguration: {
        identity: [{ sourceName: 'a' }],
        destinationTableConfigurationList: [
          {
            destinationDatabaseName: 'd',
            destinationTableName: 't',
            partitionSpec: { identity: [{ sourceName: 'b' }], future: [{ sourceName: 'c' }] },
          },
        ],
      },
    }),
  ],
  'addendum to an empty id': [
    updated('1', s3Update({ prefix: 'a' }), 30, { addendum: { reason: 'UPDATED_DATA', originalEventID: '' } }),
  ],
  'put record not found': [updated('1', s3Update({}), 0), call('PutRecord', 70, named, notFound)],
  'future call not found': [updated('1', s3Update({}), 0), call('FutureCall', 70, named, notFound)],
  'not found at 60 s and at 61 s': [
    created(s3({})),
    call('DescribeDeliveryStream', 60, named, notFound),
    call('UntagDeliveryStream', 61, named, notFound),
  ],
  'tie after an after-delete event': [
    call('DeleteDeliveryStream', 0, named),
    updated('1', s3Update({}), 5),
    created(s3({}), { eventTime: at(600) }),
    updated('1', s3Update({}), 600),
    call('DeleteDeliveryStream', 600, named),
  ],
  'two creates and a delete in one second': [
    updated('1', s3Update({}), 0),
    created(s3({}), { eventTime: at(600) }),
    created(s3({ prefix: 'b' }), { eventTime: at(600) }),
    call('DeleteDeliveryStream', 600, named),
  ],
  'two creates and two deletes in one second': [
    updated('1', s3Update({}), 0),
    created(s3({}), { eventTime: at(600) }),
    created(s3({ prefix: 'b' }), { eventTime: at(600) }),
    call('DeleteDeliveryStream', 600, named),
    call('DeleteDeliveryStream', 600, named),
  ],
  'not found in the second of a create and a delete': [
    updated('1', s3Update({}), 0),
    created(s3({}), { eventTime: at(600) }),
    call('DeleteDeliveryStream', 600, named),
    call('DescribeDeliveryStream', 600, named, notFound),
  ],
  'empty blocks of every class': [
    created(
      s3({
        s3BackupConfiguration: { prefix: 'a' },
        dataFormatConversionConfiguration: { enabled: true, schemaConfiguration: { tableName: 't' } },
        bufferingHints: { sizeInMBs: 1 },
        encryptionConfiguration: { noEncryptionConfig: 'NoEncryption' },
        processingConfiguration: { enabled: true },
      }),
    ),
    updated(
      '1',
      s3Update({
        s3BackupUpdate: {},
        dataFormatConversionConfiguration: {},
        bufferingHints: {},
        encryptionConfiguration: {},
        processingConfiguration: {},
      }),
    ),
  ],
  'not found among repaired updates': [
    updated('1', s3Update({}), 0),
    updated('2', s3Update({}), 600),
    updated('3', s3Update({}), 605),
    updated('4', s3Update({}), 600),
    call('DescribeDeliveryStream', 600, named, notFound),
  ],
  'one eventID in two accounts': [
    call('UpdateDestination', 0, null, { eventID: 'same', recipientAccountId: '222' }),
    call('UpdateDestination', 0, null, { eventID: 'same', recipientAccountId: '111' }),
  ],
};
test.each(Object.entries(edges))('%s', (_name, calls) => {
  const records = JSON.parse(JSON.stringify(calls)) as readonly JsonObject[];
  const expected = oracleHistory(records);
  expect(rebuildHistory(records)).toEqual(expected);
  expect(rebuildHistory(records.toReversed())).toEqual(expected);
});
