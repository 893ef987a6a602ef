// The window's native parts follow the theme that the settings hold.
import { nativeTheme } from 'electron';

import type { CallOutput, Reply } from '../../shared/ipc/contract.ts';

/** Looks at the page's calls go by: whenever one tells the settings, their theme is taken. Returns the reply. */
export function followTheme(name: string, reply: Reply): Reply {
  if ((name === 'settings.get' || name === 'settings.set') && reply.ok) {
    nativeTheme.themeSource = (reply.value as CallOutput<'settings.get'>).theme;
  }
  return reply;
}
