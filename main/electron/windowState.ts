// Where the window stood, kept in the user-data folder between starts.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { screen, type BrowserWindow, type Rectangle } from 'electron';

import type { Theme } from './commandLine.ts';

export type WindowState = {
  /** Position of the frame, size of the content. */
  readonly bounds: Rectangle | undefined;
  readonly isMaximized: boolean;
  /** Known here, before the settings are: the window must not flash in the wrong colour. */
  readonly theme: Theme;
};

const fresh: WindowState = { bounds: undefined, isMaximized: false, theme: 'system' };

export function readWindowState(userDataDir: string): WindowState {
  try {
    const found: unknown = JSON.parse(readFileSync(fileIn(userDataDir), 'utf8'));
    if (typeof found !== 'object' || found === null) return fresh;
    const { bounds, isMaximized, theme } = found as Record<string, unknown>;
    return {
      bounds: isRectangle(bounds) && isOnScreen(bounds) ? bounds : undefined,
      isMaximized: isMaximized === true,
      theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    };
  } catch {
    // The first start, or a damaged file: neither is worth a word.
    return fresh;
  }
}

export function writeWindowState(userDataDir: string, window: BrowserWindow, theme: Theme): void {
  const { x, y } = window.getNormalBounds();
  const [width = 0, height = 0] = window.getContentSize();
  const state: WindowState = { bounds: { x, y, width, height }, isMaximized: window.isMaximized(), theme };
  writeFileSync(fileIn(userDataDir), JSON.stringify(state));
}

function fileIn(userDataDir: string): string {
  return path.join(userDataDir, 'window.json');
}

function isRectangle(value: unknown): value is Rectangle {
  if (typeof value !== 'object' || value === null) return false;
  const { x, y, width, height } = value as Record<string, unknown>;
  return [x, y, width, height].every(Number.isSafeInteger) && Number(width) >= 200 && Number(height) >= 200;
}

/** False where the screen it stood on is not there any more. */
function isOnScreen(bounds: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const isWithinX = bounds.x < workArea.x + workArea.width && bounds.x + bounds.width > workArea.x;
    const isWithinY = bounds.y < workArea.y + workArea.height && bounds.y >= workArea.y;
    return isWithinX && isWithinY;
  });
}
