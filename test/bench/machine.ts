// What the figures were measured on.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem, type as systemName } from 'node:os';
import path from 'node:path';

const gibibyte = 1024 ** 3;

export function machineFacts(root: string): string {
  const lines = {
    machine: `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${(totalmem() / gibibyte).toFixed(1)} GiB memory`,
    system: `${systemName()} ${release()}, load ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')} when started`,
    versions: `Firetrail ${commitOf(root)}, Node ${process.versions.node}, DuckDB ${packageVersion(root, '@duckdb/node-api')}`,
  };
  return Object.entries(lines)
    .map(([name, value]) => `${name.padEnd(9)} ${value}`)
    .join('\n');
}

/** The commit that is checked out; sources without a repository have none. */
function commitOf(root: string): string {
  const { version } = readPackage(path.join(root, 'package.json'));
  try {
    const commit = execFileSync('git', ['describe', '--always', '--dirty'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return `${version} (${commit.toString().trim()})`;
  } catch {
    return version;
  }
}

function packageVersion(root: string, name: string): string {
  return readPackage(path.join(root, 'node_modules', name, 'package.json')).version;
}

function readPackage(file: string): { readonly version: string } {
  return JSON.parse(readFileSync(file, 'utf8')) as { version: string };
}
