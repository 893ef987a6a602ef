// Walks the sources of a workspace: those of this machine one after the other, the others beside them, each on its
// own, since each waits for another server.
import { sep } from 'node:path';

import type { StoredSource } from '../store/sources.ts';
import type { Sources } from './registry.ts';
import type { SourceEntry, Walk, WalkContext } from './source.ts';

/** What can be walked at the same time. */
export function walksOf(sources: Sources, stored: readonly StoredSource[]): readonly Walk[] {
  const remote = stored.filter(({ spec }) => spec.kind !== 'local');
  return [
    (context) => walkLocal(sources, stored, context),
    ...remote.map(
      ({ spec }): Walk =>
        (context) =>
          sources.find(spec.kind).walk(spec, context),
    ),
  ];
}

/** Files and folders of this machine, one source after the other. */
export async function* walkLocal(
  sources: Sources,
  stored: readonly StoredSource[],
  context: WalkContext,
): AsyncGenerator<SourceEntry> {
  for (const source of stored.filter(({ spec }) => spec.kind === 'local')) {
    const walk = sources.find('local').walk(source.spec, context);
    for await (const entry of walk) yield shownAsGiven(entry, source);
  }
}

function shownAsGiven(entry: SourceEntry, { spec, name }: StoredSource): SourceEntry {
  const path = spec.kind === 'local' ? spec.path : name;
  const folder = path.endsWith(sep) ? path.slice(0, -1) : path;
  const shown = (found: string): string => (found.startsWith(folder) ? `${name}${found.slice(folder.length)}` : found);
  if (path === name) return entry;
  if (entry.kind === 'file') return { ...entry, name: shown(entry.name) };
  return { ...entry, problem: { ...entry.problem, file: shown(entry.problem.file) } };
}
