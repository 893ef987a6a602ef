// Paths that a start was given, and who takes them. One app for each user-data folder: a second start hands its paths to the first and ends.
import { existsSync } from 'node:fs';

import { app } from 'electron';

type HandedOver = { readonly paths: readonly string[] };

export function missingPath(paths: readonly string[]): string | undefined {
  return paths.find((file) => !existsSync(file));
}

/** False where another app has the user-data folder: it has then been given the paths. */
export function handOverPaths(paths: readonly string[]): boolean {
  return app.requestSingleInstanceLock({ paths } satisfies HandedOver);
}

/** macOS names the files of "Open with" by an event; those that come before the window wait in the returned list. */
export function collectOpenedFiles(): string[] {
  const files: string[] = [];
  app.on('open-file', (event, file) => {
    event.preventDefault();
    files.push(file);
  });
  return files;
}

/** Calls back with the paths of each later start or "Open with"; none where it was started without. */
export function onSecondStart(listener: (paths: readonly string[]) => void): void {
  app.on('second-instance', (_event, _argv, _workingDir, handedOver) => {
    listener((handedOver as HandedOver).paths);
  });
  app.on('open-file', (_event, file) => listener([file]));
}
