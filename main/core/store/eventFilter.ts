// Reads filters against what the workspace holds: a field is known if it is a column, a member that CloudTrail
// documents, or a member that some record here has.
import { isKnownPath } from '../../../shared/events/fields.ts';
import { fieldClauses, type FilterNode, type FilterProblem } from '../../../shared/filter/ast.ts';
import { checkFilter, readFilter } from '../../../shared/filter/check.ts';
import { parseFilter } from '../../../shared/filter/parse.ts';
import type { Database } from './database.ts';
import { quoteText } from './schema.ts';

const nothingSeen: ReadonlySet<string> = new Set();

/** The meaning of a filter text; throws filter/invalid. */
export async function readEventFilter(
  database: Database,
  text: string,
  timeZone: string,
  signal: AbortSignal,
): Promise<FilterNode> {
  return readFilter(text, { timeZone, seenMembers: await seenMembers(database, text, signal) });
}

export async function checkEventFilter(
  database: Database | undefined,
  text: string,
  timeZone: string,
  signal: AbortSignal,
): Promise<readonly FilterProblem[]> {
  const seen = database === undefined ? nothingSeen : await seenMembers(database, text, signal);
  return checkFilter(text, { timeZone, seenMembers: seen });
}

/** Those of the filter's unknown first segments that are a member of some record. */
async function seenMembers(database: Database, text: string, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const { node } = parseFilter(text);
  if (node === undefined) return nothingSeen;
  const paths = fieldClauses(node).map((clause) => clause.field.path);
  const unknown = new Set(paths.flatMap((path) => (isKnownPath(path, nothingSeen) ? [] : (path[0] ?? []))));
  const seen = new Set<string>();
  for (const member of unknown) if (await isMember(database, member, signal)) seen.add(member);
  return seen;
}

async function isMember(database: Database, member: string, signal: AbortSignal): Promise<boolean> {
  // Not the map of after a change, should one come meanwhile.
  const { seenMembers: known } = database;
  const isKnown = known.get(member);
  if (isKnown !== undefined) return isKnown;
  const rows = await database.rows(
    `SELECT 1 FROM store.events WHERE contains(record, ${quoteText(JSON.stringify(member))}) AND list_contains(json_keys(record), ${quoteText(member)}) LIMIT 1`,
    signal,
  );
  known.set(member, rows.length > 0);
  return rows.length > 0;
}
