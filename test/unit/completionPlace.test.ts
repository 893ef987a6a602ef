import fc from 'fast-check';
import { expect, test } from 'vitest';

import { completionPlace, withoutClauseAt } from '../../shared/filter/completionPlace.ts';
import { parseFilter } from '../../shared/filter/parse.ts';
import { printFilter } from '../../shared/filter/print.ts';

function placeAt(text: string) {
  return completionPlace(text.replace('|', ''), text.indexOf('|'));
}

test.each([
  // text, kind, from, to, what is typed
  ['|', 'field', 0, 0, ''],
  ['eventN|', 'field', 0, 6, 'eventN'],
  ['eve|ntName:x', 'field', 0, 10, 'eve'],
  ['eventName:|', 'value', 10, 10, ''],
  ['eventName:Put|Object', 'value', 10, 19, 'Put'],
  ['-eventName:Put| errorCode:*', 'value', 11, 14, 'Put'],
  ['NOT eventName:Put|', 'value', 14, 17, 'Put'],
  ['(a OR eventName:|)', 'value', 16, 16, ''],
  ['eventName:"a b|c" x', 'value', 10, 16, 'a b'],
  [String.raw`eventName:"a\"b|`, 'value', 10, 15, 'a"b'],
  ['eventName:(A OR B|) x', 'value', 16, 17, 'B'],
  ['eventName:(A OR |) x', 'value', 16, 16, ''],
  ['eventName:(A) |', 'field', 14, 14, ''],
  ['eventTime:>=2026|', 'value', 12, 16, '2026'],
  ['eventTime:[2026-01 TO 2026-0|]', 'value', 22, 28, '2026-0'],
  ['eventTime:[|', 'value', 11, 11, ''],
  ['a["odd key"].b:|', 'value', 15, 15, ''],
  ['requestParameters["od|', 'field', 0, 21, 'requestParameters["od'],
  ['a | b', 'field', 2, 2, ''],
  ['"some ph|rase" x', 'phrase', 0, 13, ''],
  ['errorCode:* "open|', 'phrase', 12, 17, ''],
] as const)('%s: a %s from %d to %d, "%s"', (text, kind, from, to, typed) => {
  expect(placeAt(text)).toMatchObject({ kind, from, to, typed });
});

test.each([
  ['a["odd key"].b:|', ['a', 'odd key', 'b'], false, false],
  ['eventName:(A OR |)', ['eventName'], true, false],
  ['eventTime:[2026 TO |', ['eventTime'], false, true],
  ['copies:>|', ['copies'], false, true],
] as const)('%s is a value of %j', (text, path, isInGroup, isBound) => {
  expect(placeAt(text)).toMatchObject({ kind: 'value', path, isInGroup, isBound });
});

test.each([
  ['errorCode:* eventName:Put|', 'errorCode:*'],
  ['errorCode:* eventName:| readOnly:true', 'errorCode:* readOnly:true'],
  ['errorCode:* -eventName:| readOnly:true', 'errorCode:* readOnly:true'],
  ['errorCode:* eventName:(A OR |', 'errorCode:*'],
  ['errorCode:* (readOnly:true OR eventName:|)', 'errorCode:*'],
  ['errorCode:* (readOnly:true eventName:|', 'errorCode:* readOnly:true'],
  ['errorCode:* OR eventName:|', ''],
  ['errorCode:* eventTime:[2026 TO |', 'errorCode:*'],
  ['errorCode:* AND |', 'errorCode:*'],
  ['x eventName:"Put| errorCode:*', 'x errorCode:*'],
  ['>=1 eventName:|', ''],
])('%s leaves %s', (text, rest) => {
  expect(printFilter(withoutClauseAt(text.replace('|', ''), text.indexOf('|')))).toBe(rest);
});

test('any text has a place at any cursor, and a rest that can be read', () => {
  const piece = fc.constantFrom(
    'a',
    'eventName',
    ':',
    '"',
    '(',
    ')',
    '[',
    ']',
    ' ',
    '-',
    'OR',
    'AND',
    'NOT',
    'TO',
    '>',
    '*',
    '\\',
    '.',
    '["',
  );
  const property = fc.property(fc.array(piece, { maxLength: 12 }), fc.nat(30), (pieces, at) => {
    const text = pieces.join('');
    const cursor = Math.min(at, text.length);
    const { from, to } = completionPlace(text, cursor);
    expect(0 <= from && from <= cursor && cursor <= to && to <= text.length).toBe(true);
    expect(parseFilter(printFilter(withoutClauseAt(text, cursor))).problems).toEqual([]);
  });
  fc.assert(property, { numRuns: 3000 });
});
