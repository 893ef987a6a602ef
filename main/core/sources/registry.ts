// Every kind of source there is.
import { localFiles } from './localFiles.ts';
import type { Source } from './source.ts';

const sources: readonly Source[] = [localFiles];

/** The kind of source of that id, as it stands in the workspace. */
export function findSource(id: string, among: readonly Source[] = sources): Source {
  const source = among.find((entry) => entry.id === id);
  if (source === undefined) throw new Error(`No source of the kind ${id}`);
  return source;
}
