import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { canonicalText } from '../../main/core/store/canonicalText.ts';

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, member]) => [name, shuffled(member)]),
  );
}

describe('one text for what means the same', () => {
  test('whatever the order of members and the spaces', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const canonical = canonicalText(JSON.stringify(value));
        expect(canonicalText(JSON.stringify(shuffled(value), undefined, 2))).toBe(canonical);
        if (!/\d{16}/.test(canonical)) expect(JSON.parse(canonical)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test.each([
    ['"\\u00e9"', '"é"'],
    ['1.0', '1'],
    ['1e2', '100'],
    ['"\\/"', '"/"'],
    ['{"a":1,"a":2}', '{"a":2}'],
    [' [ 1 , 2 ] ', '[1,2]'],
    ['{"b":{"d":1,"c":2},"a":[]}', '{"a":[],"b":{"c":2,"d":1}}'],
  ])('%s is %s', (one, other) => expect(canonicalText(one)).toBe(canonicalText(other)));
});

test.each([
  ['[1,2]', '[2,1]'],
  ['"1"', '1'],
  ['null', '"null"'],
  ['{}', '{"a":null}'],
  ['{}', '[]'],
  ['"a"', '"A"'],
  ['12345678901234567890', '12345678901234567891'],
])('%s is not %s', (one, other) => expect(canonicalText(String(one))).not.toBe(canonicalText(String(other))));
