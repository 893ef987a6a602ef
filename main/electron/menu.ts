// The menu bar. Entries that concern the page are pushed to it as commands, so that menu, keys and buttons do the same.
import { app, Menu, shell, type MenuItemConstructorOptions } from 'electron';

import type { Pushed } from '../../shared/ipc/contract.ts';

export type Command = Pushed<'command'>['command'];

export type MenuOptions = {
  readonly push: (command: Command) => void;
  readonly logFile: string;
  readonly noticesFile: string;
};

export function setMenu(options: MenuOptions): void {
  const template = [fileMenu(options), editMenu(options), viewMenu(options), helpMenu(options)];
  const appMenu: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  Menu.setApplicationMenu(Menu.buildFromTemplate([...appMenu, ...template]));
}

function fileMenu({ push }: MenuOptions): MenuItemConstructorOptions {
  return {
    label: '&File',
    submenu: [
      item('Open folder…', 'CmdOrCtrl+O', () => push('openFolder')),
      item('Open files…', 'CmdOrCtrl+Shift+O', () => push('openFiles')),
      item('Open logs in S3…', 'CmdOrCtrl+Shift+S', () => push('openS3')),
      item('Open Event history…', undefined, () => push('openEventHistory')),
      item('Open sample logs', undefined, () => push('openSamples')),
      { type: 'separator' },
      item('Export events…', 'CmdOrCtrl+E', () => push('exportEvents')),
      { type: 'separator' },
      item('Look for new logs', 'F5', () => push('refresh')),
      item('Close workspace', 'CmdOrCtrl+Shift+W', () => push('closeWorkspace')),
      { type: 'separator' },
      item('Downloaded logs…', undefined, () => push('showCache')),
      item('Account names…', undefined, () => push('showAccountNames')),
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
}

function editMenu({ push }: MenuOptions): MenuItemConstructorOptions {
  return {
    label: '&Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      { type: 'separator' },
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
      { type: 'separator' },
      item('Find', 'CmdOrCtrl+F', () => push('find')),
    ],
  };
}

function viewMenu({ push }: MenuOptions): MenuItemConstructorOptions {
  const developer: MenuItemConstructorOptions[] = app.isPackaged
    ? []
    : [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }];
  return {
    label: '&View',
    submenu: [
      item('Events', 'CmdOrCtrl+1', () => push('showEvents')),
      item('Delivery streams', 'CmdOrCtrl+2', () => push('showStreams')),
      item('SQL', 'CmdOrCtrl+3', () => push('showSql')),
      item('Problems', 'CmdOrCtrl+4', () => push('showProblems')),
      { type: 'separator' },
      // Without keys of their own: Ctrl+Z is that of the text that is being typed, and of the page outside of it.
      item('Undo change of view', undefined, () => push('undoView')),
      item('Redo change of view', undefined, () => push('redoView')),
      { type: 'separator' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
      ...developer,
    ],
  };
}

function helpMenu({ logFile, noticesFile }: MenuOptions): MenuItemConstructorOptions {
  return {
    label: '&Help',
    submenu: [
      item('Show the app’s own log', undefined, () => shell.showItemInFolder(logFile)),
      item('Third-party notices', undefined, () => void shell.openPath(noticesFile)),
      item('About Firetrail', undefined, () => app.showAboutPanel()),
    ],
  };
}

function item(label: string, accelerator: string | undefined, click: () => void): MenuItemConstructorOptions {
  return { label, click, ...(accelerator ? { accelerator } : {}) };
}
