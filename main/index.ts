// Composition root of the app: reads the command line, then starts the core, the window and what joins them.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { app, dialog } from 'electron';

import { registerAppScheme } from './electron/appProtocol.ts';
import { CommandLineError, parseCommandLine, usage, type CommandLine } from './electron/commandLine.ts';
import { logFileIn, openLog } from './electron/logFile.ts';
import { runApp } from './electron/runApp.ts';
import { collectOpenedFiles, handOverPaths, missingPath } from './electron/secondStart.ts';

const outDir = path.resolve(import.meta.dirname, '..');
const args = userArguments(process.argv);

if (args.includes('--help')) quitWith(0, usage);
const commandLine = readCommandLine();
const missing = missingPath(commandLine.paths);
if (missing) quitWith(1, `No such file or folder: ${missing}`);
prepareUserData(commandLine);
if (!handOverPaths(commandLine.paths)) {
  if (commandLine.capture) quitWith(1, 'Firetrail is already running with this user-data folder');
  quitWith(0, 'Firetrail is already running: it was given the paths and its window brought to the front');
}

registerAppScheme();
const openedFiles = collectOpenedFiles();
const log = openLog(app.getPath('userData'));
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
// Not awaited: `ready` comes only after this module has been run to its end.
void app.whenReady().then(() => {
  const paths = [...commandLine.paths, ...openedFiles];
  return runApp({ outDir, samplesDir: samplesDir(), commandLine: { ...commandLine, paths }, log });
});

/** In development the program is Electron and its first argument that is no switch is the app's folder. */
function userArguments(argv: readonly string[]): readonly string[] {
  if (app.isPackaged) return argv.slice(1);
  const appFolder = argv.findIndex((arg, index) => index > 0 && !arg.startsWith('-'));
  return argv.slice(appFolder + 1);
}

function readCommandLine(): CommandLine {
  try {
    return parseCommandLine(args, process.cwd());
  } catch (error) {
    if (error instanceof CommandLineError) return quitWith(2, `${error.message}\n${usage}`);
    throw error;
  }
}

/** A picture must not depend on what was open before: unless told otherwise it gets a user-data folder of its own. */
function prepareUserData({ capture, userDataDir }: CommandLine): void {
  if (userDataDir) app.setPath('userData', userDataDir);
  else if (capture) app.setPath('userData', mkdtempSync(path.join(tmpdir(), 'firetrail-capture-')));
}

/** Packaged, the samples lie beside the archive: native code cannot read in it. */
function samplesDir(): string {
  return path.join(app.isPackaged ? process.resourcesPath : app.getAppPath(), 'samples');
}

function quitWith(status: number, message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(status);
}

function fail(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  log(`Uncaught: ${text}`);
  process.stderr.write(`${text}\n`);
  if (commandLine.capture) process.exit(1);
  dialog.showErrorBox(
    'Firetrail hit an unexpected error',
    `${text}\n\nIt is written down in ${logFileIn(app.getPath('userData'))}`,
  );
}
