// Saves a picture of the window once the page says that nothing is running any more.
import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import type { BrowserWindow } from 'electron';

import { AppError } from '../../shared/errors.ts';

/** What the page says of itself on its root element. */
type PageState = { readonly state: string; readonly error: string };

const pollMs = 100;
/** Idle for this long: between two calls the page may look idle for a moment. */
const settleMs = 700;

/** Throws where the workspace cannot be opened, the page shows an error, or is not idle in time. */
export async function captureWindow(
  window: BrowserWindow,
  opened: Promise<AppError | undefined>,
  { file, timeoutSeconds }: { readonly file: string; readonly timeoutSeconds: number },
): Promise<void> {
  const deadline = Date.now() + timeoutSeconds * 1000;
  const error = await Promise.race([opened, sleep(timeoutSeconds * 1000, undefined, { ref: false })]);
  if (error) throw error;
  await waitUntilIdle(window, deadline);
  const picture = await window.webContents.capturePage();
  await writeFile(file, picture.toPNG());
}

async function waitUntilIdle(window: BrowserWindow, deadline: number): Promise<void> {
  let idleSince: number | undefined;
  while (true) {
    const { state, error } = await readState(window);
    if (state === 'error') throw new AppError('internal', error || 'The window shows an error');
    idleSince = state === 'idle' ? (idleSince ?? Date.now()) : undefined;
    if (idleSince !== undefined && Date.now() - idleSince >= settleMs) return;
    if (Date.now() > deadline) throw new AppError('internal', `The window was not idle in time (${state})`);
    await sleep(pollMs);
  }
}

function readState(window: BrowserWindow): Promise<PageState> {
  const script = `document.fonts.ready.then(() => {
    const { state = 'not loaded', error = '' } = document.documentElement.dataset;
    return { state, error };
  })`;
  return window.webContents.executeJavaScript(script) as Promise<PageState>;
}
