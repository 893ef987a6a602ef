// Starts a program in the surroundings that Electron needs: a display, and no sandbox where there cannot be one.
import { readFileSync } from 'node:fs';

import { runStatus, say } from './run.mjs';
import { withVirtualDisplay } from './virtualDisplay.mjs';

export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Runs a command, under a virtual display where there is no real one. Returns its exit status. */
export function runWithDisplay(command, args, options = {}) {
  if (hasDisplay()) return runStatus(command, args, options);
  return withVirtualDisplay((display) => {
    return runStatus(command, args, { ...options, env: { ...(options.env ?? process.env), ...display } });
  });
}

/** The switches for Electron that a machine asks for. */
export function machineSwitches() {
  if (process.platform !== 'linux') return [];
  const isWaylandOnly = process.env.WAYLAND_DISPLAY && !process.env.DISPLAY;
  return [...sandboxSwitches(), ...(isWaylandOnly ? ['--ozone-platform-hint=auto'] : []), ...quietSwitches];
}

/** Chromium's sandbox refuses to run as root, and cannot run where the kernel denies user namespaces. */
function sandboxSwitches() {
  // Root is most often in a container, whose shared memory is too small for Chromium.
  if (process.getuid?.() === 0) return ['--no-sandbox', '--disable-dev-shm-usage'];
  const isDenied =
    readSetting('kernel/apparmor_restrict_unprivileged_userns') === '1' ||
    readSetting('kernel/unprivileged_userns_clone') === '0';
  if (!isDenied) return [];
  say('This kernel lets no ordinary program make user namespaces: started from the sources without a sandbox');
  return ['--no-sandbox'];
}

/** Chromium's own log on standard error, dozens of lines where there is no D-Bus and no GPU, hides what we say. */
const quietSwitches = ['--log-level=3'];

/** The environment for Electron: this variable, which some terminals of editors set, turns it into plain Node. */
export function electronEnvironment() {
  const { ELECTRON_RUN_AS_NODE: _unwanted, ...env } = process.env;
  return env;
}

function readSetting(name) {
  try {
    return readFileSync(`/proc/sys/${name}`, 'utf8').trim();
  } catch {
    return undefined;
  }
}
