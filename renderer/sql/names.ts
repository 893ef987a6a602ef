// Names in a question: how they are written, and which tables a text speaks of.

/** The name as it can stand in a query. */
export function quoted(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** What stands before a table's name, then the name, then another name for it; or a comma and the next one. */
const tableReference = /\b(?:from|join)\s+|,\s*/gi;
const nameAndAlias =
  /^(?:"([^"]+)"|([A-Za-z_]\w*))(?:\s+(?:as\s+)?(?!(?:where|group|order|on|using|join|left|right|full|inner|cross|natural|asof|positional|limit|having|qualify|union|intersect|except|window|sample|offset|and|or|select|from)\b)([A-Za-z_]\w*))?/i;

/** By the name that stands before a dot (its own, or an alias), each table of `known` that the text names, in lower case. */
export function tablesNamed(text: string, known: ReadonlySet<string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const match of text.matchAll(tableReference)) {
    const [, quotedName, plain, alias] = nameAndAlias.exec(text.slice(match.index + match[0].length)) ?? [];
    const table = (quotedName ?? plain ?? '').toLowerCase();
    if (!known.has(table)) continue;
    found.set(table, table);
    if (alias !== undefined) found.set(alias.toLowerCase(), table);
  }
  return found;
}

/** The names that a WITH of the text gives. */
export function withNames(text: string): readonly string[] {
  return [
    ...text.matchAll(
      /(?:\bwith(?:\s+recursive)?|,)\s+([A-Za-z_]\w*)\s*(?:\([^()]*\)\s*)?as\s*(?:materialized\s*)?\(/gi,
    ),
  ].flatMap(([, name]) => name ?? []);
}
