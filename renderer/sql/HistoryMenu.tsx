import { useState } from 'react';

import { countOf } from '../ui/numbers.ts';
import { Caret } from '../ui/Caret.tsx';
import { Popover, PopoverClose } from '../ui/Popover.tsx';
import type { SqlHistory } from './useSqlHistory.ts';

type HistoryMenuProps = { readonly history: SqlHistory; readonly onPick: (sql: string) => void };

/** The questions that were run, the last first, to be searched and taken up again. */
export function HistoryMenu({ history, onPick }: HistoryMenuProps) {
  return (
    <Popover
      button={
        <>
          History <Caret />
        </>
      }
      heading="Questions that were run"
      className="button quiet small"
    >
      <HistoryList history={history} onPick={onPick} />
    </Popover>
  );
}

function HistoryList({ history, onPick }: HistoryMenuProps) {
  const { asked, clear } = history;
  const [text, setText] = useState('');
  if (asked.length === 0) return <p className="muted">None yet. The last 100 are kept here.</p>;
  const found = asked.filter((sql) => sql.toLowerCase().includes(text.trim().toLowerCase()));
  return (
    <div className="sql-history">
      <input
        type="search"
        className="search"
        aria-label="Find a question"
        placeholder="Find a question"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <ul className="sql-history-list" aria-label="Questions that were run">
        {found.map((sql) => (
          <li key={sql}>
            <PopoverClose className="sql-history-item mono" onClick={() => onPick(sql)}>
              {sql}
            </PopoverClose>
          </li>
        ))}
      </ul>
      <p className="sql-history-foot muted">
        <span>{found.length === 0 ? 'No question has this in it.' : countOf(found.length, 'question')}</span>
        <span>
          <kbd>Alt+Up</kbd> and <kbd>Alt+Down</kbd> step through them in the editor
        </span>
        <button type="button" className="link" onClick={clear}>
          Clear
        </button>
      </p>
    </div>
  );
}
