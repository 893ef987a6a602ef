// What the SQL view makes of texts and rows, without a window.
import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { sql } from '@codemirror/lang-sql';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { AppError } from '../../shared/errors.ts';
import { candidatesOf } from '../../renderer/sql/candidates.ts';
import { completeSql, type SqlTable } from '../../renderer/sql/completion.ts';
import { duckdb } from '../../renderer/sql/dialect.ts';
import { askedOf } from '../../renderer/sql/editorExtensions.ts';
import { placeInText } from '../../renderer/sql/errorMark.ts';
import { tablesNamed, withNames } from '../../renderer/sql/names.ts';
import { rowAsText, rowsAsText, sortedRows } from '../../renderer/sql/resultRows.ts';

const tables: readonly SqlTable[] = [
  {
    name: 'events',
    description: 'One row for each event',
    columns: [
      { name: 'eventName', type: 'VARCHAR', description: 'The API action' },
      { name: 'userIdentity.type', type: 'VARCHAR' },
    ],
  },
  { name: 'copies', description: 'Every place', columns: [{ name: 'account', type: 'VARCHAR' }] },
];

/** The labels offered where `|` stands. */
function offered(marked: string): readonly string[] {
  const pos = marked.indexOf('|');
  const state = EditorState.create({ doc: marked.replace('|', '') });
  const result = completeSql(new CompletionContext(state, pos, true), tables);
  return result?.options.map(({ label }) => label) ?? [];
}

describe('completion', () => {
  test('offers the columns of the tables that the text names', () => {
    expect(offered('SELECT | FROM copies')).toContain('account');
    expect(offered('SELECT | FROM copies')).not.toContain('eventName');
    expect(offered('SELECT ev|')).toContain('eventName');
  });

  test('offers only tables, also those of a WITH, behind FROM and JOIN', () => {
    expect(offered('SELECT * FROM |')).toEqual(['events', 'copies']);
    expect(offered('WITH busy AS (SELECT 1) SELECT * FROM events JOIN b|')).toEqual(['busy', 'events', 'copies']);
  });

  test('offers the columns of a table behind its name or alias', () => {
    expect(offered('SELECT c.| FROM events e JOIN copies AS c')).toEqual(['account']);
    expect(offered('SELECT events.ev| FROM events')).toEqual(['eventName', 'userIdentity.type']);
  });

  test('offers functions and keywords, with their arguments', () => {
    expect(offered('SELECT | FROM events')).toEqual(expect.arrayContaining(['count', 'date_trunc', 'GROUP BY ALL']));
  });

  test('offers columns behind a quotation mark, and nothing within a text or comment', () => {
    expect(offered('SELECT "user| FROM events')).toEqual(['eventName', 'userIdentity.type']);
    expect(offered("SELECT * FROM events WHERE eventName = 'Del|")).toEqual([]);
    expect(offered('SELECT 1 -- from |')).toEqual([]);
    expect(offered("SELECT 'it''s', ev| FROM events")).toContain('eventName');
  });

  test('quotes names that must be', () => {
    const state = EditorState.create({ doc: 'SELECT user' });
    const options = completeSql(new CompletionContext(state, 11, true), tables)?.options ?? [];
    expect(options.find(({ label }) => label === 'userIdentity.type')?.apply).toBe('"userIdentity.type"');
    expect(options.find(({ label }) => label === 'eventName')?.apply).toBe('eventName');
  });
});

test('tables are found by name and alias, in any case', () => {
  const known = new Set(['events', 'copies']);
  const text = 'select * from EVENTS where 1 = 1; select * from "copies" k, events as x limit 1';
  expect(Object.fromEntries(tablesNamed(text, known))).toEqual({
    events: 'events',
    copies: 'copies',
    k: 'copies',
    x: 'events',
  });
  expect(withNames('WITH a AS (SELECT 1), b (n) AS MATERIALIZED (SELECT 2) SELECT * FROM a, b')).toEqual(['a', 'b']);
});

describe('what is run', () => {
  const stateOf = (doc: string, anchor: number, head = anchor) =>
    EditorState.create({ doc, selection: { anchor, head }, extensions: sql({ dialect: duckdb }).language });

  test('is the selection, else of several statements the one at the cursor, else all', () => {
    const text = 'SELECT 1;\nSELECT 2;\n';
    expect(askedOf(stateOf(text, 0, 8))).toEqual({ text: 'SELECT 1', offset: 0 });
    expect(askedOf(stateOf(text, 15))).toEqual({ text: 'SELECT 2;', offset: 10 });
    expect(askedOf(stateOf(text, text.length))).toEqual({ text: 'SELECT 2;', offset: 10 });
    expect(askedOf(stateOf('SELECT 3', 2))).toEqual({ text: 'SELECT 3', offset: 0 });
  });
});

describe('errors', () => {
  test('candidates are read from the message and the suggestion', () => {
    const message =
      'Referenced column "evntName" not found in FROM clause! Candidate bindings: "eventName", "eventTime"';
    expect(candidatesOf(new AppError('sql/invalid', message))).toEqual(['eventName', 'eventTime']);
    const other = new AppError('sql/invalid', 'There is no table "event"', { detail: { suggestion: 'events' } });
    expect(candidatesOf(other)).toEqual(['events']);
    expect(candidatesOf(new AppError('sql/failed', 'Could not convert "x" to INTEGER'))).toEqual([]);
  });

  test('a place is at least a word, and lies within the text', () => {
    expect(placeInText('SELECT evntName FROM events', 7, 8)).toEqual({ from: 7, to: 15 });
    expect(placeInText('SELECT "a b" FROM x', 7, 7)).toEqual({ from: 7, to: 12 });
    expect(placeInText('SELECT 1 FROM ', 14, 15)).toEqual({ from: 12, to: 13 });
    fc.assert(
      fc.property(fc.string(), fc.nat(50), fc.nat(50), (text, from, to) => {
        const place = placeInText(text, from, to);
        expect(place.from).toBeGreaterThanOrEqual(0);
        expect(place.to).toBeLessThanOrEqual(text.length);
        expect(place.from).toBeLessThanOrEqual(place.to);
      }),
    );
  });
});

describe('rows', () => {
  const columns = [
    { name: 'n', type: 'HUGEINT' },
    { name: 't', type: 'VARCHAR' },
  ];
  const result = {
    columns,
    rows: [
      ['10', 'b'],
      ['9', null],
      [null, 'a'],
      ['10', 'a'],
    ],
    isCut: false,
    durationMs: 1,
  };

  test('are sorted as numbers or as texts, NULL last, by several columns', () => {
    const sorted = sortedRows(result, [
      { index: 0, direction: 'desc' },
      { index: 1, direction: 'asc' },
    ]);
    expect(sorted).toEqual([
      ['10', 'a'],
      ['10', 'b'],
      ['9', null],
      [null, 'a'],
    ]);
    expect(sortedRows(result, [{ index: 1, direction: 'desc' }]).at(-1)).toEqual(['9', null]);
    expect(sortedRows(result, [])).toBe(result.rows);
  });

  test('are copied as a table that keeps its shape', () => {
    expect(rowsAsText(result, result.rows.slice(0, 2))).toBe('n\tt\n10\tb\n9\t');
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (cells) => {
        expect(rowAsText(cells).split(/[\t\n\r]/)).toHaveLength(cells.length);
      }),
    );
  });
});
