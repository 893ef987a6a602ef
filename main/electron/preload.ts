// The page's bridge: `call`, `cancel`, `on`. Besides, without the page seeing a path, dropped files go to the main
// process, which gives the page tokens for them.
import { contextBridge, ipcRenderer, webUtils } from 'electron';

import type { Bridge } from '../../shared/ipc/client.ts';
import { channels } from './channels.ts';

type Listening = { readonly name: string; readonly listener: (payload: unknown) => void };

// One listener of Electron's for all of the page's: it warns of a leak from the eleventh on.
const listening = new Set<Listening>();
ipcRenderer.on(channels.pushed, (_event: unknown, name: string, payload: unknown) => {
  for (const one of listening) if (one.name === name) one.listener(payload);
});

const bridge: Bridge = {
  call: (name, input, callId) => ipcRenderer.invoke(channels.call, name, input, callId),
  cancel: (callId) => ipcRenderer.send(channels.cancel, callId),
  on(name, listener) {
    const own: Listening = { name, listener };
    listening.add(own);
    return () => void listening.delete(own);
  },
};

// The few types of the DOM that are used here: the rest of main/ is not to see any.
type FileDrag = {
  readonly isTrusted: boolean;
  readonly dataTransfer: { readonly files: Iterable<File> } | null;
  preventDefault(): void;
};
declare function addEventListener(type: 'dragover' | 'drop', listener: (event: FileDrag) => void): void;

contextBridge.exposeInMainWorld('firetrail', bridge);

// Without this the window would navigate to a dropped file instead of handing it over.
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => {
  event.preventDefault();
  if (!event.isTrusted) return;
  const paths = [...(event.dataTransfer?.files ?? [])].map((file) => webUtils.getPathForFile(file)).filter(Boolean);
  if (paths.length > 0) ipcRenderer.send(channels.dropped, paths);
});
