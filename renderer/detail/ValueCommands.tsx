import { printPath } from '../../shared/filter/print.ts';
import { useNarrow } from '../state/useNarrow.ts';
import { useRun } from '../state/useRun.ts';
import { useApplyRange } from '../state/useTime.ts';
import { MenuItem, MenuSeparator } from '../ui/Menu.tsx';
import { allName, canFilterBy, onlyFilter, textFilter, useColumnOffer, useShowOnly } from './actions.ts';
import type { Target } from './ValueMenu.tsx';

/** What can be done with a value: narrow the filter, follow it through all events, make a column, copy. */
export function ValueCommands({ target }: { readonly target: Target }) {
  const isInRecord = target.path.length > 0;
  const isFilter = isInRecord && target.value !== undefined && canFilterBy(target.value);
  return (
    <>
      {isFilter && <FilterCommands target={target} />}
      {isInRecord && target.value === undefined && <PresenceCommands target={target} />}
      {isInRecord && <ColumnCommand path={target.path} />}
      {isInRecord && <MenuSeparator />}
      <CopyCommands target={target} />
    </>
  );
}

/** Shorter texts stand in too many records to tell anything. */
const shortestSearched = 5;

function FilterCommands({ target: { path, value, kind } }: { readonly target: Target }) {
  const narrow = useNarrow();
  const showOnly = useShowOnly();
  const isAbsent = value === null;
  const isSearched = typeof value === 'string' && value.length >= shortestSearched && kind !== 'time';
  return (
    <>
      <MenuItem onSelect={() => narrow(path, value, 'for')}>
        {isAbsent ? 'Filter for events without a value here' : 'Filter for this value'}
      </MenuItem>
      <MenuItem onSelect={() => narrow(path, value, 'out')}>
        {isAbsent ? 'Filter out events without a value here' : 'Filter out this value'}
      </MenuItem>
      <MenuSeparator />
      {kind === 'time' && <AroundCommand time={String(value)} />}
      {!isAbsent && <MenuItem onSelect={() => showOnly(onlyFilter(path, value))}>{allName(path)}</MenuItem>}
      {isSearched && (
        <MenuItem onSelect={() => showOnly(textFilter(value))}>Everything with this text anywhere</MenuItem>
      )}
    </>
  );
}

function PresenceCommands({ target: { path } }: { readonly target: Target }) {
  const showOnly = useShowOnly();
  return <MenuItem onSelect={() => showOnly(`${printPath(path)}:*`)}>All events that have this member</MenuItem>;
}

const aroundMs = 5 * 60_000;

/** What else happened then, whoever did it. */
function AroundCommand({ time }: { readonly time: string }) {
  const showOnly = useShowOnly();
  const applyRange = useApplyRange();
  const at = Date.parse(time);
  if (!Number.isFinite(at)) return null;
  const show = () => {
    showOnly('');
    applyRange(at - aroundMs, at + aroundMs);
  };
  return <MenuItem onSelect={show}>Everything 5 minutes before and after</MenuItem>;
}

function ColumnCommand({ path }: { readonly path: readonly string[] }) {
  const { isShown, add } = useColumnOffer(path);
  return isShown ? null : <MenuItem onSelect={add}>Add as column</MenuItem>;
}

function CopyCommands({ target: { text, path, pathText = printPath(path) } }: { readonly target: Target }) {
  const run = useRun();
  return (
    <>
      <MenuItem onSelect={() => void run('shell.copyText', { text })}>Copy the value</MenuItem>
      {pathText !== '' && (
        <MenuItem onSelect={() => void run('shell.copyText', { text: pathText })}>Copy the path</MenuItem>
      )}
    </>
  );
}
