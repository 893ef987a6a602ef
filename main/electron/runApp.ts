// Joins the parts of the running app: core, window, the page's calls, menu, and the picture if one was asked for.
import path from 'node:path';

import { app, nativeTheme, session, type BrowserWindow } from 'electron';

import { serveApp } from './appProtocol.ts';
import { captureWindow } from './capture.ts';
import type { CommandLine } from './commandLine.ts';
import { openExternal, showProblem } from './dialogs.ts';
import { serveCalls } from './ipc.ts';
import { logFileIn, type Log } from './logFile.ts';
import { setMenu } from './menu.ts';
import { recoverFromPageCrash } from './pageCrash.ts';
import { bringToFront, pushTo } from './pagePush.ts';
import { onSecondStart } from './secondStart.ts';
import { restrictAllPages, restrictSession } from './security.ts';
import { createShellCalls, grantAll } from './shellCalls.ts';
import { createSignInAddress, type SignInAddress } from './signInAddress.ts';
import { startCore, type RunningCore } from './startCore.ts';
import { followTheme } from './theme.ts';
import { createWindow, loadPage } from './window.ts';
import { readWindowState, writeWindowState } from './windowState.ts';

export type RunOptions = {
  readonly outDir: string;
  readonly samplesDir: string;
  readonly commandLine: CommandLine;
  readonly log: Log;
};

export async function runApp(options: RunOptions): Promise<void> {
  const { outDir, commandLine, log } = options;
  const userDataDir = app.getPath('userData');
  const state = readWindowState(userDataDir);
  nativeTheme.themeSource = commandLine.theme ?? state.theme;
  restrictAllPages((from, address) => void openExternal(from, address));
  restrictSession(session.defaultSession);
  serveApp(path.join(outDir, 'renderer'));
  const window = createWindow({ outDir, state, size: commandLine.size });
  const signInAddress = createSignInAddress();
  const core = startCore({
    ...options,
    push: (name, payload) => {
      signInAddress.note(name, payload);
      pushTo(window, name, payload);
    },
    onOpenFailed: ({ message }) => {
      // A picture that fails says so on standard error; nobody would answer a dialog.
      if (!commandLine.capture) showProblem(window, 'The workspace could not be opened', message);
    },
  });
  endWithWindow(window, core, () => writeWindowState(userDataDir, window, nativeTheme.themeSource));
  joinPage(window, core, { ...options, signInAddress });
  setMenu({
    push: (command) => pushTo(window, 'command', { command }),
    logFile: logFileIn(userDataDir),
    // Beside the archive when packaged: what opens it cannot read in there.
    noticesFile: path.join(app.isPackaged ? process.resourcesPath : outDir, 'THIRD-PARTY-NOTICES.txt'),
  });
  onSecondStart((paths) => {
    bringToFront(window);
    void drop(window, core, paths);
  });
  recoverFromPageCrash(window, log);
  await loadPage(window);
  if (commandLine.capture) await capture(window, core, options);
}

type JoinOptions = RunOptions & { readonly signInAddress: SignInAddress };

function joinPage(window: BrowserWindow, core: RunningCore, options: JoinOptions): void {
  const { commandLine, log, signInAddress } = options;
  const { supervisor } = core;
  const onBug = (name: string, error: unknown) => {
    log(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  };
  serveCalls({
    page: window.webContents,
    callCore: async (name, input, signal) => followTheme(name, await supervisor.call(name, input, signal)),
    callShell: createShellCalls({ window, core: supervisor, view: commandLine.view, signInAddress, onBug }),
    onDropped: (paths) => void drop(window, core, paths),
    log,
  });
}

async function drop(window: BrowserWindow, { supervisor }: RunningCore, paths: readonly string[]): Promise<void> {
  const tokens = await grantAll(supervisor, paths);
  if (tokens.length > 0) pushTo(window, 'dropped', { tokens, names: paths.map((file) => path.basename(file)) });
}

/** The app ends with its window, once the core has closed its workspace. */
function endWithWindow(window: BrowserWindow, { supervisor }: RunningCore, beforeClose: () => void): void {
  window.on('close', beforeClose);
  app.on('window-all-closed', () => app.quit());
  app.once('will-quit', (event) => {
    event.preventDefault();
    void supervisor.stop().finally(() => app.exit(0));
  });
}

/** Ends the app: with status 0 if there is a picture. */
async function capture(window: BrowserWindow, core: RunningCore, { commandLine }: RunOptions): Promise<void> {
  const { capture: file, timeoutSeconds } = commandLine;
  if (!file) return;
  let status = 0;
  try {
    await captureWindow(window, { opened: core.opened, file, timeoutSeconds });
  } catch (error) {
    status = 1;
    process.stderr.write(`No picture: ${error instanceof Error ? error.message : String(error)}\n`);
  }
  await core.supervisor.stop();
  app.exit(status);
}
