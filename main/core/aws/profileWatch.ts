// The profiles as they are now, and word of it when that changes.
import { setTimeout as wait } from 'node:timers/promises';

import type { ProfileList } from '../../../shared/aws/profile.ts';
import { FileWatch } from './fileWatch.ts';
import { hasInstanceRole } from './instanceRole.ts';
import { profilePaths, readProfileFiles, type Environment } from './profileFiles.ts';
import { listProfiles, type Found } from './profiles.ts';

const instanceLimitMs = 200;

export class Profiles {
  private readonly env: Environment;
  private readonly onChange: (list: ProfileList, found: Found) => void;
  private readonly watch: FileWatch;
  private instance: Promise<boolean> | undefined;
  private isInstance = false;
  private isClosed = false;

  constructor(env: Environment, onChange: (list: ProfileList, found: Found) => void) {
    this.env = env;
    this.onChange = onChange;
    this.watch = new FileWatch(
      () => Object.values(profilePaths(env)),
      () => void this.tell(),
    );
  }

  /** From the files as they are at this moment; changes are told from now on. */
  async list(): Promise<ProfileList> {
    await this.watch.start();
    this.instance ??= this.askInstance();
    // An instance answers within milliseconds. Nobody waits longer: if it is one after all, the list comes again.
    await Promise.race([this.instance, wait(instanceLimitMs, undefined, { ref: false })]);
    return listProfiles(await this.read());
  }

  /** What a profile is resolved with. For none the instance is waited for, since it may be the only one. */
  async find(profile?: string): Promise<Found> {
    await this.watch.start();
    this.instance ??= this.askInstance();
    if (profile === undefined) await this.instance;
    return this.read();
  }

  close(): void {
    this.isClosed = true;
    this.watch.close();
  }

  private async read(): Promise<Found> {
    return { files: await readProfileFiles(this.env), env: this.env, isInstance: this.isInstance };
  }

  private async askInstance(): Promise<boolean> {
    this.isInstance = await hasInstanceRole(this.env);
    if (this.isInstance) void this.tell();
    return this.isInstance;
  }

  private async tell(): Promise<void> {
    const found = await this.read();
    const list = await listProfiles(found);
    if (!this.isClosed) this.onChange(list, found);
  }
}
