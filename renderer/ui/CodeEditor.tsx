import { openSearchPanel } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useLayoutEffect, useRef } from 'react';

import { useClient } from '../api.tsx';
import { codeTheme } from './codeTheme.ts';

type CodeEditorProps = {
  readonly text: string;
  /** The editor's accessible name. */
  readonly label: string;
  /** Fixed for the editor's life: language, keys, gutters. */
  readonly extensions: Extension;
  readonly isReadOnly?: boolean;
  readonly onChange?: (text: string) => void;
  /** Receives the editor while it lives. */
  readonly editorRef?: { current: EditorView | null };
};

export function CodeEditor({ text, label, extensions, isReadOnly = false, onChange, editorRef }: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(null);
  const latest = useRef({ text, onChange });
  useLayoutEffect(() => {
    latest.current = { text, onChange };
  });
  useLayoutEffect(() => {
    if (!host.current) return undefined;
    const view = new EditorView({
      parent: host.current,
      doc: latest.current.text,
      extensions: [
        codeTheme(),
        EditorState.readOnly.of(isReadOnly),
        EditorView.contentAttributes.of({
          'aria-label': label,
          tabindex: '0',
          ...(isReadOnly ? { 'aria-readonly': 'true' } : {}),
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) latest.current.onChange?.(update.state.doc.toString());
        }),
        extensions,
      ],
    });
    editor.current = view;
    if (editorRef) editorRef.current = view;
    return () => {
      view.destroy();
      editor.current = null;
      if (editorRef) editorRef.current = null;
    };
  }, [label, extensions, isReadOnly, editorRef]);
  useEffect(() => {
    const view = editor.current;
    if (!view || view.state.doc.toString() === text) return;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: 0 } });
  }, [text]);
  // Where the system's menu takes Ctrl+F (or ⌘F) before the page sees it.
  const client = useClient();
  useEffect(
    () =>
      client.on('command', ({ command }) => {
        if (command === 'find' && editor.current?.hasFocus) openSearchPanel(editor.current);
      }),
    [client],
  );
  return <div ref={host} className="code-editor selectable" />;
}
