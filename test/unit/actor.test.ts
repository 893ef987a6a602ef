import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';

import { actorOf, describeActor } from '../../shared/events/actor.ts';
import type { RecordValue } from '../../shared/events/record.ts';

type Case = {
  title: string;
  record: RecordValue;
  name: string | null;
  /** Members of the description; null where it must have none. */
  described?: Record<string, unknown>;
};

const cases = JSON.parse(
  readFileSync(new URL('../fixtures/actors/identities.json', import.meta.url), 'utf8'),
) as Case[];

const identityTypes =
  'Root IAMUser AssumedRole Role FederatedUser Directory AWSAccount AWSService IdentityCenterUser SAMLUser WebIdentityUser Unknown';

describe('the actor', () => {
  test.each(cases)('$title: $name', ({ record, name, described = {} }) => {
    expect(actorOf(record)).toBe(name ?? undefined);
    const actor = describeActor(record);
    expect(actor?.name).toBe(name ?? undefined);
    for (const [member, value] of Object.entries(described)) {
      expect(actor?.[member as keyof typeof actor], member).toBe(value ?? undefined);
    }
  });

  test('is told for every type of identity', () => {
    const seen = new Set(cases.map(({ record }) => (record['userIdentity'] as { type?: string } | null)?.type));
    expect(identityTypes.split(' ').filter((type) => !seen.has(type))).toEqual([]);
  });

  test('says the same as a name and in parts', () => {
    for (const { record } of cases) {
      const actor = describeActor(record);
      if (actor?.role !== undefined && actor.session !== undefined)
        expect(actor.name).toBe(`${actor.role}/${actor.session}`);
    }
  });

  test('of a record without an identity is nobody', () => {
    expect(actorOf({})).toBeUndefined();
    expect(describeActor({ eventType: 'AwsApiCall', eventSource: 's3.amazonaws.com' })).toBeUndefined();
  });
});

const realLogs = new URL('../../../shared/datasets/real/', import.meta.url);

describe.skipIf(!existsSync(realLogs))('in real logs (skipped where they are not at hand)', () => {
  test('everyone who has an identity has a name', () => {
    const records = readdirSync(realLogs).flatMap((name) => recordsIn(name));
    expect(records.length).toBeGreaterThan(100);
    const nameless = records.filter((record) => {
      const identity = record['userIdentity'];
      return typeof identity === 'object' && identity !== null && Object.keys(identity).length > 0 && !actorOf(record);
    });
    expect(nameless).toEqual([]);
  });
});

function recordsIn(name: string): readonly RecordValue[] {
  if (!/\.json(?:\.gz)?$/.test(name)) return [];
  const bytes = readFileSync(new URL(name, realLogs));
  const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const parsed = parseOrNothing(text);
  const records = (parsed as { Records?: unknown } | undefined)?.Records;
  return Array.isArray(records) ? (records as RecordValue[]) : [];
}

function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
