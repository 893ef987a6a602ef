// What the page cannot do, whatever code runs in it.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { callFromPage, closeApps, root, startApp, temporaryDir, type RunningApp } from './app.ts';
import { logRecord, writeLog } from './logs.ts';

const pageUrl = 'app://firetrail/index.html';

let running: RunningApp;
let server: Server;
let serverUrl: string;
let requests = 0;

beforeAll(async () => {
  server = createServer((_request, response) => {
    requests += 1;
    response.setHeader('Access-Control-Allow-Origin', '*').end('reached');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  serverUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  running = await startApp({ paths: [await writeLog(await temporaryDir(), 'log.json', [logRecord(1)])] });
  // Native dialogs would wait for a click; what they were asked is kept for the tests.
  await running.app.evaluate(({ dialog, shell }) => {
    const asked: string[] = [];
    const opened: string[] = [];
    Object.assign(globalThis, { asked, opened });
    dialog.showMessageBox = (...args: unknown[]) => {
      asked.push((args.at(-1) as { detail?: string }).detail ?? '');
      return Promise.resolve({ response: 1, checkboxChecked: false });
    };
    shell.openExternal = (url) => {
      opened.push(url);
      return Promise.resolve();
    };
  });
});

afterAll(async () => {
  await closeApps();
  server.close();
});

const openedOutside = () => running.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
const askedUser = () => running.app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);

describe('the page', () => {
  test('sees three functions of the app, and nothing of Node or Electron', async () => {
    const seen = await running.page.evaluate(() => ({
      bridge: Object.keys(firetrail).toSorted(),
      globals: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter(
        (name) => name in globalThis,
      ),
    }));
    expect(seen).toEqual({ bridge: ['call', 'cancel', 'on'], globals: [] });
  });

  test('runs sandboxed and isolated', async () => {
    const preferences = await running.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>;
      };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
    });
  });

  test('cannot navigate away', async () => {
    const { page } = running;
    await page.evaluate((url) => {
      document.body.dataset['mark'] = 'still here';
      location.href = url;
    }, serverUrl);
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'file:///etc/passwd';
      document.body.append(link);
      link.click();
      link.remove();
    });
    await page.waitForTimeout(300);
    expect(page.url()).toBe(pageUrl);
    expect(await page.evaluate(() => document.body.dataset['mark'])).toBe('still here');
    expect(requests).toBe(0);
  });

  test('opens no window: an https address is offered to the user, others are refused', async () => {
    const { app, page } = running;
    const results = await page.evaluate(() => [
      window.open('https://docs.aws.amazon.com/firehose/') === null,
      window.open('http://example.com/') === null,
      window.open('file:///etc/passwd') === null,
      window.open('about:blank') === null,
    ]);
    expect(results).toEqual([true, true, true, true]);
    await expect.poll(askedUser).toContain('https://docs.aws.amazon.com/firehose/');
    expect((await askedUser()).filter((address) => !address.startsWith('https://'))).toEqual([]);
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    // The user's answer was Cancel.
    expect(await openedOutside()).toEqual([]);
  });

  test('reaches no network', async () => {
    const outcomes = await running.page.evaluate(async (url) => {
      const fetched = fetch(url).then(
        () => 'reached',
        () => 'refused',
      );
      const image = new Promise((resolve) => {
        const element = new Image();
        element.onload = () => resolve('reached');
        element.onerror = () => resolve('refused');
        element.src = `${url}image.png`;
      });
      const socket = new Promise((resolve) => {
        try {
          const opened = new WebSocket(url.replace('http', 'ws'));
          opened.onopen = () => resolve('reached');
          opened.onerror = () => resolve('refused');
        } catch {
          resolve('refused');
        }
      });
      navigator.sendBeacon(`${url}beacon`, 'x');
      return Promise.all([fetched, image, socket]);
    }, serverUrl);
    expect(outcomes).toEqual(['refused', 'refused', 'refused']);
    expect(requests).toBe(0);
  });

  test('would reach no network without its content security policy either', async () => {
    const outcome = await running.app.evaluate(
      ({ session }, url) =>
        session.defaultSession.fetch(url).then(
          () => 'reached',
          () => 'refused',
        ),
      serverUrl,
    );
    expect(outcome).toBe('refused');
    expect(requests).toBe(0);
  });

  // Code that a debugger evaluates may use eval under any policy, so this runs from a timer of the page's own.
  test('evaluates no text as code', async () => {
    const outcome = await running.page.evaluate(
      () =>
        new Promise((resolve) => {
          setTimeout(() => {
            try {
              // oxlint-disable-next-line typescript/no-implied-eval -- the test is that this does not run
              resolve(new Function('return "ran"')());
            } catch (error) {
              resolve((error as Error).name);
            }
          });
        }),
    );
    expect(outcome).toBe('EvalError');
  });

  test('runs no script that was put into it as markup', async () => {
    const ran = await running.page.evaluate(async () => {
      const place = document.createElement('div');
      place.innerHTML = '<img src="x" onerror="document.documentElement.dataset.ran = 1">';
      const script = document.createElement('script');
      script.textContent = 'document.documentElement.dataset.ran = 2';
      const frame = document.createElement('iframe');
      frame.srcdoc = '<script>parent.document.documentElement.dataset.ran = 3</script>';
      document.body.append(place, script, frame);
      await new Promise((resolve) => setTimeout(resolve, 300));
      for (const element of [place, script, frame]) element.remove();
      return document.documentElement.dataset['ran'];
    });
    expect(ran).toBeUndefined();
  });

  test('is granted no device and no notification', async () => {
    const outcomes = await running.page.evaluate(async () => [
      await Notification.requestPermission(),
      await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        () => 'denied',
      ),
      await new Promise((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          () => resolve('denied'),
        );
      }),
    ]);
    expect(outcomes).toEqual(['denied', 'denied', 'denied']);
  });
});

describe('app://', () => {
  const get = (url: string) =>
    running.app.evaluate(async ({ session }, address) => {
      const response = await session.defaultSession.fetch(address);
      return { status: response.status, policy: response.headers.get('content-security-policy') ?? '' };
    }, url);

  test('serves the page with a policy that allows nothing by default, and a new nonce each time', async () => {
    const [first, second] = [await get(pageUrl), await get(pageUrl)];
    expect(first.status).toBe(200);
    expect(first.policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[^']+';/);
    expect(first.policy).not.toContain('unsafe');
    expect(first.policy).not.toBe(second.policy);
  });

  test('gives the page the nonce of its policy', async () => {
    const nonce = await running.page.evaluate(() =>
      document.querySelector('meta[name=csp-nonce]')?.getAttribute('content'),
    );
    expect(nonce).toMatch(/^[\w+/]{22}==$/);
  });

  test.each([
    'app://firetrail/../main/index.js',
    'app://firetrail/%2e%2e/main/index.js',
    'app://firetrail/..%2fmain%2findex.js',
    'app://firetrail/%2Fetc%2Fpasswd',
    'app://firetrail/',
    'app://elsewhere/index.html',
    'app://firetrail/%E0%A4%A',
  ])('does not serve %s', async (url) => {
    expect((await get(url)).status).toBe(404);
  });
});

describe('a message to the app', () => {
  test.each(['nonsense', '', 'toString', '__proto__', 'constructor', 'shell.quit'])(
    'is refused for the unknown call "%s"',
    async (name) => {
      expect(await callFromPage(running.page, name)).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    },
  );

  test.each([
    ['shell.openExternal', {}],
    ['shell.openExternal', { url: 7 }],
    ['shell.openExternal', { url: 'file:///etc/passwd' }],
    ['shell.openExternal', { url: 'http://example.com' }],
    ['shell.openExternal', { url: 'https://user:secret@example.com' }],
    ['shell.openExternal', { url: 'javascript:alert(1)' }],
    ['shell.copyText', { text: 7 }],
    ['workspace.open', {}],
    ['workspace.open', { tokens: [] }],
    ['workspace.open', { tokens: ['/etc/passwd'] }],
    ['events.page', { viewId: -1, offset: 0, limit: 1, columns: [] }],
    ['sql.run', { text: 'SELECT 1', limit: 1_000_000 }],
  ])('is refused for the input of %s: %j', async (name, input) => {
    expect(await callFromPage(running.page, name, input)).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    expect(await openedOutside()).toEqual([]);
  });

  test('is refused from another window, though it shows the same page with the same preload', async () => {
    const reply = await running.app.evaluate(
      async ({ BrowserWindow }, { url, preload }) => {
        const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
        await other.loadURL(url);
        const answer: unknown = await other.webContents.executeJavaScript("firetrail.call('shell.info', {}, 1)");
        other.destroy();
        return answer;
      },
      { url: pageUrl, preload: path.join(root, 'out/preload/preload.cjs') },
    );
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'bad-request', message: 'This page may not call the app' },
    });
  });

  test('is answered where it is from the page', async () => {
    expect(await callFromPage(running.page, 'shell.info')).toMatchObject({ ok: true, value: { view: 'events' } });
  });
});
