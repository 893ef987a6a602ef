import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { valuesAt } from '../../shared/sentence/reading.ts';
import { sentenceOf, sentenceText, type SentenceContext } from '../../shared/sentence/sentence.ts';
import { actionTables } from '../../shared/sentence/services/known.ts';
import { past } from '../../shared/sentence/verb.ts';
import { wordsOf } from '../../shared/sentence/words.ts';

type Case = { title: string; sentence: string; record: unknown; context?: SentenceContext };

const folder = new URL('../fixtures/sentences/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const casesOf = (file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Case[];

describe.each(files)('%s', (file) => {
  test.each(casesOf(file))('$title', ({ record, context, sentence }) => {
    expect(sentenceText(sentenceOf(record, context))).toBe(sentence);
  });
});

test('every type of identity has its sentence', () => {
  const types = casesOf('identities.json').map(
    ({ record }) => (record as { userIdentity?: { type?: string } }).userIdentity?.type,
  );
  const known =
    'Root IAMUser AssumedRole Role FederatedUser Directory AWSAccount AWSService IdentityCenterUser SAMLUser WebIdentityUser Unknown';
  expect(known.split(' ').filter((type) => !types.includes(type))).toEqual([]);
});

test('a part that narrows the filter names a value at its place in the record', () => {
  for (const { record, context } of files.flatMap(casesOf)) {
    for (const { filter } of sentenceOf(record, context)) {
      if (filter === undefined || filter.path[0] === 'actor') continue;
      expect(valuesAt(record, filter.path).map(({ value }) => value)).toContain(filter.value);
    }
  }
});

test('moments are written as the view writes them', () => {
  const assumed = casesOf('sts.json')[0]!;
  const text = sentenceText(sentenceOf(assumed.record, { timeText: (ms) => `<${ms}>` }));
  expect(text).toContain(`valid until <${Date.parse('2026-06-12T15:31:55Z')}>.`);
});

describe('actions with words of their own', () => {
  const actions = Object.entries(actionTables).flatMap(([service, table]) =>
    Object.entries(table).map(([action, entry]) => ({ service, action, entry })),
  );
  const tell = (service: string, eventName: string, more: object = {}) =>
    sentenceText(
      sentenceOf({
        eventSource: `${service}.amazonaws.com`,
        eventName,
        eventType: 'AwsApiCall',
        readOnly: false,
        userIdentity: { userName: 'zoe' },
        ...more,
      }),
    );

  test('make a sentence without any parameter', () => {
    for (const { service, action } of actions) {
      const text = tell(service, action);
      expect(text).toMatch(/^zoe [a-z]+.*\. ?(?:The call was accepted(?:; whether .*)?\.)$/);
      expect(text, action).not.toMatch(/[{}@|?<>[\]]| {2}| [.,)]/);
    }
  });

  test('say that they were tried where they were refused', () => {
    for (const { service, action } of actions) {
      const text = tell(service, action, { errorCode: 'AccessDenied' });
      expect(text).toMatch(/^zoe tried to [a-z]+.* It failed: access denied \(AccessDenied\)\.$/);
    }
  });

  test('say the first parameter that their template names', () => {
    for (const { service, action, entry } of actions) {
      const alone = /\{[^?@}|]*@{1,2}((?!response|record)[\w.:-]*[\w-])[^@}|]*[}|]/;
      const path = typeof entry === 'string' ? alone.exec(entry)?.[1] : undefined;
      if (path === undefined) continue;
      const requestParameters = path
        .split('.')
        .reduceRight<unknown>((value, member) => ({ [member]: value }), 'my-value');
      expect(tell(service, action, { requestParameters }), action).toMatch(/my-value|anybody/);
    }
  });

  test('are many', () => {
    for (const service of ['firehose', 's3', 'iam', 'sts', 'ec2', 'kms', 'lambda']) {
      expect(Object.keys(actionTables[service] ?? {}).length, service).toBeGreaterThan(8);
    }
  });
});

test.each([
  ['create', 'created'],
  ['copy', 'copied'],
  ['deploy', 'deployed'],
  ['stop', 'stopped'],
  ['tag', 'tagged'],
  ['send', 'sent'],
  ['write an item', 'wrote an item'],
  ['cancel', 'cancelled'],
  ['undo', 'undid'],
])('the past of %s is %s', (verb, expected) => {
  expect(past(verb)).toBe(expected);
});

test.each([
  ['DescribeDBInstances', 'Describe DB Instances'],
  ['ListMFADevices', 'List MFA Devices'],
  ['GetAWSOrganizationsAccessStatus', 'Get AWS Organizations Access Status'],
  ['UpdateFunctionCode20150331v2', 'Update Function Code'],
  ['ListDistributions2020_05_31', 'List Distributions'],
  ['DescribeVpcs', 'Describe Vpcs'],
])('%s is read as %s', (name, expected) => {
  expect(wordsOf(name).join(' ')).toBe(expected);
});

describe('whatever the record holds', () => {
  const odd = /undefined|null|\[object|NaN/;
  const said = fc.string().filter((text) => !odd.test(text));
  const json = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, said, fc.constant(null), fc.boolean(), fc.integer(), tie('list'), tie('object')),
    list: fc.array(tie('value'), { maxLength: 3 }),
    object: fc.dictionary(
      fc.oneof(
        said,
        fc.constantFrom(
          'name',
          'roleName',
          'bucketName',
          'items',
          'instanceId',
          'policyArn',
          'ipPermissions',
          'ipRanges',
          'credentials',
          'expiration',
        ),
      ),
      tie('value'),
      { maxKeys: 5 },
    ),
  })).value;
  const check = (record: unknown) => {
    const sentence = sentenceOf(record);
    const text = sentenceText(sentence);
    expect(text.trim().length).toBeGreaterThan(10);
    expect(text).not.toMatch(odd);
    expect(sentence.every((part) => part.text !== '')).toBe(true);
  };

  test('a sentence comes of any JSON', () => {
    fc.assert(fc.property(json, check), { numRuns: 300 });
  });

  test('a sentence comes of a call with parameters of any depth and width', () => {
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as unknown;
    const wide = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, index) => [`member${index}Name`, `value ${index}`]),
    );
    for (const [eventSource, eventName] of [
      ['ec2.amazonaws.com', 'RunInstances'],
      ['any.amazonaws.com', 'CreateThing'],
    ]) {
      check({ eventSource, eventName, requestParameters: { instancesSet: deep, items: deep, wide } });
      check({ eventSource, eventName, requestParameters: wide, responseElements: { instancesSet: { items: deep } } });
    }
  });

  test('a sentence comes of any call', () => {
    const names = Object.entries(actionTables).flatMap(([service, table]) =>
      Object.keys(table).map((action) => [service, action] as const),
    );
    const call = fc.record(
      {
        eventType: fc.constantFrom(
          'AwsApiCall',
          'AwsServiceEvent',
          'AwsConsoleAction',
          'AwsVpceEvents',
          'AwsConsoleSignIn',
        ),
        userIdentity: json,
        requestParameters: json,
        responseElements: json,
        resources: json,
        serviceEventDetails: json,
        additionalEventData: json,
        errorCode: json,
        errorMessage: json,
        sourceIPAddress: json,
        userAgent: json,
        vpcEndpointId: json,
        recipientAccountId: json,
        insightDetails: fc.option(json, { nil: undefined, freq: 10 }),
        timeWindow: fc.option(json, { nil: undefined, freq: 10 }),
        addendum: json,
      },
      { requiredKeys: ['eventType'] },
    );
    const name = fc.oneof(
      fc.constantFrom(...names).map(([service, eventName]) => ({ eventSource: `${service}.amazonaws.com`, eventName })),
      fc.record({ eventSource: said, eventName: said }),
    );
    check({ eventSource: '', eventName: '!', userIdentity: ' ' });
    fc.assert(
      fc.property(call, name, (record, named) => check({ ...record, ...named })),
      { numRuns: 1500 },
    );
  });
});
