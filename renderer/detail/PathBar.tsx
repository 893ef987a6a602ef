import type { EditorView } from '@codemirror/view';
import type { RefObject } from 'react';

import { EndKept } from './EndKept.tsx';
import type { JsonPlace } from './jsonPath.ts';
import { useValueMenu, type Target } from './ValueMenu.tsx';

export function targetOf({ path, members, text, value }: JsonPlace): Target {
  // A text is copied as what it says, anything else as it is written.
  return {
    path: members,
    value,
    text: typeof value === 'string' && text.startsWith('"') ? value : text,
    pathText: path,
  };
}

type PathBarProps = { readonly place: JsonPlace | undefined; readonly editor: RefObject<EditorView | null> };

/** Where in the record the caret stands, and what can be done with the value there. */
export function PathBar({ place, editor }: PathBarProps) {
  const open = useValueMenu();
  const isSomewhere = place !== undefined && place.path !== '';
  return (
    <div className="path-bar">
      {isSomewhere ? (
        <>
          <EndKept className="mono" text={place.path} />
          <button
            type="button"
            className="button small"
            aria-haspopup="menu"
            title="Filter for the value, copy it or its path, or make it a column; also by a right click in the text"
            onClick={(event) =>
              open(targetOf(place), editor.current?.contentDOM ?? event.currentTarget, event.currentTarget)
            }
          >
            Value…
          </button>
        </>
      ) : (
        <span className="muted">Click a value to filter for it, copy it or make it a column.</span>
      )}
    </div>
  );
}
