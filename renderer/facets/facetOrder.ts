import type { FacetCommand } from './FacetHead.tsx';

/** The facets with one of them moved or removed. */
export function moved(ids: readonly string[], id: string, command: FacetCommand): readonly string[] {
  const from = ids.indexOf(id);
  if (from === -1 || command === 'search') return ids;
  const others = ids.filter((other) => other !== id);
  if (command === 'remove') return others;
  return others.toSpliced(command === 'up' ? Math.max(0, from - 1) : from + 1, 0, id);
}
