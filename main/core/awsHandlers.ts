// What the calls about AWS do: profiles, signing in, finding logs, the cache. A handler only connects.
import { AppError } from '../../shared/errors.ts';
import type { Pushed, PushedName } from '../../shared/ipc/contract.ts';
import { countObjects, findDays, findTrails, listBuckets } from './aws/s3/questions.ts';
import { regionsOf } from './aws/regions.ts';
import type { Remote } from './remote.ts';
import type { CoreHandlers } from './dispatch.ts';
import type { WorkspaceSession } from './workspaceSession.ts';

export type AwsParts = {
  readonly remote: Remote;
  readonly session: WorkspaceSession;
  readonly push: <Name extends PushedName>(name: Name, payload: Pushed<Name>) => void;
};

type AwsCall = Extract<keyof CoreHandlers, `${'aws' | 'trails' | 'cache'}.${string}`>;

export function awsHandlers(parts: AwsParts): Pick<CoreHandlers, AwsCall> {
  return { ...profileHandlers(parts), ...trailHandlers(parts), ...cacheHandlers(parts) };
}

function profileHandlers({ remote }: AwsParts): Pick<CoreHandlers, Extract<AwsCall, `aws.${string}`>> {
  const { access, prompts } = remote;
  return {
    'aws.profiles': () => access.listProfiles(),
    'aws.identity': ({ profile }, signal) => access.identity(profile, signal),
    'aws.signIn': async ({ profile }, signal) => {
      await access.signIn(profile, signal);
      return {};
    },
    'aws.prompts': () => ({ prompts: [...prompts.list()] }),
    'aws.answer': ({ promptId, code }) => {
      prompts.answer(promptId, code ?? '');
      return {};
    },
    'aws.dismiss': ({ promptId }) => {
      prompts.dismiss(promptId);
      return {};
    },
    'aws.regions': async ({ profile }) => {
      const { region } = await access.connect({ profile, waits: false });
      return { regions: [...regionsOf(region)] };
    },
    'aws.buckets': async (request, signal) => ({ buckets: [...(await listBuckets(remote, request, signal))] }),
  };
}

function trailHandlers({ remote, session, push }: AwsParts): Pick<CoreHandlers, Extract<AwsCall, `trails.${string}`>> {
  return {
    'trails.find': (request, signal) => findTrails(remote, request, signal, (found) => push('trails', found)),
    'trails.days': ({ searchId, source }, signal) => {
      if (source.kind !== 's3') throw new AppError('bad-request', 'Only logs in S3 stand in folders of days');
      return findDays(remote, { searchId, source }, signal, (found) => push('trailDays', found));
    },
    'trails.count': async ({ searchId, source }, signal) => {
      if (source.kind !== 's3') throw new AppError('bad-request', 'Only objects in S3 can be counted');
      const isKnown = (await session.ifOpen?.knownVersions()) ?? (() => false);
      return countObjects(remote, { searchId, source, isKnown }, signal, (found) => push('trailObjects', found));
    },
  };
}

function cacheHandlers({ remote, session }: AwsParts): Pick<CoreHandlers, Extract<AwsCall, `cache.${string}`>> {
  const { cache } = remote;
  return {
    'cache.status': () => cache.status(),
    'cache.clear': async ({ place }) => {
      // What has just been fetched may not have been read yet.
      session.work.requireNoChange();
      await cache.clear(place);
      return cache.status();
    },
  };
}
