import { foldAll, unfoldAll } from '@codemirror/language';
import { openSearchPanel } from '@codemirror/search';
import { EditorView } from '@codemirror/view';
import { useMemo, useRef, useState, type RefObject } from 'react';

import type { Place } from '../../shared/ipc/contract.ts';
import { CodeEditor } from '../ui/CodeEditor.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { jsonExtensions } from '../ui/jsonExtensions.ts';
import { Menu, MenuItem } from '../ui/Menu.tsx';
import { formatCount } from '../ui/numbers.ts';
import { Segmented } from '../ui/Segmented.tsx';
import { EndKept } from './EndKept.tsx';
import { indentJson } from './indentJson.ts';
import { jsonPlaceAt, type JsonPlace } from './jsonPath.ts';
import { PathBar, targetOf } from './PathBar.tsx';
import { RevealButton } from './Places.tsx';
import type { EventRecord, ShownEvent } from './useShownEvent.ts';
import { useValueMenu, type OpenValueMenu } from './ValueMenu.tsx';
import './record.css';

type Form = 'formatted' | 'exact';

const forms: readonly { readonly value: Form; readonly label: string }[] = [
  { value: 'formatted', label: 'Formatted' },
  { value: 'exact', label: 'Exact' },
];

/** The record's own text, exact or re-indented, and where it lies. */
export function RecordTab({ shown: { text, textError } }: { readonly shown: ShownEvent }) {
  if (textError) return <ErrorNotice error={textError} on={{}} isInset />;
  return text ? <RecordText record={text} /> : null;
}

function RecordText({ record }: { readonly record: EventRecord }) {
  const [form, setForm] = useState<Form>('formatted');
  const editor = useRef<EditorView>(null);
  const { place, extensions } = useJsonPlace();
  const text = useMemo(() => (form === 'exact' ? record.text : indentJson(record.text)), [form, record.text]);
  return (
    <div className="record">
      <div className="record-tools">
        <Segmented name="Form of the JSON" value={form} choices={forms} onChange={setForm} />
        <span className="spring" />
        <button
          type="button"
          className="button quiet small"
          title="Ctrl+F in the text"
          onClick={() => editor.current && openSearchPanel(editor.current)}
        >
          Find
        </button>
        <CopyButton text={record.text} label="Copy JSON" />
        <FoldMenu editor={editor} />
      </div>
      <PlaceLine record={record} form={form} />
      <CodeEditor text={text} label="Record as JSON" extensions={extensions} isReadOnly editorRef={editor} />
      <PathBar place={place} editor={editor} />
    </div>
  );
}

function PlaceLine({ record, form }: { readonly record: EventRecord; readonly form: Form }) {
  const { place, isFromFile, note } = record;
  return (
    <div className="record-place">
      {!isFromFile && <strong>Not the original bytes. </strong>}
      {note !== undefined && <span>{note} </span>}
      {place && <FilePlace place={place} />}
      {isFromFile && form === 'exact' && <span>Byte for byte as in the file.</span>}
    </div>
  );
}

function FilePlace({ place: { file, ordinal, start, end } }: { readonly place: Place }) {
  return (
    <>
      <EndKept className="mono" text={file.slice(file.lastIndexOf('/') + 1)} title={file} />
      <span className="selectable">
        record {formatCount(ordinal)}, bytes {formatCount(start)}–{formatCount(end)}{' '}
      </span>
      <RevealButton file={file} />{' '}
    </>
  );
}

function FoldMenu({ editor }: { readonly editor: RefObject<EditorView | null> }) {
  return (
    <Menu label="Fold" name="Fold the JSON" className="button quiet small" align="end">
      <MenuItem onSelect={() => editor.current && foldAll(editor.current)}>Fold all</MenuItem>
      <MenuItem onSelect={() => editor.current && unfoldAll(editor.current)}>Unfold all</MenuItem>
    </Menu>
  );
}

/** Follows the caret through the record, and opens the menu of the value under the pointer. */
function useJsonPlace() {
  const open = useValueMenu();
  const [place, setPlace] = useState<JsonPlace>();
  const extensions = useMemo(
    () => [
      jsonExtensions,
      EditorView.updateListener.of(({ docChanged, selectionSet, state }) => {
        if (docChanged) setPlace(undefined);
        else if (selectionSet) setPlace(jsonPlaceAt(state, state.selection.main.head));
      }),
      EditorView.domEventHandlers({ contextmenu: (event, view) => openAt(event, view, open) }),
    ],
    [open],
  );
  return { place, extensions };
}

/** The keyboard's menu key is reported as a click without the right button; on a Mac that is one with Ctrl, too. */
function openAt(event: MouseEvent, view: EditorView, open: OpenValueMenu): boolean {
  const isByPointer = event.button === 2 || event.ctrlKey;
  const caret = view.state.selection.main.head;
  const position = isByPointer ? view.posAtCoords({ x: event.clientX, y: event.clientY }) : caret;
  const place = position === null ? undefined : jsonPlaceAt(view.state, position);
  if (position === null || !place) return false;
  if (isByPointer) view.dispatch({ selection: { anchor: position } });
  const { x, y } = isByPointer ? { x: event.clientX, y: event.clientY } : pointOf(view, caret);
  open(targetOf(place), view.contentDOM, { getBoundingClientRect: () => new DOMRect(x, y, 0, 0) });
  event.preventDefault();
  return true;
}

function pointOf(view: EditorView, position: number): { readonly x: number; readonly y: number } {
  const at = view.coordsAtPos(position);
  return { x: at?.left ?? 0, y: at?.bottom ?? 0 };
}
