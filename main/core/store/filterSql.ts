// A filter as a boolean SQL expression over the events. Columns answer where they can; everything else is read from
// the text of the record. All values become literals here (`quote`), so no text of the user's is ever read as SQL.
import type { Column } from '../../../shared/events/columns.ts';
import { columnAt } from '../../../shared/events/fields.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Condition, FilterNode, Pattern } from '../../../shared/filter/ast.ts';
import { withName } from './filterSqlName.ts';
import { testPath } from './filterSqlPath.ts';
import { holdsPattern, numberLiteral, quote, testText, testTime } from './filterSqlText.ts';

export type FilterSqlOptions = {
  /** An IANA zone name in which times without an offset are read. */
  readonly timeZone: string;
  /** The SQL of a column, by its id; the quoted id unless told otherwise. */
  readonly columnSql?: (columnId: string) => string;
};

type Compiling = { readonly timeZone: string; readonly columnSql: (columnId: string) => string };

/** The expression is true for the events that pass; for the others false, or NULL. */
export function compileFilter(node: FilterNode, options: FilterSqlOptions): string {
  const columnSql = options.columnSql ?? ((columnId: string) => `"${columnId}"`);
  return compile(node, { timeZone: options.timeZone, columnSql }, false);
}

/** Under a NOT, what cannot be told (NULL) must be false: a missing field is not equal, and NOT keeps it. */
function compile(node: FilterNode, compiling: Compiling, isNegated: boolean): string {
  switch (node.kind) {
    case 'everything':
      return 'true';
    case 'and':
    case 'or':
      return `(${node.operands.map((operand) => compile(operand, compiling, isNegated)).join(` ${node.kind.toUpperCase()} `)})`;
    case 'not':
      return `(NOT ${compile(node.operand, compiling, true)})`;
    case 'text':
      return testRecordText(compiling.columnSql('record'), node.pattern);
    case 'field': {
      const test = testField(node.field.path, node.condition, compiling);
      return isNegated ? `coalesce(${test}, false)` : `(${test})`;
    }
  }
}

function testField(path: readonly string[], condition: Condition, { timeZone, columnSql }: Compiling): string {
  const column = columnAt(path);
  if (column === undefined) return testPath(columnSql('record'), path, condition, timeZone);
  const sql = columnSql(column.id);
  if (condition.kind === 'present') return `${sql} IS NOT NULL`;
  if (condition.kind === 'equals' && condition.pattern.length > 1)
    return testText(textOf(sql, column), condition, timeZone);
  switch (column.type) {
    case 'timestamp':
      return ends(condition)
        .map(({ operator, text }) => timeTest(sql, operator, text, timeZone))
        .join(' AND ');
    case 'integer':
      return ends(condition)
        .map(({ operator, text }) => `${sql} ${operator} ${numberLiteral(text)}`)
        .join(' AND ');
    case 'boolean':
      return ends(condition)
        .map(({ text }) => `${sql} = ${/^true$/i.test(text)}`)
        .join(' AND ');
    case 'text':
    case 'record':
      return testText(sql, condition, timeZone);
  }
}

/** A column's value as text, for patterns with wildcards. */
function textOf(sql: string, { type }: Column): string {
  if (type === 'timestamp') return `strftime(${sql}, '%Y-%m-%dT%H:%M:%SZ')`;
  return type === 'text' || type === 'record' ? sql : `CAST(${sql} AS VARCHAR)`;
}

type End = { readonly operator: '=' | '>=' | '>' | '<=' | '<'; readonly text: string };

/** What a condition asks of a value that has an order. */
function ends(condition: Exclude<Condition, { kind: 'present' }>): readonly End[] {
  if (condition.kind === 'equals') return [{ operator: '=', text: condition.pattern[0] ?? '' }];
  if (condition.kind === 'compare') return [{ operator: condition.operator, text: condition.bound.text }];
  const low: readonly End[] = condition.low === undefined ? [] : [{ operator: '>=', text: condition.low.text }];
  return condition.high === undefined ? low : [...low, { operator: '<=', text: condition.high.text }];
}

function timeTest(sql: string, operator: End['operator'], text: string, timeZone: string): string {
  const test = testTime(sql, operator, text, timeZone, (ms) => `make_timestamp(${ms}000)`);
  if (test === undefined) throw new AppError('filter/invalid', `"${text}" is not a time`);
  return test;
}

/**
 * Whether a record holds a text, as the JSON is written, or as it would be without the escapes that it does not need
 * (`\u00e9` for é, `\/`); and with the text taken either for a piece of JSON (`"name":"x"`) or for what JSON says:
 * its quotes, backslashes and control characters are then looked for in JSON's short escapes (`\"`, `\\`, `\n`).
 */
function testRecordText(record: string, pattern: Pattern): string {
  if (pattern.every((part) => part === '')) return 'true';
  const inJson = pattern.map((part) => JSON.stringify(part).slice(1, -1));
  const patterns = inJson.every((part, index) => part === pattern[index]) ? [pattern] : [pattern, inJson];
  const holds = (json: string) => patterns.map((each) => holdsPattern(json, each)).join(' OR ');
  const escapes = pattern.some((part) => part.includes('/')) ? [String.raw`\u`, String.raw`\/`] : [String.raw`\u`];
  const hasEscape = escapes.map((escape) => `contains(${record}, ${quote(escape)})`).join(' OR ');
  const withoutEscapes = `CAST(json_extract(${record}, '$') AS VARCHAR)`;
  const holdsWithout = withName('plain', withoutEscapes, holds('plain'));
  return `(${holds(record)} OR CASE WHEN ${hasEscape} THEN ${holdsWithout} ELSE false END)`;
}
