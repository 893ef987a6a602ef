// Saves a picture of the window once the page says that nothing is running any more.
import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import type { BrowserWindow } from 'electron';

import type { AppError } from '../../shared/errors.ts';

/** What the page says of itself on its root element. */
type PageState = { readonly state: string; readonly error: string };

export type CaptureOptions = {
  /** Settles when the workspace is open; with the error that kept it shut, if one did. */
  readonly opened: Promise<AppError | undefined>;
  readonly file: string;
  readonly timeoutSeconds: number;
};

const pollMs = 100;
/** Idle for this long: between two calls the page may look idle for a moment. */
const settleMs = 700;

/** Throws where the workspace cannot be opened, the page shows an error, or is not idle in time. */
export async function captureWindow(window: BrowserWindow, options: CaptureOptions): Promise<void> {
  const timer = new AbortController();
  try {
    await Promise.race([openAndWait(window, options.opened), expire(options.timeoutSeconds, timer.signal)]);
  } finally {
    timer.abort();
  }
  // No row is to look as if the mouse were over it.
  window.webContents.sendInputEvent({ type: 'mouseLeave', x: -1, y: -1 });
  await sleep(pollMs);
  const picture = await window.webContents.capturePage();
  await writeFile(options.file, picture.toPNG());
}

async function openAndWait(window: BrowserWindow, opened: CaptureOptions['opened']): Promise<void> {
  const error = await opened;
  if (error) throw error;
  let idleSince: number | undefined;
  while (!window.isDestroyed()) {
    const page = await readState(window);
    if (page.state === 'error') throw new Error(page.error || 'The window shows an error');
    idleSince = page.state === 'idle' ? (idleSince ?? Date.now()) : undefined;
    if (idleSince !== undefined && Date.now() - idleSince >= settleMs) return;
    await sleep(pollMs);
  }
  throw new Error('The window was closed');
}

async function expire(seconds: number, signal: AbortSignal): Promise<void> {
  await sleep(seconds * 1000, undefined, { signal });
  throw new Error(`The window was still busy after ${seconds} seconds`);
}

function readState(window: BrowserWindow): Promise<PageState> {
  const script = `document.fonts.ready.then(() => {
    const { state = 'not loaded', error = '' } = document.documentElement.dataset;
    return { state, error };
  })`;
  return window.webContents.executeJavaScript(script) as Promise<PageState>;
}
