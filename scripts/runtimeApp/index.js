// Stands in for Electron's default app, which the runtime out of the npm registry lacks: runs the app whose
// folder is the first argument. The top-level await holds `ready` back until the app has been loaded.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { app } from 'electron';

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (!folder) {
  process.stderr.write('Say which app to run: electron FOLDER\n');
  process.exit(2);
}
const appPath = path.resolve(folder);
const manifest = JSON.parse(readFileSync(path.join(appPath, 'package.json'), 'utf8'));
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version);
app.setAppPath(appPath);
await import(pathToFileURL(path.join(appPath, manifest.main)).href);
