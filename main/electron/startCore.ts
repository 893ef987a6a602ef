// Starts the core under supervision and opens its workspace.
import path from 'node:path';

import { app } from 'electron';

import type { AppError } from '../../shared/errors.ts';
import type { Pushed, PushedName } from '../../shared/ipc/contract.ts';
import type { CommandLine } from './commandLine.ts';
import type { CoreRun } from './coreRun.ts';
import { CoreSupervisor } from './coreSupervisor.ts';
import type { Log } from './logFile.ts';
import { createWorkspaceOpener } from './openWorkspace.ts';

export type StartCoreOptions = {
  readonly outDir: string;
  readonly samplesDir: string;
  readonly commandLine: CommandLine;
  readonly log: Log;
  /** Called when what was to be open, at the start or after a crash, could not be opened. */
  readonly onOpenFailed: (error: AppError) => void;
  readonly push: <Name extends PushedName>(name: Name, payload: Pushed<Name>) => void;
};

export type RunningCore = {
  readonly supervisor: CoreSupervisor;
  /** Settles when the first workspace is open; with the error that kept it shut, if one did. */
  readonly opened: Promise<AppError | undefined>;
};

export function startCore(options: StartCoreOptions): RunningCore {
  const { outDir, samplesDir, commandLine, log, push } = options;
  const opener = createWorkspaceOpener(commandLine.paths);
  let settleOpened: (error: AppError | undefined) => void = () => undefined;
  const opened = new Promise<AppError | undefined>((resolve) => (settleOpened = resolve));
  const supervisor = new CoreSupervisor({
    entryFile: path.join(outDir, 'core', 'coreEntry.js'),
    coreOptions: {
      userDataDir: app.getPath('userData'),
      samplesDir,
      workerFile: path.join(outDir, 'worker', 'worker.js'),
    },
    prepare: async (run, why) => {
      if (why === 'first') await setTheme(run, commandLine);
      const error = await opener.open(run, why);
      settleOpened(error);
      if (!error) return;
      log(`The workspace could not be opened: ${error.code}`);
      // Where the core stopped again meanwhile, the next start tries once more.
      if (error.code !== 'core/stopped') options.onOpenFailed(error);
    },
    onPushed: (name, payload) => {
      if (name === 'workspace') opener.remember(payload as Pushed<'workspace'>);
      push(name, payload);
    },
    onStatus: (status) => push('core', status),
    onCrashing: (where) => log(`The core hit an unexpected error: ${where}`),
    onExit: (code) => log(`The core's process ended with exit code ${code}`),
  });
  void supervisor.start();
  return { supervisor, opened };
}

async function setTheme(run: CoreRun, { theme }: CommandLine): Promise<void> {
  if (theme) await run.call('settings.set', { theme }, new AbortController().signal);
}
