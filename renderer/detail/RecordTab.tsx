import { foldAll, unfoldAll } from '@codemirror/language';
import { openSearchPanel } from '@codemirror/search';
import type { EditorView } from '@codemirror/view';
import { useMemo, useRef, useState } from 'react';

import type { CallOutput } from '../../shared/ipc/contract.ts';
import { useCall } from '../state/useCall.ts';
import { useNarrow } from '../state/useNarrow.ts';
import { useRun } from '../state/useRun.ts';
import { CodeEditor } from '../ui/CodeEditor.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { jsonExtensions } from '../ui/jsonExtensions.ts';
import { Menu, MenuItem, MenuSeparator } from '../ui/Menu.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { indentJson } from './indentJson.ts';
import { jsonPlaceAt } from './jsonPath.ts';
import { describePlace } from './places.ts';

type Form = 'formatted' | 'exact';

const forms: readonly { readonly value: Form; readonly label: string }[] = [
  { value: 'formatted', label: 'Formatted' },
  { value: 'exact', label: 'Exact' },
];

/** The record's own text, exact or re-indented, and where it lies. */
export function RecordTab({ eventId }: { readonly eventId: number }) {
  const { data, error, isOld, refetch } = useCall('event.record', { eventId });
  if (error) return <ErrorNotice error={error} on={{ retry: refetch, reload: refetch }} isInset />;
  if (!data) return <div className="detail-wait" />;
  return <RecordText record={data} isOld={isOld} />;
}

type RecordTextProps = { readonly record: CallOutput<'event.record'>; readonly isOld: boolean };

function RecordText({ record, isOld }: RecordTextProps) {
  const [form, setForm] = useState<Form>('formatted');
  const editor = useRef<EditorView>(null);
  const text = useMemo(() => (form === 'exact' ? record.text : indentJson(record.text)), [form, record.text]);
  return (
    <div className="record" aria-busy={isOld}>
      <div className="record-tools">
        <Segmented name="Form of the JSON" value={form} choices={forms} onChange={setForm} />
        <span className="spring" />
        <button
          type="button"
          className="button quiet small"
          onClick={() => editor.current && openSearchPanel(editor.current)}
        >
          Find
        </button>
        <CopyButton text={record.text} label="Copy JSON" />
        <PlaceMenu editor={editor} />
      </div>
      <p className="record-place">
        <PlaceLine record={record} form={form} />
      </p>
      <CodeEditor text={text} label="Record as JSON" extensions={jsonExtensions} isReadOnly editorRef={editor} />
    </div>
  );
}

function PlaceLine({ record, form }: { readonly record: CallOutput<'event.record'>; readonly form: Form }) {
  const { place, isFromFile, note } = record;
  const isOriginal = isFromFile && form === 'exact';
  return (
    <>
      {!isFromFile && <strong>Not the original bytes. </strong>}
      {note !== undefined && <span>{note} </span>}
      {place && (
        <span className="mono selectable" title={place.file}>
          {describePlace(place)}
        </span>
      )}
      {isOriginal && <span> · byte for byte as in the file</span>}
      {form === 'formatted' && <span> · indented for reading, tokens as written</span>}
    </>
  );
}

/** Commands for the place where the caret stands. */
function PlaceMenu({ editor }: { readonly editor: { readonly current: EditorView | null } }) {
  const run = useRun();
  const narrow = useNarrow();
  const place = () => editor.current && jsonPlaceAt(editor.current.state, editor.current.state.selection.main.head);
  const copy = (part: 'path' | 'text') => {
    const text = place()?.[part];
    if (text !== undefined) void run('shell.copyText', { text });
  };
  const narrowBy = (way: 'for' | 'out') => {
    const at = place();
    if (at && at.members.length > 0 && at.value !== undefined) narrow(at.members, at.value, way);
  };
  return (
    <Menu label="More" name="More for the JSON" className="button quiet small" align="end">
      <MenuItem onSelect={() => narrowBy('for')}>Filter for the value at the caret</MenuItem>
      <MenuItem onSelect={() => narrowBy('out')}>Filter out the value at the caret</MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={() => copy('text')}>Copy the value at the caret</MenuItem>
      <MenuItem onSelect={() => copy('path')}>Copy the path of the caret</MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={() => editor.current && foldAll(editor.current)}>Fold all</MenuItem>
      <MenuItem onSelect={() => editor.current && unfoldAll(editor.current)}>Unfold all</MenuItem>
    </Menu>
  );
}
