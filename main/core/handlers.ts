// What each call does. A handler only connects: the work is in the session and the store.
import { askHandlers } from './askHandlers.ts';
import { awsHandlers, type AwsParts } from './awsHandlers.ts';
import type { CoreHandlers } from './dispatch.ts';
import { eventHandlers } from './eventHandlers.ts';
import { exportHandlers } from './exportHandlers.ts';
import type { Grants } from './grants.ts';
import type { JobRunner } from './jobs.ts';
import type { SettingsFile } from './settings.ts';
import { streamHandlers } from './streamHandlers.ts';

type Parts = AwsParts & {
  readonly jobs: JobRunner;
  readonly settings: SettingsFile;
  readonly grants: Grants;
};

export function createHandlers(parts: Parts): CoreHandlers {
  return {
    ...workspaceHandlers(parts),
    ...eventHandlers(parts.session),
    ...askHandlers(parts),
    ...exportHandlers(parts),
    ...streamHandlers(parts.session),
    ...settingsHandlers(parts),
    ...awsHandlers(parts),
  };
}

type Names<Prefix extends string> = Extract<keyof CoreHandlers, `${Prefix}.${string}`>;

function workspaceHandlers({
  session,
  jobs,
  grants,
}: Parts): Pick<CoreHandlers, Names<'workspace' | 'sources' | 'jobs'>> {
  const pathsOf = (tokens: readonly string[]): readonly string[] => tokens.map((token) => grants.path(token, 'open'));
  return {
    'workspace.current': async () => {
      const workspace = await session.state();
      return workspace === undefined ? {} : { workspace };
    },
    'workspace.recent': () => ({ workspaces: session.recent() }),
    'workspace.open': async ({ tokens }) => ({ jobId: await session.openPaths(pathsOf(tokens)) }),
    'workspace.openSamples': async () => ({ jobId: await session.openSamples() }),
    'workspace.openRecent': async ({ workspaceId }) => ({ jobId: await session.openRecent(workspaceId) }),
    'workspace.forget': async ({ workspaceId }) => {
      await session.forget(workspaceId);
      return {};
    },
    'workspace.close': async () => {
      await session.close();
      return {};
    },
    'sources.add': async ({ tokens }) => ({ jobId: await session.addSources(pathsOf(tokens)) }),
    'sources.remove': ({ sourceId }) => ({ jobId: session.work.startRemoval(sourceId) }),
    'sources.openRemote': async ({ source, where }) => ({ jobId: await session.openRemote(source, where) }),
    'sources.change': async ({ sourceId, source }) => ({ jobId: await session.changeSource(sourceId, source) }),
    'sources.follow': async ({ isOn }) => {
      await session.follow(isOn);
      return {};
    },
    'sources.refresh': async () => ({ jobId: await session.refresh() }),
    'jobs.list': () => ({ jobs: [...jobs.list()] }),
    'jobs.pause': ({ jobId }) => {
      jobs.pause(jobId);
      return {};
    },
    'jobs.resume': ({ jobId }) => {
      jobs.resume(jobId);
      return {};
    },
    'jobs.cancel': ({ jobId }) => {
      jobs.cancel(jobId);
      return {};
    },
  };
}

function settingsHandlers({ settings }: Parts): Pick<CoreHandlers, Names<'settings'>> {
  return {
    'settings.get': () => settings.read(),
    'settings.set': (change) =>
      settings.change(Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))),
  };
}
