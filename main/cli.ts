#!/usr/bin/env node
// Composition root of the command line: the same core as the window, without Electron.
import { fileURLToPath } from 'node:url';

import { runCommandLine } from './cli/commandLine.ts';

// Which Node this runs on is not for its users to change.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const workerFile = fileURLToPath(new URL('../worker/worker.js', import.meta.url));

process.exitCode = await runCommandLine(process.argv.slice(2), { workerFile });
