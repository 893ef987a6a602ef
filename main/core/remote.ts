// What lies beyond this machine, put together: access to AWS, the cache of what was downloaded.
import { join } from 'node:path';

import type { Pushed, PushedName } from '../../shared/ipc/contract.ts';
import type { AwsAccess } from './aws/access.ts';
import { createAccess } from './aws/createAccess.ts';
import { Prompts } from './aws/prompts.ts';
import { ObjectCache } from './cache/objectCache.ts';
import type { SourceParts } from './sources/registry.ts';

export type Remote = SourceParts & { readonly access: AwsAccess; readonly prompts: Prompts };

type RemoteOptions = {
  /** Where what was downloaded is kept. */
  readonly cacheDir: string;
  readonly limitBytes: () => number;
  readonly push: <Name extends PushedName>(name: Name, payload: Pushed<Name>) => void;
};

export function createRemote({ cacheDir, limitBytes, push }: RemoteOptions): Remote {
  const prompts = new Prompts((list) => push('prompts', { prompts: [...list] }));
  const access = createAccess({
    prompts,
    onProfiles: (list) => push('profiles', list),
    onSignIn: (signIn) => push('signIn', signIn === undefined ? {} : { signIn }),
  });
  const dir = join(cacheDir, 'objects');
  // Pages of the event history stand in the cache's own folder: so they are counted and cleared with the rest.
  return { access, prompts, cache: new ObjectCache({ dir, limitBytes }), historyDir: dir };
}
