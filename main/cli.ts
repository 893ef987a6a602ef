#!/usr/bin/env node
// Composition root of the command line: the same core as the window, without Electron.
import { fileURLToPath } from 'node:url';

import { runCommandLine } from './cli/commandLine.ts';

const workerFile = fileURLToPath(new URL('../worker/worker.js', import.meta.url));

process.exitCode = await runCommandLine(process.argv.slice(2), { workerFile });
