// The only file that listens to the page. Every message's sender is checked here; names and inputs are checked
// by the contract, here for calls of the shell and in the core's dispatcher for its own.
import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron';

import { coreCalls, shellCalls, type Reply, type ShellCallName } from '../../shared/ipc/contract.ts';
import { channels } from './channels.ts';
import { isFromPage } from './security.ts';

export type IpcOptions = {
  readonly page: WebContents;
  readonly callCore: (name: string, input: unknown, signal: AbortSignal) => Promise<Reply>;
  readonly callShell: (name: ShellCallName, input: unknown) => Promise<Reply>;
  readonly onDropped: (paths: readonly string[]) => void;
  readonly log: (message: string) => void;
};

/** Answers the page from now on. */
export function serveCalls(options: IpcOptions): void {
  const { page } = options;
  const running = new Map<number, AbortController>();
  const cancelAll = () => {
    for (const controller of running.values()) controller.abort();
    running.clear();
  };
  const isAllowed = (event: IpcMainEvent | IpcMainInvokeEvent) => {
    if (isFromPage(event, page)) return true;
    options.log(`Refused a message from ${event.senderFrame?.origin ?? 'a frame that is gone'}`);
    return false;
  };

  ipcMain.handle(channels.call, async (event, name: unknown, input: unknown, callId: unknown): Promise<Reply> => {
    if (!isAllowed(event)) return refuse('This page may not call the app');
    if (typeof name !== 'string' || !Number.isSafeInteger(callId)) return refuse('A call needs a name and a number');
    const controller = new AbortController();
    running.set(callId as number, controller);
    const reply = await route(options, name, input, controller.signal);
    if (running.get(callId as number) === controller) running.delete(callId as number);
    return reply;
  });
  ipcMain.on(channels.cancel, (event, callId: unknown) => {
    if (isAllowed(event)) running.get(callId as number)?.abort();
  });
  ipcMain.on(channels.dropped, (event, paths: unknown) => {
    if (isAllowed(event) && isListOfPaths(paths)) options.onDropped(paths);
  });
  // A page that is loaded anew counts its calls from one again; nobody waits for the old ones.
  page.on('did-navigate', cancelAll);
  page.on('render-process-gone', cancelAll);
}

function route(options: IpcOptions, name: string, input: unknown, signal: AbortSignal): Promise<Reply> {
  if (Object.hasOwn(coreCalls, name)) return options.callCore(name, input, signal);
  if (isShellCall(name)) return options.callShell(name, input);
  return Promise.resolve(refuse(`There is no call ${name.slice(0, 100)}`));
}

function isShellCall(name: string): name is ShellCallName {
  return Object.hasOwn(shellCalls, name);
}

function isListOfPaths(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

function refuse(message: string): Reply {
  return { ok: false, error: { code: 'bad-request', message } };
}
