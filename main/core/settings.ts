// How the user set the app up: one file in the user-data folder, replaced as a whole.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { coreCalls, type Settings } from '../../shared/ipc/contract.ts';

const defaults: Settings = { theme: 'system', timeZone: 'UTC', gridColumns: [], detailTab: 'summary' };

export class SettingsFile {
  private readonly file: string;

  constructor(userDataDir: string) {
    this.file = join(userDataDir, 'settings.json');
  }

  read(): Settings {
    try {
      return { ...defaults, ...readable(JSON.parse(readFileSync(this.file, 'utf8'))) };
    } catch {
      // None yet, or unreadable: the defaults are always a good start.
      return defaults;
    }
  }

  change(change: Partial<Settings>): Settings {
    const settings = { ...this.read(), ...change };
    writeFileSync(`${this.file}.new`, JSON.stringify(settings, undefined, 2));
    renameSync(`${this.file}.new`, this.file);
    return settings;
  }
}

/** What cannot be read, as of another version, does not take the rest along: neither a setting nor one in a list. */
function readable(found: unknown): Partial<Settings> {
  if (typeof found !== 'object' || found === null) return {};
  const kept: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(coreCalls['settings.set'].input.shape)) {
    const written = (found as Record<string, unknown>)[name];
    const whole = schema.safeParse(written);
    const isPart = !whole.success && Array.isArray(written);
    const value = isPart ? schema.safeParse(written.filter((item) => schema.safeParse([item]).success)) : whole;
    if (value.success && value.data !== undefined) kept[name] = value.data;
  }
  return kept;
}
