// The page's process may crash as well, of too little memory for one: the page is loaded anew, but not in a circle.
import { app, dialog, type BrowserWindow } from 'electron';

import type { Log } from './logFile.ts';

const circleMs = 20_000;

export function recoverFromPageCrash(window: BrowserWindow, log: Log): void {
  let lastCrash = 0;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    log(`The page's process ended: ${reason}`);
    const isFirst = Date.now() - lastCrash > circleMs;
    lastCrash = Date.now();
    if (isFirst) window.reload();
    else void askWhatToDo(window, reason);
  });
}

async function askWhatToDo(window: BrowserWindow, reason: string): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The window’s page stopped working twice',
    detail: `Reason: ${reason}. The workspace is kept either way.`,
    buttons: ['Load the page again', 'Quit'],
    defaultId: 0,
    cancelId: 0,
  });
  if (response === 0) window.reload();
  else app.quit();
}
