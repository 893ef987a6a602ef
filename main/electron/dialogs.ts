// Native dialogs.
import { dialog, shell, type BrowserWindow } from 'electron';

export async function chooseFolders(window: BrowserWindow): Promise<readonly string[]> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open a folder of CloudTrail logs',
    properties: ['openDirectory', 'multiSelections'],
  });
  return filePaths;
}

export async function chooseFiles(window: BrowserWindow): Promise<readonly string[]> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open CloudTrail log files',
    // Logs are told by content: whatever their name, they may be chosen.
    properties: ['openFile', 'multiSelections'],
  });
  return filePaths;
}

export function showProblem(window: BrowserWindow, message: string, detail: string): void {
  void dialog.showMessageBox(window, { type: 'warning', message, detail });
}

/** Opens an https address in the browser after the user has seen it whole. Anything else is refused. */
export async function openExternal(window: BrowserWindow, address: string): Promise<boolean> {
  const url = parseHttps(address);
  if (!url) return false;
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: `Open ${url.host} in the browser?`,
    detail: url.href,
    buttons: ['Open', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
  });
  if (response === 0) await shell.openExternal(url.href);
  return true;
}

function parseHttps(address: string): URL | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return url.protocol === 'https:' && !url.username && !url.password ? url : undefined;
}
