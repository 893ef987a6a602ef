// The one window.
import path from 'node:path';

import { app, BrowserWindow, nativeTheme } from 'electron';

import { pageUrl } from './appProtocol.ts';
import type { CommandLine } from './commandLine.ts';
import type { WindowState } from './windowState.ts';

const defaultSize = { width: 1440, height: 860 };
const minimumSize = { minWidth: 900, minHeight: 560 };

export type WindowOptions = {
  readonly outDir: string;
  readonly state: WindowState;
  readonly size: CommandLine['size'];
};

export function createWindow({ outDir, state, size }: WindowOptions): BrowserWindow {
  const bounds = size ?? state.bounds ?? defaultSize;
  const window = new BrowserWindow({
    ...bounds,
    ...(size ? {} : minimumSize),
    // Otherwise the frame is taken off the page's height.
    useContentSize: true,
    show: false,
    title: 'Firetrail',
    icon: path.join(outDir, 'main', 'icon.png'),
    backgroundColor: backgroundColor(),
    webPreferences: {
      preload: path.join(outDir, 'preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // An import's progress goes on while the window is behind others, or on a display that says so wrongly.
      backgroundThrottling: false,
      // The developer tools are for those who build the app.
      devTools: !app.isPackaged,
    },
  });
  if (state.isMaximized && !size) window.maximize();
  window.once('ready-to-show', () => window.show());
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) window.setBackgroundColor(backgroundColor());
  });
  return window;
}

export function loadPage(window: BrowserWindow): Promise<void> {
  return window.loadURL(pageUrl);
}

/** The page's own background, in either theme (`--bg` in renderer/styles/tokens.css). */
function backgroundColor(): string {
  return nativeTheme.shouldUseDarkColors ? '#111418' : '#f4f5f7';
}
