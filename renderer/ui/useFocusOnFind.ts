import { useEffect } from 'react';

import { useAppState } from '../state/AppStateProvider.tsx';

/** Ctrl+F goes to a field while it is shown, unless an editor that has a search of its own took it. */
export function useFocusOnFind(isShown: boolean, input: { readonly current: HTMLInputElement | null }): void {
  const { client } = useAppState();
  useEffect(() => {
    if (!isShown) return undefined;
    const focus = () => {
      input.current?.focus();
      input.current?.select();
    };
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.defaultPrevented || event.key.toLowerCase() !== 'f' || event.altKey || event.shiftKey) return;
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      focus();
    };
    window.addEventListener('keydown', onKeyDown);
    const end = client.on('command', ({ command }) => {
      if (command === 'find' && document.activeElement?.closest('.cm-editor') === null) focus();
    });
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      end();
    };
  }, [client, input, isShown]);
}
