// What the button "Columns" opens: the shown columns in their order, then all that could be shown, found by a search
// that also takes any way into the record.
import { useState } from 'react';

import { typedColumn, withColumn } from '../../shared/events/columnList.ts';
import { useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { defaultColumns } from '../state/view.ts';
import { countOf } from '../ui/numbers.ts';
import { MoreColumns } from './MoreColumns.tsx';
import { ShownColumns } from './ShownColumns.tsx';

export function ColumnChooser() {
  const shown = useView((view) => view.columns);
  const update = useUpdateView();
  const [text, setText] = useState('');
  const add = (id: string) => update((view) => ({ columns: withColumn(view.columns, id) }));
  const addTyped = () => {
    const id = typedColumn(text);
    if (id === undefined) return;
    add(id);
    setText('');
  };
  return (
    <div className="column-chooser">
      <input
        type="search"
        className="search"
        aria-label="Find a column"
        placeholder="Find a column, or type a JSON path"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') addTyped();
        }}
      />
      <div className="column-lists">
        <ShownColumns search={text} />
        <MoreColumns search={text} onAdd={add} />
      </div>
      <div className="column-foot">
        <span className="muted">{countOf(shown.length, 'column')} shown</span>
        <button type="button" className="button small" onClick={() => update({ columns: defaultColumns })}>
          Back to the default columns
        </button>
      </div>
    </div>
  );
}
