// Lets only plain questions through: one SELECT over our own tables. DuckDB's own parser gives the tree
// (json_serialize_sql refuses everything but SELECT); the tree is walked for tables and functions that would reach
// files, the network, settings or DuckDB's catalogue. Runs before the text is prepared: preparing opens files.
import { nearestOf } from '../../../shared/events/fields.ts';
import { AppError, type ErrorDetail } from '../../../shared/errors.ts';
import { sqlTables } from '../../../shared/sqlTables.ts';
import type { Database } from './database.ts';
import { quoteText } from './schema.ts';
import { offsetOfByte, offsetOfCharacter, placeAt } from './sqlErrors.ts';

const tables: ReadonlySet<string> = new Set(sqlTables);
const tableFunctions = new Set([
  'range',
  'generate_series',
  'unnest',
  'json_each',
  'json_tree',
  'repeat',
  'repeat_row',
]);
/** Scalar functions that act, or tell of the machine. */
const refusedFunctions = new Set([
  'getenv',
  'write_log',
  'nextval',
  'currval',
  'setseed',
  'current_setting',
  'getvariable',
  'sleep_ms',
  'pg_sleep',
]);
const tableRefs = new Set([
  'BASE_TABLE',
  'SUBQUERY',
  'JOIN',
  'TABLE_FUNCTION',
  'EMPTY_FROM',
  'EMPTY',
  'EXPRESSION_LIST',
  'PIVOT',
  'COLUMN_DATA',
  'CTE',
]);
/** A name that DuckDB can never take for a file. */
const plainName = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** How the views of DuckDB's own catalogue begin: a WITH of such a name could stand for the view elsewhere in the text. */
const catalogueName = /^(?:duckdb|pg|sqlite|pragma)_/i;

type Tree = { readonly [member: string]: unknown };

/**
 * Returns the tables that the text names and whose rows it asks for. Throws sql/invalid, with the place in the text,
 * unless the text is a question we allow.
 */
export async function checkSql(database: Database, text: string, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const nul = text.indexOf('\0');
  if (nul >= 0) throw invalid('The text has a NUL character in it', { from: nul, to: nul + 1 });
  const tree = readTree(await treeOf(database, text, signal));
  if (tree['error'] === true) throw refusal(tree, text);
  try {
    return checkTree(tree);
  } catch (error) {
    throw error instanceof Refused ? error.toAppError(text) : error;
  }
}

/** DuckDB's tree of a text, or what it has against it, as JSON. */
export async function treeOf(database: Database, text: string, signal: AbortSignal): Promise<string> {
  const [row] = await database.rows(`SELECT json_serialize_sql(${quoteText(text)}) AS tree`, signal);
  return String(row?.['tree']);
}

/** DuckDB writes a number beyond what a DOUBLE holds as Infinity, which is no JSON. */
function readTree(json: string): Tree {
  try {
    return JSON.parse(json) as Tree;
  } catch (error) {
    throw new AppError('sql/invalid', 'A number in the text is too large', { cause: error });
  }
}

function checkTree(tree: Tree): ReadonlySet<string> {
  const statements = tree['statements'];
  if (Array.isArray(statements) && statements.length === 0) throw new Refused('There is no SELECT in the text', tree);
  if (!Array.isArray(statements) || statements.length !== 1) {
    throw new Refused('Exactly one SELECT can be run at a time', Array.isArray(statements) ? statements[1] : undefined);
  }
  const names = new Set<string>();
  collectCteNames(statements[0], names);
  const named = checkNode(statements[0], names);
  return asksForNoRows(statements[0]) ? nothing : named;
}

/** Something that is not let through, and where in the tree it stands. */
class Refused extends Error {
  private readonly node: unknown;
  private readonly suggestion: string | undefined;

  constructor(message: string, node: unknown, suggestion?: string) {
    super(message);
    this.node = node;
    this.suggestion = suggestion;
  }

  toAppError(text: string): AppError {
    const from = offsetOfByte(text, firstByte(this.node));
    return invalid(this.message, {
      ...(from === undefined ? {} : placeAt(text, from)),
      ...(this.suggestion === undefined ? {} : { suggestion: this.suggestion }),
    });
  }
}

/** Where in the text, in bytes, what a node stands for begins: where it does not say, the first place within it. */
function firstByte(node: unknown): number {
  const own = member(node, 'query_location');
  if (typeof own === 'number' && Number.isSafeInteger(own)) return own;
  let first = Number.POSITIVE_INFINITY;
  visit(node, ({ query_location: at }) => {
    if (typeof at === 'number' && Number.isSafeInteger(at)) first = Math.min(first, at);
  });
  return first;
}

const nothing: ReadonlySet<string> = new Set();

/** `LIMIT 0` at its end: it asks for the columns only, as the window's list of tables does. */
function asksForNoRows(statement: unknown): boolean {
  const modifiers = member(member(statement, 'node'), 'modifiers');
  return (
    Array.isArray(modifiers) &&
    modifiers.some((modifier) => member(member(member(modifier, 'limit'), 'value'), 'value') === 0)
  );
}

function member(node: unknown, name: string): unknown {
  return isTree(node) ? node[name] : undefined;
}

/** What DuckDB's parser has against the text: it counts characters where the tree counts bytes. */
function refusal(tree: Tree, text: string): AppError {
  const message = String(tree['error_message']);
  if (/only select statements/i.test(message)) {
    const [lead = ''] = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*/.exec(text) ?? [];
    return invalid('Only SELECT can be run: the workspace is read-only here', placeAt(text, lead.length));
  }
  const from = tree['position'] === undefined ? undefined : offsetOfCharacter(text, Number(tree['position']));
  return invalid(message, from === undefined ? undefined : placeAt(text, from));
}

function collectCteNames(node: unknown, names: Set<string>): void {
  visit(node, (object) => {
    const map = isTree(object['cte_map']) ? object['cte_map']['map'] : undefined;
    for (const entry of Array.isArray(map) ? map : []) if (isTree(entry)) names.add(cteName(entry['key'], entry));
    if (typeof object['cte_name'] === 'string') names.add(cteName(object['cte_name'], object));
  });
}

function cteName(name: unknown, node: Tree): string {
  if (typeof name !== 'string' || !plainName.test(name))
    throw new Refused(`A WITH must be named by letters, digits and _: ${String(name)}`, node);
  if (catalogueName.test(name))
    throw new Refused(`A WITH cannot be named like a view of DuckDB's catalogue: ${name}`, node);
  return name.toLowerCase();
}

function checkNode(node: unknown, cteNames: ReadonlySet<string>): ReadonlySet<string> {
  const named = new Set<string>();
  visit(node, (object) => {
    const type = object['type'];
    // Expressions have a class; what has a sample and none is a table of some kind.
    if (object['class'] === undefined && 'sample' in object && 'alias' in object && !tableRefs.has(String(type))) {
      throw new Refused(refusalOf(String(type)), object);
    }
    if (type === 'BASE_TABLE') named.add(checkTable(object, cteNames));
    if (type === 'TABLE_FUNCTION') checkTableFunction(object['function']);
    if (object['class'] === 'FUNCTION') checkFunction(String(object['function_name']), object);
  });
  return named;
}

function refusalOf(tableRef: string): string {
  if (tableRef !== 'SHOW_REF') return `${tableRef} is not available here`;
  return `DESCRIBE, SHOW and SUMMARIZE are not available here. The tables are ${sqlTables.join(', ')}`;
}

/** The table's name. */
function checkTable(table: Tree, cteNames: ReadonlySet<string>): string {
  const name = nameOf(table['table_name']);
  const schema = nameOf(table['schema_name']);
  const isQualified = nameOf(table['catalog_name']) !== '' || (schema !== '' && schema !== 'main');
  if (!isQualified && (tables.has(name) || (schema === '' && cteNames.has(name)))) return name;
  const suggestion = nearestOf(name, [...sqlTables, ...cteNames]);
  throw new Refused(
    `There is no table "${String(table['table_name'])}". The tables are ${sqlTables.join(', ')}`,
    table,
    suggestion,
  );
}

function checkTableFunction(call: unknown): void {
  const name = isTree(call) ? String(call['function_name']).toLowerCase() : '';
  if (!tableFunctions.has(name)) throw new Refused(`The table function ${name} is not available here`, call);
}

function checkFunction(name: string, call: Tree): void {
  if (refusedFunctions.has(name.toLowerCase())) throw new Refused(`The function ${name} is not available here`, call);
}

/** Names are compared as DuckDB does: without regard to case. */
function nameOf(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase() : '';
}

function visit(node: unknown, use: (object: Tree) => void): void {
  if (Array.isArray(node)) for (const item of node) visit(item, use);
  else if (isTree(node)) {
    use(node);
    for (const member of Object.values(node)) visit(member, use);
  }
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(message: string, detail?: ErrorDetail): AppError {
  return new AppError('sql/invalid', message, detail === undefined ? {} : { detail });
}
