import { sqlTables } from '../../shared/sqlTables.ts';
import { useCall } from '../state/useCall.ts';

type SchemaListProps = { readonly onPick: (name: string) => void };

/** The tables and their columns, as the store itself names them. */
export function SchemaList({ onPick }: SchemaListProps) {
  return (
    <aside className="schema" aria-label="Tables">
      {sqlTables.map((table) => (
        <TableColumns key={table} table={table} onPick={onPick} />
      ))}
    </aside>
  );
}

function TableColumns({ table, onPick }: SchemaListProps & { readonly table: string }) {
  const { data } = useCall('sql.run', { text: `SELECT * FROM ${table} LIMIT 0`, limit: 1 });
  if (!data) return null;
  return (
    <details open={table === 'events'}>
      <summary>{table}</summary>
      <ul>
        {data.columns.map(({ name, type }) => (
          <li key={name}>
            <button type="button" className="schema-column" onClick={() => onPick(quoted(name))}>
              <span className="mono">{name}</span>
              <span className="muted">{type.toLowerCase()}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The name as it can stand in a query. */
export function quoted(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
