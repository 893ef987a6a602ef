import type { KeyboardEvent } from 'react';

/** Arrow keys go to the button of the next or previous item, which is returned; `item` is the items' element. */
export function walkWithArrows(
  event: KeyboardEvent<HTMLButtonElement>,
  item: 'li' | 'tr',
): HTMLButtonElement | undefined {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return undefined;
  const own = event.currentTarget.closest(item);
  const neighbour = event.key === 'ArrowDown' ? own?.nextElementSibling : own?.previousElementSibling;
  const next = neighbour?.querySelector('button') ?? undefined;
  if (!next) return undefined;
  event.preventDefault();
  next.focus();
  return next;
}
