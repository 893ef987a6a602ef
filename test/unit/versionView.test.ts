import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { leavesOf } from '../../shared/diff/leaves.ts';
import { documentedDefaults } from '../../shared/firehose/fields/documentedDefaults.ts';
import { blameAt } from '../../shared/firehose/stream.ts';
import type { StreamHistory } from '../../shared/firehose/model.ts';
import { showVersion } from '../../shared/firehose/compare/versionView.ts';
import { originOf } from '../../shared/firehose/compare/origin.ts';
import type { JsonObject } from '../../shared/json.ts';
import { caseHistory, created, historiesOf, showOptions, streamOf, updated } from '../builders/streamHistories.ts';
import { randomHistory } from '../firehose/randomHistory.ts';

const bucket = { bucketARN: 'arn:aws:s3:::a', roleARN: 'arn:aws:iam::111122223333:role/a' };

const show = (history: StreamHistory, version: number, lifetime = 0) =>
  showVersion(history, { lifetime, version }, showOptions);

function field(shown: ReturnType<typeof show>, path: string) {
  return shown.fields.find((candidate) => candidate.path === path);
}

describe('fields', () => {
  test('each with who changed it last and who stated it last', () => {
    const shown = show(caseHistory('22-terraform-lifecycle'), 2);
    expect(field(shown, 'destination.bucketARN')).toMatchObject({
      label: 'Destination bucket',
      group: 'Destination · Amazon S3',
      text: 'arn:aws:s3:::acme-tf',
      marks: [],
      changedBy: { versionId: '1', tool: 'Terraform' },
      setBy: { versionId: '2' },
    });
    expect(field(shown, 'destination.bufferingHints.sizeInMBs')).toMatchObject({
      text: '10 MiB',
      changedBy: { versionId: '2' },
      setBy: { versionId: '2' },
    });
    expect(field(shown, 'encryption.enabled')).toMatchObject({ changedBy: { versionId: '1.1' } });
  });

  test('by heading, the destination first', () => {
    const { fields } = show(caseHistory('22-terraform-lifecycle'), 2);
    const groups = [...new Set(fields.map(({ group }) => group))];
    expect(groups[0]).toBe('Destination · Amazon S3');
    expect(groups.slice(-3)).toEqual(['Encryption', 'Source', 'Tags']);
  });

  test('stale ones with what is missing since', () => {
    const shown = show(caseHistory('09-version-gap'), 3);
    expect(shown.state.isComplete).toBe(false);
    expect(field(shown, 'destination.bucketARN')).toMatchObject({
      marks: [
        { certainty: 'stale', explanation: 'Last known, may have changed: 2 versions are missing after version 2.' },
      ],
      changedBy: { versionId: '1' },
      gapNote: 'last visible change; 2 versions are missing since',
    });
    const prefix = field(shown, 'destination.prefix');
    expect(prefix?.marks).toEqual([]);
    expect(prefix?.gapNote).toBeUndefined();
    expect(field(shown, 'encryption.enabled')?.gapNote).toBe('last visible change; 2 versions are missing since');
    expect(field(shown, 'deliveryStreamType')?.gapNote).toBeUndefined();
  });

  test('ambiguous ones with the version they are kept from', () => {
    const shown = show(caseHistory('18-format-conversion-deep-merge'), 2);
    const path =
      'destination.dataFormatConversionConfiguration.outputFormatConfiguration.serializer.parquetSerDe.blockSizeBytes';
    expect(field(shown, path)?.marks).toEqual([
      {
        certainty: 'ambiguous',
        explanation: 'Kept from version 1: AWS does not document whether a partly given block keeps its other members.',
      },
    ]);
  });

  test('the other of two members that exclude each other', () => {
    const search = (members: JsonObject) => ({ amazonopensearchserviceDestinationUpdate: members });
    const history = streamOf([
      {
        eventName: 'CreateDeliveryStream',
        at: '10:00:00',
        request: { amazonopensearchserviceDestinationConfiguration: { domainARN: 'arn:aws:es:eu-west-1:1:domain/a' } },
      },
      {
        eventName: 'UpdateDestination',
        at: '11:00:00',
        request: { currentDeliveryStreamVersionId: '1', ...search({ clusterEndpoint: 'https://a' }) },
      },
    ]);
    const [mark] = field(show(history, 1), 'destination.domainARN')?.marks ?? [];
    expect(mark?.explanation).toBe(
      'Kept from version 1: AWS does not document whether an update that gives one of domainARN and clusterEndpoint keeps the other.',
    );
  });

  test('hidden and masked ones', () => {
    expect(field(show(caseHistory('01-seed-sample'), 1), 'destination.password')).toMatchObject({
      text: 'hidden in the log',
      value: { $hidden: '' },
      marks: [{ certainty: 'hidden', explanation: 'CloudTrail does not show this value.' }],
    });
    const shown = show(caseHistory('14-redacted-secrets', 'alerts-to-splunk'), 1);
    expect(field(shown, 'destination.hECToken')).toMatchObject({ value: { $secret: '#36' }, marks: [] });
    expect(JSON.stringify(shown)).not.toMatch(/66666666-7777/);
    expect(shown.request?.text).toContain('"$secret": "#36"');
  });

  test('of events without an eventID, too', () => {
    const calls = caseHistory('02-partial-merge').calls.map(({ record }) => {
      const { eventID: _, ...rest } = record;
      return rest;
    });
    const [history] = historiesOf(calls);
    const shown = show(history!, 1);
    expect(field(shown, 'destination.bufferingHints.sizeInMBs')?.changedBy).toMatchObject({
      versionId: '2',
      actor: 'bob',
      eventId: null,
    });
  });

  test('are those of the configuration, and blame is that of the history', () => {
    fc.assert(
      fc.property(randomHistory, (records) => {
        for (const history of historiesOf(records)) {
          history.lifetimes.forEach(({ versions }, lifetime) => {
            const version = versions.length - 1;
            if (version < 0) return;
            const { fields } = show(history, version, lifetime);
            const leaves = leavesOf(versions[version]!.config);
            expect(new Set(fields.map(({ path }) => path))).toEqual(new Set(leaves.keys()));
            const blame = blameAt(history, lifetime, version);
            for (const { path, changedBy, setBy } of fields) {
              expect([changedBy?.eventId, setBy?.eventId]).toEqual([blame[path]?.changedBy, blame[path]?.setBy]);
            }
          });
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('states', () => {
  test('a moment shows the version in force', () => {
    const history = caseHistory('02-partial-merge');
    const { versions } = history.lifetimes[0]!;
    const shown = showVersion(history, { time: '2030-01-01T00:00:00Z' }, showOptions);
    expect(shown.state.title).toBe('1 Jan 2030 00:00:00 UTC (version 4)');
    expect(shown.fields).toEqual(show(history, versions.length - 1).fields);
  });

  test('where there is none nothing is shown', () => {
    const shown = showVersion(caseHistory('02-partial-merge'), { time: '2000-01-01T00:00:00Z' }, showOptions);
    expect(shown).toMatchObject({ fields: [], defaults: [], state: { existence: 'does-not-exist', configText: '' } });
    expect(shown.request).toBeUndefined();
  });
});

describe('the request', () => {
  test('stands as it was sent', () => {
    const shown = show(streamOf([created('10:00:00', bucket), updated('11:00:00', 1, { prefix: 'b/' })]), 1);
    expect(shown.request).toMatchObject({ eventName: 'UpdateDestination', actor: 'alice' });
    expect(JSON.parse(shown.request?.text ?? '')).toEqual({
      deliveryStreamName: 'orders',
      currentDeliveryStreamVersionId: '1',
      extendedS3DestinationUpdate: { prefix: 'b/' },
    });
    expect(shown.request?.text).toContain('\n  "deliveryStreamName": "orders"');
  });
});

describe('defaults', () => {
  const defaultsOf = (type: string, members: JsonObject) =>
    Object.fromEntries(
      documentedDefaults({ destination: { type, ...members } }).map(({ path, text }) => [
        path.replace('destination.', ''),
        text,
      ]),
    );

  test('of what is not stated', () => {
    const shown = show(streamOf([created('10:00:00', { ...bucket, compressionFormat: 'GZIP' })]), 0);
    const texts = Object.fromEntries(shown.defaults.map(({ label, text }) => [label, text]));
    expect(texts).toMatchObject({
      'S3 prefix': 'YYYY/MM/DD/HH',
      'Buffer interval': '300 s (5 min)',
      'S3 backup': 'Disabled',
    });
    expect(texts).not.toHaveProperty('Compression');
  });

  test('none where the destination is not wholly known', () => {
    expect(show(caseHistory('09-version-gap'), 3).defaults).toEqual([]);
    expect(show(caseHistory('12-log-starts-mid-life'), 1).defaults).toEqual([]);
  });

  test('depend on the destination', () => {
    expect(defaultsOf('Splunk', { s3: {} })).toMatchObject({
      'bufferingHints.intervalInSeconds': '60 s (1 min)',
      's3.bufferingHints.intervalInSeconds': '300 s (5 min)',
      'retryOptions.durationInSeconds': '3,600 s (1 h)',
      s3BackupMode: 'FailedEventsOnly',
    });
    expect(defaultsOf('Snowflake', {})).toMatchObject({ 'bufferingHints.sizeInMBs': '128 MiB' });
    expect(defaultsOf('ExtendedS3', { dataFormatConversionConfiguration: {} })).toMatchObject({
      'bufferingHints.sizeInMBs': '128 MiB',
      'dataFormatConversionConfiguration.enabled': 'true',
    });
    expect(defaultsOf('Redshift', {})).not.toHaveProperty('bufferingHints.sizeInMBs');
    expect(defaultsOf('DeltaLake', {})).toEqual({});
    expect(defaultsOf('constructor', {})).toEqual({});
  });

  test('of blocks that are given, and not of those that exclude them', () => {
    const processors = { processors: { Lambda: { LambdaArn: 'arn', NumberOfRetries: '1' } } };
    const found = defaultsOf('ExtendedS3', {
      processingConfiguration: processors,
      encryptionConfiguration: { kMSEncryptionConfig: { aWSKMSKeyARN: 'arn' } },
    });
    expect(found).toMatchObject({ 'processingConfiguration.processors.Lambda.BufferSizeInMBs': '1 MB' });
    expect(found).not.toHaveProperty(['processingConfiguration.processors.Lambda.NumberOfRetries']);
    expect(found).not.toHaveProperty(['encryptionConfiguration.noEncryptionConfig']);
    expect(defaultsOf('ExtendedS3', {})).not.toHaveProperty([
      'processingConfiguration.processors.Lambda.BufferSizeInMBs',
    ]);
  });
});

describe('origins', () => {
  const origin = (record: JsonObject) =>
    originOf({
      eventId: 'e',
      id: 'call',
      eventName: 'UpdateDestination',
      time: '2026-06-12T10:00:00Z',
      timeMs: 0,
      actor: null,
      errorCode: undefined,
      baseVersion: undefined,
      record,
    });

  test.each<[string, JsonObject, string | undefined]>([
    ['Terraform', { userAgent: 'APN/1.0 HashiCorp/1.0 Terraform/1.5.7 aws-sdk-go-v2/1.30' }, 'Terraform'],
    ['CloudFormation', { userAgent: 'cloudformation.amazonaws.com' }, 'CloudFormation'],
    ['CloudFormation by who called', { userIdentity: { invokedBy: 'cloudformation.amazonaws.com' } }, 'CloudFormation'],
    ['the command line', { userAgent: 'aws-cli/2.15.0 Python/3.11 botocore/2.4' }, 'AWS CLI'],
    ['Boto3', { userAgent: 'Boto3/1.34.0 md/Botocore#1.34.0' }, 'Boto3'],
    ['a browser', { userAgent: 'Mozilla/5.0 (X11; Linux x86_64)' }, 'console'],
    ['a console session', { userAgent: 'AWS Internal', sessionCredentialFromConsole: 'true' }, 'console'],
    ['none known', { userAgent: 'curl/8.0' }, undefined],
    ['no agent', {}, undefined],
  ])('the tool: %s', (_name, record, tool) => {
    expect(origin(record).tool).toBe(tool);
  });

  test('who, from where and with what', () => {
    const found = origin({
      sourceIPAddress: '203.0.113.7',
      userAgent: 'curl/8.0',
      userIdentity: {
        type: 'AssumedRole',
        arn: 'arn:aws:sts::111122223333:assumed-role/Deploy/ci',
        invokedBy: 'config.amazonaws.com',
        sessionContext: { attributes: { mfaAuthenticated: 'false' } },
      },
    });
    expect(found).toEqual({
      eventId: 'e',
      eventName: 'UpdateDestination',
      time: '2026-06-12T10:00:00Z',
      actor: 'Deploy/ci',
      arn: 'arn:aws:sts::111122223333:assumed-role/Deploy/ci',
      sourceIPAddress: '203.0.113.7',
      userAgent: 'curl/8.0',
      invokedBy: 'config.amazonaws.com',
      mfa: false,
    });
  });

  test('nobody', () => {
    expect(origin({})).toEqual({
      eventId: 'e',
      eventName: 'UpdateDestination',
      time: '2026-06-12T10:00:00Z',
      actor: 'unknown',
    });
  });
});
