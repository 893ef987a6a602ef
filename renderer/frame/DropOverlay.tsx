// Files may be dropped anywhere. The preload turns a drop into tokens and pushes them; the page only shows that it
// would take them, and asks what to do where there are two ways.
import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useEffect, useState } from 'react';

import { useAppState, useSession } from '../state/AppStateProvider.tsx';
import { useOpen } from '../state/useOpen.ts';
import { countOf } from '../ui/numbers.ts';

export function DropOverlay() {
  const isDragging = useFileDrag();
  return (
    <>
      {isDragging && (
        <div className="drop-overlay" aria-hidden="true">
          <p>Drop folders or files to read them</p>
        </div>
      )}
      <DroppedFiles />
    </>
  );
}

/** True while files are dragged over the window. */
function useFileDrag(): boolean {
  const [isDragging, setDragging] = useState(false);
  useEffect(() => {
    // Entering a child comes before leaving its parent, so entries are counted.
    let depth = 0;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const move = (by: number) => (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = Math.max(0, depth + by);
      setDragging(depth > 0);
    };
    const enter = move(1);
    const leave = move(-1);
    const over = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      depth = 0;
      setDragging(false);
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return isDragging;
}

/** Opens what was dropped at once where nothing of the reader's is open; else asks. */
function DroppedFiles() {
  const { session } = useAppState();
  const open = useOpen();
  const dropped = useSession((state) => state.dropped);
  const workspace = useSession((state) => state.workspace);
  const isReady = useSession((state) => state.isReady);
  const isChoice = workspace !== undefined && !workspace.isSample;
  useEffect(() => {
    if (dropped && isReady && !isChoice) void open.tokens(dropped.tokens);
  }, [dropped, isReady, isChoice, open]);
  if (!dropped || !isChoice) return null;
  const forget = () => session.setState({ dropped: undefined });
  const names = dropped.names.slice(0, 3).join(', ');
  const rest = dropped.names.length > 3 ? ` and ${countOf(dropped.names.length - 3, 'more', 'more')}` : '';
  return (
    <AlertDialog.Root open onOpenChange={(isOpen) => !isOpen && forget()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="dialog-backdrop" />
        <AlertDialog.Popup className="dialog">
          <AlertDialog.Title>Where to read this?</AlertDialog.Title>
          <AlertDialog.Description>
            {names}
            {rest}
          </AlertDialog.Description>
          <div className="dialog-buttons">
            <button type="button" className="button" onClick={forget}>
              Cancel
            </button>
            <button type="button" className="button" onClick={() => void open.tokens(dropped.tokens)}>
              Open instead
            </button>
            <button type="button" className="button primary" onClick={() => void open.addTokens(dropped.tokens)}>
              Add to {workspace.name}
            </button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
