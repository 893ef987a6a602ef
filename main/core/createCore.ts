// Puts the core together: settings, the list of workspaces, the one that is open, jobs, and the calls on them.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Pushed, PushedName } from '../../shared/ipc/contract.ts';
import { defaultCacheLimitBytes } from './cache/objectCache.ts';
import type { Core, CoreOptions } from './core.ts';
import { dispatch } from './dispatch.ts';
import { Grants } from './grants.ts';
import { createHandlers } from './handlers.ts';
import { JobRunner } from './jobs.ts';
import { createRemote } from './remote.ts';
import { SettingsFile } from './settings.ts';
import { createSources } from './sources/registry.ts';
import { WorkspaceList } from './workspaces.ts';
import { WorkspaceSession } from './workspaceSession.ts';

export async function createCore(options: CoreOptions): Promise<Core> {
  mkdirSync(options.userDataDir, { recursive: true });
  const listeners = new Set<(name: PushedName, payload: Pushed<PushedName>) => void>();
  const push = <Name extends PushedName>(name: Name, payload: Pushed<Name>): void => {
    for (const listener of listeners) listener(name, payload);
  };
  const onBug = (error: unknown): void => console.error(error);
  const jobs = new JobRunner((job) => push('job', job), onBug);
  const settings = new SettingsFile(options.userDataDir);
  const limitBytes = (): number => settings.read().cacheLimitBytes ?? defaultCacheLimitBytes;
  const remote = createRemote({ cacheDir: join(options.userDataDir, 'cache'), limitBytes, push });
  const session = new WorkspaceSession({
    options,
    jobs,
    remote,
    sources: createSources(() => remote),
    list: new WorkspaceList(options.userDataDir),
    push: (workspace) => push('workspace', workspace === undefined ? {} : { workspace }),
    onBug,
  });
  const grants = new Grants();
  const handlers = createHandlers({ session, jobs, settings, remote, push, grants });
  return {
    call: (name, input, signal) => dispatch(handlers, { name, input, signal }, onBug),
    grant: (path, use = 'open') => grants.add(path, use),
    pathOf: (token) => grants.find(token),
    onPushed: (listener) => {
      const untyped = listener as (name: PushedName, payload: Pushed<PushedName>) => void;
      listeners.add(untyped);
      return () => listeners.delete(untyped);
    },
    close: async () => {
      await session.close();
      remote.access.close();
    },
  };
}
