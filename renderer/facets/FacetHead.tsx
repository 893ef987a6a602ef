import type { Field } from '../../shared/events/field.ts';
import { Caret } from '../ui/Caret.tsx';
import { Menu, MenuItem, MenuSeparator } from '../ui/Menu.tsx';
import { countOf, formatCount } from '../ui/numbers.ts';

export type FacetCommand = 'search' | 'up' | 'down' | 'remove';

type FacetHeadProps = {
  readonly field: Field;
  readonly headingId: string;
  readonly isOpen: boolean;
  readonly distinct: number | undefined;
  /** Values of it are included or excluded. */
  readonly isMarked: boolean;
  readonly commands: readonly FacetCommand[];
  readonly onToggle: () => void;
  readonly onClear: () => void;
  readonly onCommand: (command: FacetCommand) => void;
};

const words: Readonly<Record<FacetCommand, string>> = {
  search: 'Search in it',
  up: 'Move up',
  down: 'Move down',
  remove: 'Remove',
};

/** Of a way into the record its end says most. */
function FacetName({ field }: { readonly field: Field }) {
  const { column, path, title } = field;
  if (column !== undefined) return <span>{title}</span>;
  return (
    <span>
      {path.at(-1)}
      <span className="facet-way"> {path.slice(0, -1).join('.')}</span>
    </span>
  );
}

export function FacetHead(props: FacetHeadProps) {
  const { field, headingId, isOpen, distinct, isMarked, commands, onToggle, onClear, onCommand } = props;
  const description = field.column?.description ?? 'A way into the record';
  return (
    <div className="facet-head">
      <h3 id={headingId} aria-label={field.title}>
        <button
          type="button"
          className="facet-title"
          aria-expanded={isOpen}
          data-stop
          title={`${field.id}: ${description}`}
          onClick={onToggle}
        >
          <Caret />
          <FacetName field={field} />
        </button>
      </h3>
      {isMarked && (
        <button type="button" className="facet-clear" aria-label={`Clear ${field.title}`} onClick={onClear}>
          clear
        </button>
      )}
      <span className="facet-tools">
        {commands.includes('search') && (
          <button
            type="button"
            className="button quiet icon"
            aria-label={`Search in ${field.title}`}
            title="Search in it"
            onClick={() => onCommand('search')}
          >
            <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
              <circle cx="5" cy="5" r="3.6" fill="none" stroke="currentColor" strokeWidth="1.3" />
              <path d="M7.8 7.8 11 11" stroke="currentColor" strokeWidth="1.3" />
            </svg>
          </button>
        )}
        <Menu label="⋯" name={`${field.title}: more`} className="button quiet icon facet-menu" align="end">
          {commands
            .filter((command) => command !== 'remove')
            .map((command) => (
              <MenuItem key={command} onSelect={() => onCommand(command)}>
                {words[command]}
              </MenuItem>
            ))}
          <MenuSeparator />
          <MenuItem onSelect={() => onCommand('remove')}>{words.remove}</MenuItem>
        </Menu>
      </span>
      {distinct !== undefined && (
        <span className="facet-distinct" title={countOf(distinct, 'different value')}>
          {formatCount(distinct)}
        </span>
      )}
    </div>
  );
}
