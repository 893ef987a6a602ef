// What is open when the core has started: the paths of the command line, else the last workspace, the first time
// the sample logs; after a crash what was open before.
import { AppError } from '../../shared/errors.ts';
import { createClient, type Client } from '../../shared/ipc/client.ts';
import type { Pushed } from '../../shared/ipc/contract.ts';
import type { CoreRun } from './coreRun.ts';
import type { StartReason } from './coreSupervisor.ts';

export type WorkspaceOpener = {
  /** Resolves to the error that kept the workspace shut. */
  open(run: CoreRun, why: StartReason): Promise<AppError | undefined>;
  /** Is to be told of every `workspace` message, to know what to open again after a crash. */
  remember(message: Pushed<'workspace'>): void;
};

export function createWorkspaceOpener(paths: readonly string[]): WorkspaceOpener {
  let last: Pushed<'workspace'> | undefined;
  return {
    remember(message) {
      if (last || message.workspace) last = message;
    },
    async open(run, why) {
      const client = clientOf(run);
      try {
        // What crashed it three times is not opened a fourth time.
        if (why === 'asked') return undefined;
        if (last) await openAgain(client, last);
        else if (paths.length > 0) await openPaths(client, run, paths);
        else await openLatest(client);
        return undefined;
      } catch (error) {
        return error instanceof AppError ? error : new AppError('internal', String(error), { cause: error });
      }
    },
  };
}

async function openAgain(client: Client, { workspace }: Pushed<'workspace'>): Promise<void> {
  if (!workspace) return;
  if (workspace.isSample) await client.call('workspace.openSamples', {});
  else await client.call('workspace.openRecent', { workspaceId: workspace.id });
}

async function openPaths(client: Client, run: CoreRun, paths: readonly string[]): Promise<void> {
  const replies = await Promise.all(paths.map((path) => run.grant(path)));
  const tokens = replies.flatMap((reply) => (reply.ok ? [reply.value as string] : []));
  if (tokens.length > 0) await client.call('workspace.open', { tokens });
}

async function openLatest(client: Client): Promise<void> {
  const [latest] = (await client.call('workspace.recent', {})).workspaces;
  if (latest) await client.call('workspace.openRecent', { workspaceId: latest.id });
  else await client.call('workspace.openSamples', {});
}

function clientOf(run: CoreRun): Client {
  const { signal } = new AbortController();
  return createClient({
    call: (name, input) => run.call(name, input, signal),
    cancel: () => undefined,
    on: () => () => undefined,
  });
}
