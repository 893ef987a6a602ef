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
      const found = coreCalls['settings.set'].input.safeParse(JSON.parse(readFileSync(this.file, 'utf8')));
      return found.success ? withDefaults(found.data) : defaults;
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

function withDefaults(found: { readonly [Name in keyof Settings]?: Settings[Name] | undefined }): Settings {
  return {
    theme: found.theme ?? defaults.theme,
    timeZone: found.timeZone ?? defaults.timeZone,
    gridColumns: found.gridColumns ?? defaults.gridColumns,
    detailTab: found.detailTab ?? defaults.detailTab,
    ...(found.panes ? { panes: found.panes } : {}),
    ...(found.accountNames ? { accountNames: found.accountNames } : {}),
    ...(found.profile === undefined ? {} : { profile: found.profile }),
    ...(found.recentProfiles ? { recentProfiles: found.recentProfiles } : {}),
    ...(found.cacheLimitBytes === undefined ? {} : { cacheLimitBytes: found.cacheLimitBytes }),
  };
}
