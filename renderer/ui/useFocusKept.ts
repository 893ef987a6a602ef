import { useEffect, type RefObject } from 'react';

/**
 * Where what had the focus has been taken away, as a button is that its own click replaces, the focus goes to `target`
 * and is not lost. Looked at whenever `what` changes; a focus that is elsewhere stays there, unless it is in one of
 * `leading`: a selector of the fields that lead here.
 */
export function useFocusKept(target: RefObject<HTMLElement | null>, what: unknown, leading?: string): void {
  useEffect(() => {
    const { activeElement, body } = document;
    const leads = leading !== undefined && activeElement?.matches(leading);
    if (activeElement === null || activeElement === body || leads) target.current?.focus();
  }, [target, what, leading]);
}
