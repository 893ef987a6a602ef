// The core's face: what the app, the command line and the tests hold of it. Knows no transport and no Electron.
import type { Pushed, PushedName, Reply } from '../../shared/ipc/contract.ts';

export type CoreOptions = {
  /** Where settings and workspaces live; made if missing. */
  readonly userDataDir: string;
  /** The folder of the sample logs. */
  readonly samplesDir: string;
  /** The built file of the ingest worker (`main/core/ingest/worker.ts`). */
  readonly workerFile: string;
};

/** `save`: a file that may be written. Logs that were opened are only read, whatever the window asks for. */
export type GrantUse = 'open' | 'save';

export type Core = {
  /** Validates the input, runs the handler, and turns every error into a Reply. Never rejects. */
  call(name: string, input: unknown, signal: AbortSignal): Promise<Reply>;
  /** Makes a token that stands for a path: to open in `workspace.open` and `sources.add`, or to save to in `export.*`. */
  grant(path: string, use?: GrantUse): string;
  /** The path of a token, for the shell: the window never sees it. */
  pathOf(token: string): string | undefined;
  /** Every message for the window. Returns the function that ends the subscription. */
  onPushed(listener: <Name extends PushedName>(name: Name, payload: Pushed<Name>) => void): () => void;
  /** Cancels what runs, closes the workspace. */
  close(): Promise<void>;
};
