import { useAppState } from '../state/AppStateProvider.tsx';
import { startExport } from '../state/exports.ts';
import type { SqlRun } from '../state/sqlRun.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { exportFormats } from '../ui/exportFormats.ts';
import { Menu, MenuGroup, MenuItem } from '../ui/Menu.tsx';
import { rowsAsText } from './resultRows.ts';
import type { ResultSource } from './resultSource.ts';

type ResultToolsProps = { readonly answer: NonNullable<SqlRun['answer']>; readonly source: ResultSource };

/** What can be done with an answer: copied as it is shown, written whole into a file. */
export function ResultTools({ answer: { sql, result }, source }: ResultToolsProps) {
  const state = useAppState();
  const name = result.isCut ? 'Export all rows' : 'Export';
  return (
    <>
      <CopyButton text={() => rowsAsText(result, source.shown())} label="Copy rows" />
      <Menu label={name} className="button quiet small" align="end">
        <MenuGroup label="All rows of the question, run again">
          {exportFormats.map(({ value, label, rows }) => (
            <MenuItem
              key={value}
              hint={rows}
              onSelect={() => void startExport(state, { format: value, text: sql }, `query.${value}`)}
            >
              {label}…
            </MenuItem>
          ))}
        </MenuGroup>
      </Menu>
    </>
  );
}
