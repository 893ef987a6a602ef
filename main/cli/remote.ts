// Access to AWS for a command that reads logs from there. Loaded only then.
import type { AwsAccess } from '../core/aws/access.ts';
import { createAccess } from '../core/aws/createAccess.ts';
import { Prompts } from '../core/aws/prompts.ts';
import { defaultCacheLimitBytes, ObjectCache } from '../core/cache/objectCache.ts';
import type { SourceParts } from '../core/sources/registry.ts';
import { showSignIn, TerminalPrompts } from './terminalPrompts.ts';

export function openRemote(cacheDir: string, signal: AbortSignal): SourceParts {
  const prompts = new Prompts((waiting) => terminal.changed(waiting));
  const access = createAccess({ prompts, onProfiles: () => undefined, onSignIn: showSignIn });
  const terminal = new TerminalPrompts({ access, prompts }, signal);
  const cache = new ObjectCache({ dir: cacheDir, limitBytes: () => defaultCacheLimitBytes });
  return { access: alwaysWaiting(access), cache, historyDir: cacheDir };
}

/** Here every question is part of the work: it waits for the user, or fails where there is none. */
function alwaysWaiting(access: AwsAccess): AwsAccess {
  return {
    listProfiles: () => access.listProfiles(),
    connect: (options) => access.connect({ ...options, waits: true }),
    identity: (profile, signal) => access.identity(profile, signal),
    signIn: (profile, signal) => access.signIn(profile, signal),
    close: () => access.close(),
  };
}
