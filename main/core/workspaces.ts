// The list of workspaces in the user-data folder: which there are, over which paths, when last opened. Kept in one
// file that is replaced as a whole.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';

import { sourceSpec, type SourceSpec } from '../../shared/ipc/sourceSpec.ts';

export const sampleWorkspaceId = 'samples';

const entrySchema = z.object({
  id: z.string().regex(/^[a-z0-9]+$/),
  name: z.string(),
  /** What its sources are called. */
  paths: z.array(z.string()),
  /** Its sources, to make its index anew from. */
  sources: z.array(sourceSpec).optional(),
  events: z.number(),
  openedAt: z.string(),
});

export type WorkspaceEntry = z.output<typeof entrySchema>;

export class WorkspaceList {
  private readonly dir: string;
  private readonly listFile: string;

  constructor(userDataDir: string) {
    this.dir = join(userDataDir, 'workspaces');
    this.listFile = join(this.dir, 'list.json');
    mkdirSync(this.dir, { recursive: true });
  }

  /** The latest first. */
  all(): readonly WorkspaceEntry[] {
    const found = z.array(entrySchema).safeParse(readJson(this.listFile));
    return found.success ? found.data.toSorted((a, b) => (a.openedAt < b.openedAt ? 1 : -1)) : [];
  }

  find(id: string): WorkspaceEntry | undefined {
    return this.all().find((entry) => entry.id === id);
  }

  put(entry: WorkspaceEntry): void {
    this.write([entry, ...this.all().filter((other) => other.id !== entry.id)]);
  }

  /** Forgets a workspace and deletes its index; the logs it was made from are not touched. */
  remove(id: string): void {
    this.write(this.all().filter((entry) => entry.id !== id));
    this.removeFiles(id);
  }

  /** Deletes a workspace's index and keeps it in the list, to be made anew. */
  removeFiles(id: string): void {
    for (const suffix of ['', '.wal', '.tmp', '.parts'])
      rmSync(`${this.file(id)}${suffix}`, { recursive: true, force: true });
  }

  file(id: string): string {
    return join(this.dir, `${id}.duckdb`);
  }

  private write(entries: readonly WorkspaceEntry[]): void {
    const draft = `${this.listFile}.new`;
    writeFileSync(draft, JSON.stringify(entries, undefined, 2));
    renameSync(draft, this.listFile);
  }
}

/** The workspace of a set of sources has the same id whenever these sources are opened. */
export function workspaceIdOf(sources: readonly SourceSpec[]): string {
  // Those of this machine are told by their paths alone: so it was before there were others.
  const texts = sources.map((source) => (source.kind === 'local' ? source.path : JSON.stringify(source)));
  return createHash('sha256').update(JSON.stringify(texts.toSorted())).digest('hex').slice(0, 16);
}

export function workspaceNameOf(names: readonly string[]): string {
  const [first = '', ...others] = names;
  const name = first.startsWith('s3://') ? first : basename(first) || first;
  return others.length === 0 ? name : `${name} and ${others.length} more`;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // No list yet, or one cut short by a full disk: the workspaces' own files are what counts.
    return undefined;
  }
}
