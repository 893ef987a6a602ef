// Requests that no service would accept, and records whose members are of other kinds than they should be: whatever is
// made of them, it is made without failing, and the order of the records does not matter.
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { rebuildHistory } from '../../shared/firehose/history.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/json.ts';
import { randomHistory } from './randomHistory.ts';

/** A value put in the place that the path leads to; each step of the path is taken modulo the members there. */
type Damage = { readonly record: number; readonly path: readonly number[]; readonly value: JsonValue };

const scalars: readonly JsonValue[] = [null, '', 'x', '***', 0, 1, 3.5, -1, true, '007'];
const lists: readonly JsonValue[] = [[], [null], [{}], [[]], ['x']];
const objects: readonly JsonValue[] = [
  {},
  { x: 1 },
  { omitted: true },
  { type: 'x' },
  { $hidden: 1 },
  { $hidden: 'x' },
];
const odd = [...scalars, ...lists, ...objects];

const damage: fc.Arbitrary<Damage> = fc.record({
  record: fc.nat(30),
  path: fc.array(fc.nat(20), { minLength: 1, maxLength: 7 }),
  value: fc.constantFrom(...odd),
});

/** What makes a record one of a call: damage there is the importer's concern. */
const needed = new Set(['eventSource', 'eventName', 'eventTime']);

function damaged(value: JsonValue, path: readonly number[], put: JsonValue, isRecord = false): JsonValue {
  const [step, ...rest] = path;
  if (step === undefined) return put;
  if (Array.isArray(value) && value.length > 0) {
    return value.map((item, index) => (index === step % value.length ? damaged(item, rest, put) : item));
  }
  if (!isJsonObject(value)) return put;
  const names = Object.keys(value).filter((name) => !isRecord || !needed.has(name));
  const chosen = names[step % Math.max(names.length, 1)];
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, name === chosen ? damaged(member, rest, put) : member]),
  );
}

const damagedHistory = fc
  .tuple(randomHistory, fc.array(damage, { minLength: 1, maxLength: 4 }))
  .map(([records, all]) =>
    all.reduce<readonly JsonObject[]>(
      (before, { record, path, value }) =>
        before.map((entry, index) =>
          index === record % before.length ? (damaged(entry, path, value, true) as JsonObject) : entry,
        ),
      records,
    ),
  );

test('odd requests are read without failing, in any order', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(damagedHistory, (records) => {
      const history = rebuildHistory(records);
      expect(rebuildHistory(records.toReversed())).toEqual(history);
      expect(JSON.parse(JSON.stringify(history))).toEqual(history);
    }),
    { numRuns: 300 },
  );
});
