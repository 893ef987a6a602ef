import { json } from '@codemirror/lang-json';
import { goToNextChunk, goToPreviousChunk, MergeView } from '@codemirror/merge';
import { search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { useLayoutEffect, useRef, useState } from 'react';

import { codeTheme } from './codeTheme.ts';
import { lineDiff } from './lineDiff.ts';
import './sideBySide.css';

type Side = {
  /** The editor's accessible name. */
  readonly name: string;
  readonly text: string;
};

type SideBySideProps = { readonly from: Side; readonly to: Side };

/** Lines left around a difference, and how many equal ones it takes to be folded. */
const folding = { margin: 3, minSize: 6 };

/** Texts in which next to everything differs are compared coarsely rather than long. */
const limits = { scanLimit: 2000, timeout: 400 };

const diffConfig = { override: (a: string, b: string) => lineDiff(a, b, limits) };

/** Two JSON texts, aligned, with what is equal folded and what differs marked by line and by word. */
export function SideBySide({ from, to }: SideBySideProps) {
  const host = useRef<HTMLDivElement>(null);
  const [isWhole, setWhole] = useState(false);
  useLayoutEffect(() => {
    if (!host.current) return undefined;
    const view = new MergeView({
      parent: host.current,
      a: { doc: from.text, extensions: extensionsFor(from.name) },
      b: { doc: to.text, extensions: extensionsFor(to.name) },
      ...(isWhole ? {} : { collapseUnchanged: folding }),
      diffConfig,
      gutter: true,
    });
    return () => view.destroy();
  }, [from.name, from.text, to.name, to.text, isWhole]);
  return (
    <>
      <div className="side-by-side-titles">
        <h3>{from.name}</h3>
        <h3>{to.name}</h3>
        <button type="button" className="button small" aria-pressed={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Fold what is equal' : 'Show what is equal'}
        </button>
      </div>
      {from.text === to.text && <p className="side-by-side-equal muted">Both are the same text.</p>}
      <div ref={host} className="side-by-side selectable" />
    </>
  );
}

function extensionsFor(name: string): Extension {
  return [
    codeTheme(),
    lineNumbers(),
    drawSelection(),
    EditorView.lineWrapping,
    json(),
    search({ top: true }),
    keymap.of([...searchKeymap, { key: 'F7', run: goToNextChunk }, { key: 'Shift-F7', run: goToPreviousChunk }]),
    EditorState.readOnly.of(true),
    EditorView.contentAttributes.of({ 'aria-label': name, 'aria-readonly': 'true', tabindex: '0' }),
  ];
}
