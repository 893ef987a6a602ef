// Tells when files change, by asking for their state once a second: it also works for files that do not exist yet, in
// folders that do not exist yet, behind links, on network drives, and for editors that put a new file in the place of
// the old one, none of which the system's own notifications do everywhere.
import { stat } from 'node:fs/promises';

const everyMs = 1000;

export class FileWatch {
  private readonly paths: () => readonly string[];
  private readonly onChange: () => void;
  private seen: string | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(paths: () => readonly string[], onChange: () => void) {
    this.paths = paths;
    this.onChange = onChange;
  }

  /** Changes from now on are told. Never keeps the process running. */
  async start(): Promise<void> {
    if (this.timer !== undefined || this.isClosed) return;
    this.timer = setInterval(() => void this.look(), everyMs);
    this.timer.unref();
    this.seen = await stateOf(this.paths());
  }

  close(): void {
    this.isClosed = true;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private async look(): Promise<void> {
    const state = await stateOf(this.paths());
    if (this.isClosed || this.seen === undefined || state === this.seen) return;
    this.seen = state;
    this.onChange();
  }
}

/** Something that differs when one of the files has been written, replaced, added or taken away. */
export async function stateOf(paths: readonly string[]): Promise<string> {
  const states = paths.map((path) =>
    stat(path).then(
      ({ ino, size, mtimeMs, ctimeMs }) => [path, ino, size, mtimeMs, ctimeMs].join(' '),
      () => `${path} -`,
    ),
  );
  return (await Promise.all(states)).join('\n');
}
