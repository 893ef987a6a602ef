// What no page in this app may do, whatever its code says: leave, open windows, reach a network, ask for devices.
import { app, BrowserWindow, type Session, type WebContents } from 'electron';

import { appOrigin } from './appProtocol.ts';

export type OfferAddress = (window: BrowserWindow, address: string) => void;

/**
 * Applies to every page that is made from now on, so call it before there is one. An address that a page wants to
 * open in a new window goes to `offerAddress` instead.
 */
export function restrictAllPages(offerAddress: OfferAddress): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      const window = BrowserWindow.fromWebContents(contents);
      if (window) offerAddress(window, url);
      return { action: 'deny' };
    });
    // WebRTC is under no request filter and no CSP directive.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  });
}

export function restrictSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  // Our own scheme is no web request; the developer tools load themselves by theirs.
  session.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !/^(app|devtools|data|blob):/.test(details.url) });
  });
}

/** True for a message from the page itself: not from a frame in it, and not from a page that took its place. */
export function isFromPage(
  sender: { readonly sender: WebContents; readonly senderFrame: Electron.WebFrameMain | null },
  page: WebContents,
): boolean {
  const frame = sender.senderFrame;
  return sender.sender === page && frame !== null && frame === page.mainFrame && frame.origin === appOrigin;
}
