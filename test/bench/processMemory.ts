// How much memory a program takes with all of its processes. PSS counts what processes share once, divided among
// them; summed up it is what ending the program would free. Linux only.
import { readdirSync, readFileSync } from 'node:fs';

const mebibyte = 1024;

/** Of the process and all that descend from it, in MB. */
export function treeMemory(rootPid: number): number {
  const kilobytes = processTree(rootPid).reduce((sum, pid) => sum + pssOf(pid), 0);
  return kilobytes / mebibyte;
}

/** Samples until stopped; `stop` returns the highest. */
export function watchMemory(rootPid: number, everyMs: number): { stop(): number } {
  let highest = treeMemory(rootPid);
  const timer = setInterval(() => (highest = Math.max(highest, treeMemory(rootPid))), everyMs);
  return {
    stop: () => {
      clearInterval(timer);
      return Math.max(highest, treeMemory(rootPid));
    },
  };
}

export function processTree(rootPid: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? parentOf(name) : undefined;
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const tree = [rootPid];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

function parentOf(pid: string): number | undefined {
  // The program's name, in brackets, may hold anything.
  const fields = readProc(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ');
  return fields === undefined ? undefined : Number(fields[1]);
}

function pssOf(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(readProc(`/proc/${pid}/smaps_rollup`) ?? '')?.[1] ?? 0);
}

/** A process may end while it is looked at. */
function readProc(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
