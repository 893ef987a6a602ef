// Messages to the page.
import type { BrowserWindow } from 'electron';

import type { Pushed, PushedName } from '../../shared/ipc/contract.ts';
import { channels } from './channels.ts';

export function pushTo<Name extends PushedName>(window: BrowserWindow, name: Name, payload: Pushed<Name>): void {
  if (!window.isDestroyed()) window.webContents.send(channels.pushed, name, payload);
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
