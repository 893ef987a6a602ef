import { useCallback, useEffect } from 'react';

type Step = 'next' | 'previous';

/** Goes to the next or previous change row within `host`; also by n and p, F7 and Shift+F7. */
export function useSteps(host: { readonly current: HTMLElement | null }, isOn: boolean): (step: Step) => void {
  const go = useCallback((step: Step) => goToChange(host.current, step), [host]);
  useEffect(() => {
    if (!isOn) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      const step = stepOf(event);
      if (!step || event.defaultPrevented || isTyping(event.target)) return;
      event.preventDefault();
      go(step);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [go, isOn]);
  return go;
}

function stepOf({ key, shiftKey, ctrlKey, altKey, metaKey }: KeyboardEvent): Step | undefined {
  if (ctrlKey || altKey || metaKey) return undefined;
  if (key === 'F7') return shiftKey ? 'previous' : 'next';
  if (key === 'n') return 'next';
  return key === 'p' ? 'previous' : undefined;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable="true"], [role="menu"], [role="dialog"]') !== null
  );
}

function goToChange(host: HTMLElement | null, step: Step): void {
  const rows = [...(host?.querySelectorAll<HTMLElement>('[data-change]') ?? [])].filter(
    (row) => row.closest('details:not([open])') === null,
  );
  const own = rows.findIndex((row) => row.contains(document.activeElement));
  const next = step === 'next' ? own + 1 : own === -1 ? rows.length - 1 : own - 1;
  const row = rows[next];
  row?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: 'nearest' });
}
