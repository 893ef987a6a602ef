// What can stand where the reader types: columns of the tables that the text names, tables, functions, keywords.
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';

import type { CallOutput } from '../../shared/ipc/contract.ts';
import { keywords } from './dialect.ts';
import { sqlFunctions } from './functions.ts';
import { quoted, tablesNamed, withNames } from './names.ts';

export type SqlTable = CallOutput<'sql.schema'>['tables'][number];

/** Best first, where what was typed fits as well. */
const boosts = { column: 40, table: 30, function: 0, keyword: -20 } as const;

/** A table stands behind these. */
const beforeTable = /\b(?:from|join)\s+(?:[\w"]*)$/i;

export function completeSql(context: CompletionContext, tables: readonly SqlTable[]): CompletionResult | null {
  if (isInText(context)) return null;
  const word = context.matchBefore(/"[^"\n]*|[\w.]+/);
  if (!word && !context.explicit) return null;
  const from = word?.from ?? context.pos;
  const before = context.state.sliceDoc(0, context.pos);
  const text = context.state.doc.toString();
  if (beforeTable.test(before)) return { from, options: tableOptions(tables, text), validFor: /^"?\w*"?$/ };
  const named = tablesNamed(text, new Set(tables.map(({ name }) => name)));
  if (word?.text.startsWith('"')) return quotedColumns(from, columnsOf(tables, new Set(named.values())));
  const dot = word?.text.indexOf('.') ?? -1;
  const table = dot > 0 ? named.get(word?.text.slice(0, dot).toLowerCase() ?? '') : undefined;
  if (table !== undefined) {
    return { from: from + dot + 1, options: columnsOf(tables, new Set([table])), validFor: /^[\w.]*$/ };
  }
  const options = [
    ...columnsOf(tables, new Set(named.values())),
    ...tableOptions(tables, text),
    ...functionOptions,
    ...keywordOptions,
  ];
  return { from, options, validFor: /^[\w.]*$/ };
}

/** Within a text in single quotes, or in a comment, nothing is named. */
function isInText({ state, pos }: CompletionContext): boolean {
  const before = state.sliceDoc(0, pos).replaceAll(/"[^"]*"|'[^']*'|--[^\n]*\n|\/\*[\s\S]*?\*\//g, '');
  return /'[^']*$|--[^\n]*$|\/\*/.test(before);
}

function tableOptions(tables: readonly SqlTable[], text: string): Completion[] {
  const own = withNames(text).map((name) => ({
    label: name,
    detail: 'of this query',
    type: 'table',
    boost: boosts.table,
  }));
  const known = tables.map(({ name, description }) => ({
    label: name,
    info: description,
    detail: 'table',
    type: 'table',
    boost: boosts.table,
  }));
  return [...own, ...known];
}

/** Of the tables that are named; where none is yet, of the events. */
function columnsOf(tables: readonly SqlTable[], named: ReadonlySet<string>): Completion[] {
  const wanted = named.size > 0 ? named : new Set(['events']);
  const seen = new Set<string>();
  const options: Completion[] = [];
  for (const table of tables) {
    if (!wanted.has(table.name)) continue;
    for (const { name, type, description } of table.columns) {
      if (seen.has(name)) continue;
      seen.add(name);
      options.push({
        label: name,
        apply: quoted(name),
        detail: type.toLowerCase(),
        ...(description !== undefined && { info: description }),
        type: 'property',
        // In the order of the table.
        boost: boosts.column - options.length / 100,
      });
    }
  }
  return options;
}

/** Behind a quotation mark: the marks are part of what is put there, also the one that was closed by itself. */
function quotedColumns(from: number, columns: readonly Completion[]): CompletionResult {
  const options = columns.map((column) => ({
    ...column,
    apply: (view: EditorView, _: Completion, start: number, end: number) => {
      const isClosed = view.state.sliceDoc(end, end + 1) === '"';
      const insert = `"${column.label}"`;
      const to = isClosed ? end + 1 : end;
      view.dispatch({ changes: { from: start - 1, to, insert }, selection: { anchor: start - 1 + insert.length } });
    },
  }));
  return { from: from + 1, options, validFor: /^[^"\n]*$/ };
}

const functionOptions: readonly Completion[] = sqlFunctions.map(([name, args, description]) => ({
  label: name,
  detail: args,
  info: description,
  type: 'function',
  boost: boosts.function,
  apply: (view: EditorView, _: Completion, from: number, to: number) => {
    const hasBracket = view.state.sliceDoc(to, to + 1) === '(';
    const insert = hasBracket ? name : `${name}()`;
    view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + name.length + 1 } });
  },
}));

const keywordOptions: readonly Completion[] = keywords.map((label) => ({
  label,
  type: 'keyword',
  boost: boosts.keyword,
}));
