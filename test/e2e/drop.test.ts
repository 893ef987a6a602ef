// Files dropped on the window: the page gets tokens for them, and opens them.
import path from 'node:path';

import { afterEach, expect, test } from 'vitest';

import { closeApps, startApp, temporaryDir } from './app.ts';
import { logRecord, writeLog } from './logs.ts';

afterEach(closeApps);

test('a dropped file reaches the page as a token and a name', async () => {
  const { page } = await startApp({ paths: [await writeLog(await temporaryDir(), 'open.json', [logRecord(1)])] });
  const file = await writeLog(await temporaryDir(), 'dropped.json', [logRecord(2)]);
  const dropped = page.evaluate(() => new Promise<unknown>((resolve) => void firetrail.on('dropped', resolve)));
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  }
  const payload = await dropped;
  expect(payload).toEqual({ tokens: [expect.any(String)], names: [path.basename(file)] });
  expect(JSON.stringify(payload)).not.toContain(path.dirname(file));
  // A drop that nobody takes would make the window navigate to the file.
  expect(page.url()).toBe('app://firetrail/index.html');
});

test('a drop that the page makes up is not taken', async () => {
  const { page } = await startApp({ paths: [await writeLog(await temporaryDir(), 'open.json', [logRecord(1)])] });
  const count = await page.evaluate(async () => {
    let messages = 0;
    firetrail.on('dropped', () => (messages += 1));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['{}'], '/etc/passwd'));
    dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
    await new Promise((resolve) => setTimeout(resolve, 300));
    return messages;
  });
  expect(count).toBe(0);
});
