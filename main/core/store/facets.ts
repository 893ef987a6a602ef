// Facets: how many events of a set have each value of a field. A facet leaves its own clauses of the filter out of
// account, so that what was not chosen can still be. Facets that so ask about the same set are counted in one scan.
import type { CellValue, Column } from '../../../shared/events/columns.ts';
import type { Field } from '../../../shared/events/field.ts';
import { AppError } from '../../../shared/errors.ts';
import { withoutField } from '../../../shared/filter/facetClauses.ts';
import type { FilterNode } from '../../../shared/filter/ast.ts';
import { printFilter } from '../../../shared/filter/print.ts';
import type { Database, Row } from './database.ts';
import type { EventQuestion, EventSets } from './eventSets.ts';
import { withName } from './filterSqlName.ts';
import { pathTexts } from './filterSqlPath.ts';
import { folded } from './filterSqlText.ts';
import { columnSql } from './schema.ts';
import { fieldOf, fromWhere, type Filtering } from './select.ts';

export type FacetQuestion = {
  readonly field: string;
  readonly search?: string | undefined;
  readonly limit: number;
};

export type Facet = {
  readonly field: string;
  readonly values: { value: CellValue; count: number }[];
  /** How many values there are, with a search those that have it; no value is none of them. */
  readonly distinct: number;
};

type Asked = FacetQuestion & { readonly place: Field };

export async function readFacets(
  database: Database,
  sets: EventSets,
  question: EventQuestion & { readonly facets: readonly FacetQuestion[] },
  signal: AbortSignal,
): Promise<Facet[]> {
  const asked = question.facets.map((facet): Asked => ({ ...facet, place: facetField(facet.field) }));
  const found = new Map<Asked, Facet>();
  for (const { filter, facets } of bySet(question.filter, asked)) {
    await sets.with({ ...question, filter }, signal, async (filtering) => {
      for (const group of scans(facets)) {
        const rows = await database.rows(facetSql(group, filtering), signal);
        for (const [index, facet] of group.entries())
          found.set(facet, facetOf(facet, rowsOf(rows, index, group.length)));
      }
    });
  }
  return asked.flatMap((facet) => found.get(facet) ?? []);
}

function facetField(id: string): Field {
  const field = fieldOf(id);
  if (field.column?.type !== 'record') return field;
  throw new AppError('bad-request', 'Whole records have no values to count: choose a field within them');
}

type SameSet = { readonly filter: FilterNode; readonly facets: Asked[] };

function bySet(filter: FilterNode, asked: readonly Asked[]): readonly SameSet[] {
  const groups = new Map<string, SameSet>();
  for (const facet of asked) {
    const others = withoutField(filter, facet.place);
    const key = printFilter(others);
    const group = groups.get(key) ?? { filter: others, facets: [] };
    groups.set(key, group);
    group.facets.push(facet);
  }
  return [...groups.values()];
}

/** Columns are counted together; a way into the record can lead to several values of one event, and stands alone. */
function scans(facets: readonly Asked[]): readonly (readonly Asked[])[] {
  const ofColumns = facets.filter(({ place }) => place.column !== undefined);
  const ofPaths = facets.filter(({ place }) => place.column === undefined).map((facet) => [facet]);
  return ofColumns.length === 0 ? ofPaths : [ofColumns, ...ofPaths];
}

/**
 * 1. One scan with as many groupings as there are facets; `facet` tells by its bits which one a group is of. 2. Values
 * as texts, those only that are searched for. 3. The most frequent of each facet.
 */
function facetSql(facets: readonly Asked[], filtering: Filtering): string {
  const names = facets.map((_, index) => `value_${index}`);
  const values = facets.map(({ place }, index) => `${valueSql(place)} AS ${names[index] ?? ''}`);
  const used = facets.map(({ place }) => place.id);
  const texts = names.map((name, index) => valueText(name, facets[index]?.place.column));
  const limit = Math.max(...facets.map((facet) => facet.limit));
  return `WITH
    cells AS (SELECT ${values.join(', ')} ${fromWhere(filtering, used)}),
    counted AS (SELECT grouping_id(${names.join(', ')}) AS facet, ${names.join(', ')}, count(*) AS events FROM cells
      GROUP BY GROUPING SETS (${names.map((name) => `(${name})`).join(', ')})),
    told AS (SELECT facet, coalesce(${texts.join(', ')}, NULL) AS value, events FROM counted),
    ranked AS (SELECT facet, value, events, count(value) OVER (PARTITION BY facet) AS distinct_values,
      row_number() OVER (PARTITION BY facet ORDER BY events DESC, value NULLS LAST) AS rank
      FROM told WHERE ${searchSql(facets)})
    SELECT facet, value, events, distinct_values FROM ranked WHERE rank <= ${limit} ORDER BY facet, rank`;
}

/** What is grouped by. An event counts once for each value that filters would find it by; without any, once for none. */
export function valueSql({ column, path }: Field): string {
  if (column !== undefined) return columnSql(column.id);
  const orNone = 'CASE len(texts) WHEN 0 THEN [NULL] ELSE texts END';
  return `unnest(${withName('texts', pathTexts(columnSql('record'), path), orNone)})`;
}

/** A value as a text: times as `cellOf` writes them. */
export function valueText(value: string, column: Column | undefined): string {
  if (column?.type !== 'timestamp') return `CAST(${value} AS VARCHAR)`;
  const form = (fraction: string) => `strftime(${value}, '%Y-%m-%dT%H:%M:%S${fraction}Z')`;
  return `CASE WHEN epoch_ms(${value}) % 1000 = 0 THEN ${form('')} ELSE ${form('.%g')} END`;
}

function searchSql(facets: readonly Asked[]): string {
  const tests = facets.flatMap(({ search = '' }, index) =>
    search === '' ? [] : [`WHEN ${bitsOf(index, facets.length)} THEN contains(lower(value), ${folded(search)})`],
  );
  return tests.length === 0 ? 'true' : `CASE facet ${tests.join(' ')} ELSE true END`;
}

/** What `grouping_id` gives for the groups of one facet: a bit for each of the others, the last facet's being the lowest. */
function bitsOf(index: number, count: number): string {
  return String(2n ** BigInt(count) - 1n - 2n ** BigInt(count - 1 - index));
}

function rowsOf(rows: readonly Row[], index: number, count: number): readonly Row[] {
  const bits = bitsOf(index, count);
  return rows.filter((row) => String(row['facet']) === bits);
}

function facetOf({ field, limit, place }: Asked, rows: readonly Row[]): Facet {
  return {
    field,
    values: rows.slice(0, limit).map((row) => ({
      value: typedValue(row['value'] ?? null, place.column),
      count: Number(row['events']),
    })),
    distinct: Number(rows[0]?.['distinct_values'] ?? 0),
  };
}

function typedValue(value: CellValue, column: Column | undefined): CellValue {
  if (value === null || column === undefined) return value;
  if (column.type === 'boolean') return value === 'true';
  return column.type === 'integer' ? Number(value) : value;
}
