// One entry makes a destination type: each of the table, and one that is in no table, is read when it is created and
// updated, named in the list and in headings, and found in AWS's answer.
import { describe, expect, test } from 'vitest';

import { compareStates } from '../../shared/firehose/compare/comparison.ts';
import { destinationType, destinationTypes, type DestinationType } from '../../shared/firehose/destinations.ts';
import { readLiveAnswer } from '../../shared/firehose/live/liveAnswer.ts';
import { compareLive } from '../../shared/firehose/live/liveComparison.ts';
import type { StreamHistory } from '../../shared/firehose/model.ts';
import { summarize } from '../../shared/firehose/timeline/streamSummary.ts';
import { showOptions, streamOf } from '../builders/streamHistories.ts';

const unheardOf = destinationType('Lakehouse');

const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;

function historyOf({ member }: DestinationType): StreamHistory {
  return streamOf([
    {
      eventName: 'CreateDeliveryStream',
      at: '09:01:00',
      request: { [`${member}DestinationConfiguration`]: { roleARN: role('a'), s3BackupMode: 'All' } },
    },
    {
      eventName: 'UpdateDestination',
      at: '09:02:00',
      request: { currentDeliveryStreamVersionId: '1', [`${member}DestinationUpdate`]: { roleARN: role('b') } },
    },
  ]);
}

describe.each([...destinationTypes, unheardOf])('$id', (type) => {
  test('is created and updated', () => {
    const versions = historyOf(type).lifetimes[0]?.versions;
    const kept = { type: type.id, s3BackupMode: 'All' };
    expect(versions?.map(({ config }) => config['destination'])).toEqual([
      { ...kept, roleARN: role('a') },
      { ...kept, roleARN: role('b') },
    ]);
  });

  test('is named in the list and in headings', () => {
    const history = historyOf(type);
    expect(summarize(history).destination).toBe(type.label);
    const { changes } = compareStates(history, { lifetime: 0, version: 0 }, { lifetime: 0, version: 1 }, showOptions);
    expect(changes.map(({ group }) => group)).toEqual([`Destination · ${type.label}`]);
  });

  test("is found in AWS's answer", () => {
    const member = `${type.member.charAt(0).toUpperCase()}${type.member.slice(1)}DestinationDescription`;
    const described = {
      DeliveryStreamDescription: {
        DeliveryStreamName: 'orders',
        DeliveryStreamARN: 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/orders',
        DeliveryStreamType: 'DirectPut',
        VersionId: '2',
        Destinations: [
          {
            DestinationId: 'destinationId-000000000001',
            [member]: { RoleARN: role('b'), S3BackupMode: 'All' },
          },
        ],
      },
    };
    const reading = readLiveAnswer(JSON.stringify(described));
    if (reading.kind === 'problem') throw new Error(reading.message);
    const compared = compareLive(historyOf(type), reading.answer, showOptions);
    expect(compared.fields.filter(({ verdict }) => verdict === 'equal').map(({ path }) => path)).toEqual(
      expect.arrayContaining(['destination.roleARN', 'destination.s3BackupMode']),
    );
    expect(compared.verdict).toBe('equal');
  });
});
