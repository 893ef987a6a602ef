// F6 goes from one part of the events view to the next, with Shift to the one before: by Tab alone the way from the
// filter to the events leads through every facet.
import { useEffect } from 'react';

type Part = {
  readonly within: string;
  /** Where the part takes the focus: the first of these that is there. */
  readonly stops: readonly string[];
};

const parts: readonly Part[] = [
  { within: '.filter-bar', stops: ['.filter-input'] },
  { within: '.histogram', stops: ['.histogram-keys'] },
  { within: '.facet-panel', stops: ['[data-stop]'] },
  { within: '.events-area', stops: ['.ag-cell-focus', '.ag-row .ag-cell', '.ag-header-cell'] },
  { within: '.detail', stops: ['[role=tab][aria-selected=true]', 'button'] },
];

/** While the events are shown. */
export function usePaneKeys(isShown: boolean): void {
  useEffect(() => {
    if (!isShown) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
      if (key !== 'F6' || ctrlKey || altKey || metaKey || event.defaultPrevented) return;
      if (document.activeElement?.closest('[role=dialog], [role=menu]')) return;
      event.preventDefault();
      nextStop(shiftKey ? -1 : 1)?.focus();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [isShown]);
}

/** From outside of all parts the first comes next, or the last. */
function nextStop(by: 1 | -1): HTMLElement | undefined {
  const own = parts.findIndex(({ within }) => document.activeElement?.closest(within));
  const start = own === -1 && by === -1 ? 0 : own;
  return parts
    .map((_, index) => stopOf(parts.at((start + by * (index + 1)) % parts.length)))
    .find((stop) => stop !== undefined);
}

function stopOf(part: Part | undefined): HTMLElement | undefined {
  if (!part) return undefined;
  const found = part.stops.map((stop) => document.querySelector<HTMLElement>(`${part.within} ${stop}`));
  return found.find((stop) => stop !== null) ?? undefined;
}
