import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { fieldAt, readField, type Field } from '../../shared/events/field.ts';
import {
  markOf,
  readSelection,
  withMark,
  withoutField,
  writeOnly,
  writeSelection,
  type FacetValue,
} from '../../shared/filter/facetClauses.ts';
import { parseFilter } from '../../shared/filter/parse.ts';
import { printFilter } from '../../shared/filter/print.ts';

function fieldOf(id: string): Field {
  const field = readField(id);
  if (field === undefined) throw new Error(`${id} names no field`);
  return field;
}

const name = fieldOf('eventName');
const error = fieldOf('errorCode');

function read(filter: string, field = name): unknown {
  return readSelection(filter, field);
}

describe('what a filter says of a field', () => {
  test.each<[string, Field, FacetValue[], FacetValue[]]>([
    ['', name, [], []],
    ['eventName:A', name, ['A'], []],
    ['eventName:(A OR B) alice', name, ['A', 'B'], []],
    ['(eventName:A OR eventName:B) alice', name, ['A', 'B'], []],
    ['-eventName:A NOT eventName:B', name, [], ['A', 'B']],
    ['-eventName:(A OR B)', name, [], ['A', 'B']],
    ['errorCode:*', error, [], [undefined]],
    ['-errorCode:*', error, [undefined], []],
    ['(-errorCode:* OR errorCode:X)', error, [undefined, 'X'], []],
    ['-errorCode:(X OR NOT *)', error, [], ['X', undefined]],
    // Case does not matter to filters: `a` and `A` are one value.
    ['eventName:A eventName:a', name, ['A'], []],
    // What is no value, or speaks of something else as well, is the reader's own.
    ['eventName:Put*', name, [], []],
    ['eventName:(Put* OR A)', name, ['A'], []],
    ['eventName:A OR alice', name, [], []],
    ['eventName:>=A', name, [], []],
    ['-(eventName:A alice)', name, [], []],
    ['(eventName:A', name, [], []],
    // Two spellings of one column.
    ['userIdentity.accessKeyId:AKIA', fieldOf('accessKeyId'), ['AKIA'], []],
    ['sourceIPAddress:10.0.0.0/8 -sourceIPAddress:10.1.1.1', fieldOf('sourceIPAddress'), [], ['10.1.1.1']],
  ])('%s', (filter, field, included, excluded) => {
    expect(read(filter, field)).toEqual({ included, excluded });
  });
});

describe('a filter that says something else of a field', () => {
  const included = (filter: string, values: FacetValue[], field = name) =>
    writeSelection(filter, field, { ...readSelection(filter, field), included: values });
  const excluded = (filter: string, values: FacetValue[], field = name) =>
    writeSelection(filter, field, { ...readSelection(filter, field), excluded: values });

  test.each<[string, FacetValue[], string]>([
    ['', ['A'], 'eventName:A'],
    ['', ['A', 'B'], 'eventName:(A OR B)'],
    ['', ['A b', 'OR'], 'eventName:("A b" OR "OR")'],
    ['eventName:A', [], ''],
    ['alice', ['A'], 'alice eventName:A'],
    ['alice OR bob', ['A'], '(alice OR bob) eventName:A'],
    ['alice AND eventName:A AND bob', ['B'], 'alice eventName:B AND bob'],
    ['  alice   AND bob  eventName:A', [], 'alice   AND bob'],
    ['(eventName:A alice) bob', [], 'alice bob'],
    ['-(alice OR bob) eventName:(A OR B) "a (b"', ['A'], '-(alice OR bob) eventName:A "a (b"'],
    ['eventName:A eventName:B', ['A'], 'eventName:A'],
    // The values come beside a pattern, which stays.
    ['eventName:Put*', ['A'], '(eventName:Put* OR eventName:A)'],
    ['(eventName:Put* OR eventName:A)', [], 'eventName:Put*'],
    ['eventName:Put* eventName:*Object', ['A'], 'eventName:Put* eventName:*Object eventName:A'],
    // The same again is no change, not even of a space.
    ['  eventName:( A OR  B )', ['a', 'b'], '  eventName:( A OR  B )'],
    ['(eventName:A', ['B'], '(eventName:A'],
  ])('%s with %j', (filter, values, expected) => {
    expect(included(filter, values)).toBe(expected);
  });

  test.each<[string, FacetValue[], string]>([
    ['', ['A', 'B'], '-eventName:A -eventName:B'],
    ['eventName:A alice', ['B'], 'eventName:A -eventName:B alice'],
    ['-eventName:(A OR Put*) alice', [], '-eventName:Put* alice'],
    ['-eventName:Put* alice', ['A'], '-eventName:Put* alice -eventName:A'],
  ])('%s without %j', (filter, values, expected) => {
    expect(excluded(filter, values)).toBe(expected);
  });

  test('events that do not have the field are a value, too', () => {
    expect(included('', [undefined], error)).toBe('-errorCode:*');
    expect(included('', ['X', undefined], error)).toBe('(errorCode:X OR -errorCode:*)');
    expect(excluded('alice', [undefined], error)).toBe('alice errorCode:*');
  });

  test('only one value: all else about the values goes, the rest stays', () => {
    expect(writeOnly('alice eventName:(A OR Put*) -eventName:B eventName:>=C', name, 'D')).toBe(
      'alice eventName:D eventName:>=C',
    );
    expect(writeOnly('', error, undefined)).toBe('-errorCode:*');
  });

  test('a way into the record is written as the filter language has it', () => {
    const odd = fieldOf('requestParameters.tags["odd.key"]');
    const filter = included('', ['x y'], odd);
    expect(filter).toBe('requestParameters.tags["odd.key"]:"x y"');
    expect(read(filter, odd)).toEqual({ included: ['x y'], excluded: [] });
  });
});

test('a facet counts within what is left without its own clauses', () => {
  const left = (filter: string) => {
    const { node } = parseFilter(filter);
    return node && printFilter(withoutField(node, name));
  };
  expect(left('eventName:(A OR B) alice -eventName:C eventName:Put*')).toBe('alice');
  expect(left('eventName:A OR eventName:B')).toBe('');
  expect(left('eventName:A OR alice')).toBe('eventName:A OR alice');
  expect(left('')).toBe('');
});

test('a mark put on a value replaces the one it had', () => {
  const before = { included: ['A', 'B'], excluded: ['C'] };
  expect(withMark(before, 'a', 'excluded')).toEqual({ included: ['B'], excluded: ['C', 'a'] });
  expect(withMark(before, 'C', undefined)).toEqual({ included: ['A', 'B'], excluded: [] });
  expect(markOf(before, 'c')).toBe('excluded');
  expect(markOf(before, 'D')).toBeUndefined();
});

describe('for any filter and any selection', () => {
  const words = ['alice', '"a b"', '"x)("', 'NOT'];
  const fields = ['eventName', 'errorCode', 'requestParameters.tags["o\\"d(d.key"]'];
  const values = ['A', 'b c', 'OR', '*', '(', '"', '', 'é', '[1', '-x', 'true'];
  const pieces: string[] = ['AND', 'OR', '(', ')', '-', ' ', ' ', ...words];
  for (const field of fields) {
    for (const rest of ['A', '(A OR "b c")', '(A OR B*)', '*', '"x"', '>=1', '[a TO b]'])
      pieces.push(`${field}:${rest}`);
  }
  const anyFilter = fc
    .array(fc.constantFrom(...pieces), { maxLength: 9 })
    .map((parts) => parts.join(' ').replaceAll('- ', '-'))
    .filter((filter) => parseFilter(filter).node !== undefined);
  const anyField = fc.constantFrom(...fields).map(fieldOf);
  const anyValues = fc.uniqueArray(fc.option(fc.constantFrom(...values), { nil: undefined }), { maxLength: 5 });
  const anySelection = fc
    .tuple(anyValues, anyValues)
    .map(([included, excluded]) => ({ included, excluded: excluded.filter((value) => !included.includes(value)) }));

  test('what is written is read again', () => {
    fc.assert(
      fc.property(anyFilter, anyField, anySelection, (filter, field, selection) => {
        const written = writeSelection(filter, field, selection);
        const { included, excluded } = readSelection(written, field);
        expect(new Set(included)).toEqual(new Set(selection.included));
        expect(new Set(excluded)).toEqual(new Set(selection.excluded));
      }),
      { numRuns: 400 },
    );
  });

  test('what it says of other fields stays', () => {
    const others = (filter: string, field: Field) => {
      const { node } = parseFilter(filter);
      return node && printFilter(withoutField(node, fieldAt(field.path)));
    };
    fc.assert(
      fc.property(anyFilter, anyField, anySelection, (filter, field, selection) => {
        expect(others(writeSelection(filter, field, selection), field)).toBe(others(filter, field));
        expect(others(writeOnly(filter, field, 'A'), field)).toBe(others(filter, field));
      }),
      { numRuns: 400 },
    );
  });
});
