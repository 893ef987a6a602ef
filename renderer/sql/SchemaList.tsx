import { useState } from 'react';

import { quoted } from './names.ts';
import type { SqlTable } from './completion.ts';

type SchemaListProps = {
  readonly tables: readonly SqlTable[];
  /** A name, as it can stand in a query. */
  readonly onPick: (name: string) => void;
};

/** The tables and their columns, with what they hold; a click puts a name into the editor. */
export function SchemaList({ tables, onPick }: SchemaListProps) {
  const [text, setText] = useState('');
  const found = findIn(tables, text.trim().toLowerCase());
  return (
    <aside className="schema" aria-label="Tables">
      <div className="schema-head">
        <input
          type="search"
          className="search"
          aria-label="Find a table or column"
          placeholder="Find a table or column"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <div className="schema-tables">
        {found.map((table) => (
          <TableColumns key={table.name} table={table} isSearched={text.trim() !== ''} onPick={onPick} />
        ))}
        {tables.length > 0 && found.length === 0 && <p className="schema-none muted">No name has this in it.</p>}
      </div>
    </aside>
  );
}

type TableColumnsProps = {
  readonly table: SqlTable;
  readonly isSearched: boolean;
  readonly onPick: SchemaListProps['onPick'];
};

function TableColumns({ table, isSearched, onPick }: TableColumnsProps) {
  const [isOpen, setOpen] = useState(table.name === 'events');
  return (
    <details
      open={isOpen || isSearched}
      onToggle={(event) => {
        if (!isSearched) setOpen(event.currentTarget.open);
      }}
    >
      <summary title={table.description}>
        {table.name} <span className="muted">{table.columns.length}</span>
      </summary>
      <p className="schema-about muted">
        {table.description}{' '}
        <button type="button" className="link" aria-label={`Insert ${table.name}`} onClick={() => onPick(table.name)}>
          Insert
        </button>
      </p>
      <ul>
        {table.columns.map(({ name, type, description }) => (
          <li key={name}>
            <button type="button" className="schema-column" title={description} onClick={() => onPick(quoted(name))}>
              <span className="mono">{name}</span>
              <span className="muted">{type.toLowerCase()}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Tables whose own name has the text keep all their columns, the others those that have it. */
function findIn(tables: readonly SqlTable[], text: string): readonly SqlTable[] {
  if (text === '') return tables;
  const has = (part: string | undefined) => part?.toLowerCase().includes(text) ?? false;
  return tables.flatMap((table) => {
    if (has(table.name)) return [table];
    const columns = table.columns.filter(({ name, description }) => has(name) || has(description));
    return columns.length > 0 ? [{ ...table, columns }] : [];
  });
}
