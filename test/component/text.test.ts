// The window's pure parts: what they make of text.
import { json } from '@codemirror/lang-json';
import { EditorState } from '@codemirror/state';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { parseFilter } from '../../shared/filter/parse.ts';
import { indentJson } from '../../renderer/detail/indentJson.ts';
import { jsonPlaceAt } from '../../renderer/detail/jsonPath.ts';
import { differenceOf } from '../../renderer/detail/places.ts';
import { paint, piecesOf } from '../../renderer/filter/paint.ts';
import { suggestionsNow, withSuggestion, type Offered } from '../../renderer/filter/suggestions.ts';
import { quoted } from '../../renderer/sql/names.ts';
import { narrowed } from '../../renderer/state/useNarrow.ts';
import { legible } from '../../renderer/ui/legible.ts';
import { countOf, formatBytes, formatDuration } from '../../renderer/ui/numbers.ts';
import { formatTime } from '../../renderer/ui/times.ts';

test('indented JSON is what JSON.stringify would indent, where every token has one spelling', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const compact = JSON.stringify(value);
      // `-0` is written `0` by JSON.stringify, so the text itself is what counts.
      expect(indentJson(compact)).toBe(JSON.stringify(JSON.parse(compact), undefined, 2));
    }),
  );
});

test('indenting keeps tokens as written', () => {
  const text = '{"a":1.0, "a":-0,"\\u00e9":"{\\"x\\": [1,2]}" ,"n":12345678901234567890,"e":[ ],"o":{ }}';
  expect(indentJson(text)).toBe(
    '{\n  "a": 1.0,\n  "a": -0,\n  "\\u00e9": "{\\"x\\": [1,2]}",\n  "n": 12345678901234567890,\n  "e": [],\n  "o": {}\n}',
  );
});

test('a place in a record is told by its path, its text and what a filter makes of it', () => {
  const doc = '{"a": {"odd key": [1, {"deep": "x\\u0041"}, true]}, "n": 1.0, "z": null}';
  const state = EditorState.create({ doc, extensions: [json()] });
  const at = (text: string) => jsonPlaceAt(state, doc.indexOf(text) + 1);
  expect(at('"x')).toEqual({
    path: 'a["odd key"][1].deep',
    members: ['a', 'odd key', 'deep'],
    text: '"x\\u0041"',
    value: 'xA',
  });
  expect(at('"deep')).toEqual(at('"x'));
  expect(at('1.0')).toMatchObject({ path: 'n', value: '1.0' });
  expect(at('true')).toMatchObject({ path: 'a["odd key"][2]', members: ['a', 'odd key'], value: true });
  expect(at('null')).toMatchObject({ path: 'z', value: null });
  expect(jsonPlaceAt(state, 0)).toMatchObject({ path: '', members: [], value: undefined });
});

test('a difference is what is left between the parts that both share', () => {
  const a = '{"x":1,"y":2}';
  const b = '{"x":10,"y":2}';
  const { start, endA, endB } = differenceOf(a, b);
  expect([a.slice(start, endA), b.slice(start, endB)]).toEqual(['', '0']);
  expect(differenceOf('same', 'same')).toEqual({ start: 4, endA: 4, endB: 4 });
});

test('painting a filter loses none of its text, whatever it is', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'ab:"\\*-()[] .<>=ORNOTAND'.split('')) }),
      fc.nat(20),
      fc.nat(20),
      (text, from, to) => {
        const spans = paint(text, [{ from, to }]);
        expect(spans.map((span) => span.text).join('')).toBe(text);
      },
    ),
  );
});

test('a filter is painted by what its parts mean', () => {
  const text = '(eventName:Get* OR NOT "a b") -errorCode:[1 TO 2] and';
  const painted = piecesOf(text).map(({ from, to, kind }) => `${kind} ${text.slice(from, to)}`);
  expect(painted).toEqual([
    'operator (',
    'field eventName:',
    'value Get*',
    'operator OR',
    'operator NOT',
    'text "a b"',
    'operator )',
    'operator -',
    'field errorCode:',
    'value [1 TO 2]',
    'text and',
  ]);
});

test('an offer holds while more of the same word is typed, and for nothing else', () => {
  const field = (text: string) => ({ kind: 'field' as const, text });
  const options = [field('eventName:'), field('eventSource:')];
  const offered: Offered = { text: '(event x', caret: 6, from: 1, to: 6, options };
  expect(suggestionsNow(offered, '(event x', 6)).toEqual({ from: 1, to: 6, options });
  expect(suggestionsNow(offered, '(eventN x', 7)).toEqual({ from: 1, to: 7, options: [field('eventName:')] });
  for (const [text, caret] of [
    ['(even x', 5],
    ['(event y', 6],
    ['-(event x', 7],
    ['(event x', 8],
  ] as const) {
    expect(suggestionsNow(offered, text, caret).options).toEqual([]);
  }
});

test('what is taken stands in the place of what was typed, and the caret where it goes on', () => {
  const place = { from: 1, to: 6, options: [] };
  const take = (text: string, kind: 'field' | 'value', chosen: string) =>
    withSuggestion(text, place, { kind, text: chosen });
  expect(take('(event', 'field', 'eventName:')).toEqual({ text: '(eventName:', caret: 11 });
  expect(take('(event', 'field', 'requestParameters.')).toEqual({ text: '(requestParameters.', caret: 19 });
  expect(take('(event:x', 'field', 'eventName')).toEqual({ text: '(eventName:x', caret: 11 });
  expect(take(':event', 'value', '"a b"')).toEqual({ text: ':"a b" ', caret: 7 });
  expect(take(':event)', 'value', 'x')).toEqual({ text: ':x)', caret: 2 });
});

test('filtering for a value and then out again leaves one clause', () => {
  const kept = narrowed('alice OR bob', 'eventName', 'GetObject', 'for');
  expect(kept).toBe('(alice OR bob) eventName:GetObject');
  expect(narrowed('eventName:GetObject', 'eventName', 'GetObject', 'out')).toBe('-eventName:GetObject');
  expect(narrowed('', 'errorCode', null, 'for')).toBe('-errorCode:*');
  expect(narrowed('', 'errorCode', null, 'out')).toBe('errorCode:*');
});

test('whatever a value holds, narrowing by it gives a filter that is well formed', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('for' as const, 'out' as const), (value, way) => {
      expect(parseFilter(narrowed('', 'userAgent', value, way)).problems).toEqual([]);
    }),
  );
});

test('times are shown in the zone, with a fraction only where there is one', () => {
  expect(formatTime('2026-06-12T14:31:55Z', 'UTC')).toBe('2026-06-12 14:31:55');
  expect(formatTime('2026-06-12T14:31:55.000Z', 'UTC')).toBe('2026-06-12 14:31:55');
  expect(formatTime('2026-06-12T23:31:55.250Z', 'Europe/Berlin')).toBe('2026-06-13 01:31:55.25');
  expect(formatTime('2026-01-01T00:00:00Z', 'America/New_York')).toBe('2025-12-31 19:00:00');
  expect(formatTime('not a time', 'UTC')).toBe('not a time');
});

test('numbers read as people write them', () => {
  expect(countOf(1, 'file')).toBe('1 file');
  expect(countOf(12_408, 'file')).toBe('12,408 files');
  expect([formatBytes(999), formatBytes(1500), formatBytes(235_000_000)]).toEqual(['999 bytes', '1.5 kB', '235 MB']);
  expect([formatDuration(212), formatDuration(3210), formatDuration(59_980), formatDuration(119_900)]).toEqual([
    '212 ms',
    '3.2 s',
    '1 min 0 s',
    '2 min 0 s',
  ]);
});

test('names that are not plain are quoted in SQL', () => {
  expect([quoted('eventName'), quoted('userIdentity.type'), quoted('a"b')]).toEqual([
    'eventName',
    '"userIdentity.type"',
    '"a""b"',
  ]);
});

test('a text that would be read backwards is marked, and stays on its line', () => {
  expect(legible('aws-cli\u202Etxt.exe\u2066 a\n\tb\u0000')).toBe('aws-cli\uFFFDtxt.exe\uFFFD a  b\uFFFD');
  expect(legible('naïve 日本語 עברית 👩‍💻')).toBe('naïve 日本語 עברית 👩‍💻');
});
