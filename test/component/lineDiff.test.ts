import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { lineDiff } from '../../renderer/ui/lineDiff.ts';

/** `b` made of `a` by the changes. */
function apply(a: string, b: string): string {
  let made = '';
  let at = 0;
  for (const { fromA, toA, fromB, toB } of lineDiff(a, b, {})) {
    made += a.slice(at, fromA) + b.slice(fromB, toB);
    at = toA;
  }
  return made + a.slice(at);
}

test('the changes turn one text into the other, whatever the texts', () => {
  const text = fc
    .array(fc.constantFrom('"a": 1,', '"b": 2,', '}', '', '{', '"long": "one two three"'))
    .map((lines) => lines.join('\n'));
  const check = (a: string, b: string) => {
    expect(apply(a, b)).toBe(b);
  };
  fc.assert(fc.property(text, text, check));
});

test('equal lines between different ones are left alone', () => {
  const a = '{\n"x": 1\n},\n"same": null,\n"y": {\n"z": "one"\n}';
  const b = '{\n"x": 1,\n"w": {\n"v": 2\n}\n},\n"same": null,\n"y": {\n"z": "two"\n}';
  const at = a.indexOf('"same"');
  for (const { fromA, toA } of lineDiff(a, b, {})) expect(toA <= at || fromA >= at + '"same": null,'.length).toBe(true);
});

test('within a line only the words that differ are marked', () => {
  const a = '"bucketARN": "arn:aws:s3:::acme-raw",\n';
  const b = '"bucketARN": "arn:aws:s3:::acme-curated",\n';
  expect(lineDiff(a, b, {}).map(({ fromB, toB }) => b.slice(fromB, toB))).toEqual(['curated']);
});
