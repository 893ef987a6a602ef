// How the app feels to somebody who reads: jumps, the wheel, typing, and what it costs when nobody does anything.
import { readFileSync } from 'node:fs';

import type { Page } from 'playwright';

import { callCore, waitUntilIdle, type BenchApp } from './benchApp.ts';
import { counted, limited, percentile, type Measured } from './measure.ts';
import { processTree, treeMemory } from './processMemory.ts';

const jumps = 60;
const idleSeconds = 5;
const openings = 30;

export async function benchReading(bench: BenchApp, all: string): Promise<readonly Measured[]> {
  const { page } = bench;
  await waitUntilIdle(page);
  await watchGrid(page);
  const jumped = await jumpAround(page);
  const wheel = await turnWheel(page);
  const typing = await longestWhileTyping(page);
  await waitUntilIdle(page);
  const idle = await idleShare(bench);
  return [
    limited(`rows stand after a jump, ${all} events, p95 of ${jumps}`, [percentile(jumped, 0.95)], 'ms', 100),
    counted(`frames with an empty row while ${wheel.pixels.toLocaleString('en')} px are scrolled`, wheel.empty, 0),
    limited('longest time the window does not answer while a filter is typed', [typing], 'ms', 50),
    limited('CPU of all processes while nothing happens, in percent of one core', [idle], '%', 1),
  ];
}

/** Memory before and after the workspace has been closed and opened again and again. */
export async function benchReopening({ page, pid }: BenchApp): Promise<Measured> {
  const { workspaces } = await callCore(page, 'workspace.recent', {});
  const [recent] = workspaces;
  if (!recent) throw new Error('No workspace was opened before');
  const reopen = async () => {
    await callCore(page, 'workspace.close', {});
    await callCore(page, 'workspace.openRecent', { workspaceId: recent.id });
    await waitUntilIdle(page);
  };
  // The first times fill caches that stay.
  for (let time = 0; time < 3; time += 1) await reopen();
  const before = treeMemory(pid);
  for (let time = 0; time < openings; time += 1) await reopen();
  const growth = (treeMemory(pid) / before - 1) * 100;
  return limited(`memory after ${openings} times closing and opening, more than before by`, [growth], '%', 10);
}

declare global {
  var gridWatch: {
    readonly viewport: Element;
    readonly emptyRows: () => number;
    readonly jump: (share: number) => Promise<number>;
    readonly frames: { all: number; empty: number };
  };
}

/** Puts into the page what looks at the grid from frame to frame. */
async function watchGrid(page: Page): Promise<void> {
  // Functions with names call this where tsx has compiled them; the page has no such thing.
  await page.evaluate('globalThis.__name = (named) => named');
  await page.evaluate(() => {
    const grid = document.querySelector('[role="grid"][aria-label="Events"]');
    const viewport = grid?.matches('.ag-grid-viewport') ? grid : grid?.querySelector('.ag-grid-viewport');
    if (!viewport) throw new Error('There is no grid');
    const emptyRows = () => {
      const box = viewport.getBoundingClientRect();
      const top = box.top + (viewport.querySelector('.ag-header')?.clientHeight ?? 0) + 2;
      const bottom = top + viewport.clientHeight - 50;
      const rows = [...document.querySelectorAll('.ag-row[row-index]')]
        .map((row) => ({
          box: row.getBoundingClientRect(),
          text: row.querySelector('[col-id="eventName"]')?.textContent,
        }))
        .filter((row) => row.box.bottom > top && row.box.top < bottom)
        .toSorted((a, b) => a.box.top - b.box.top);
      const isCovered = (rows[0]?.box.top ?? bottom) <= top && (rows.at(-1)?.box.bottom ?? top) >= bottom;
      return rows.filter(({ text }) => !text).length + (isCovered ? 0 : 1);
    };
    const jump = (share: number) =>
      new Promise<number>((resolve) => {
        const startedMs = performance.now();
        viewport.scrollTop = Math.floor((viewport.scrollHeight - viewport.clientHeight) * share);
        const look = () => {
          if (emptyRows() === 0) resolve(performance.now() - startedMs);
          else requestAnimationFrame(look);
        };
        // The rows that were there before go with the first frame.
        requestAnimationFrame(look);
      });
    const frames = { all: 0, empty: 0 };
    const count = () => {
      frames.all += 1;
      if (emptyRows() > 0) frames.empty += 1;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    globalThis.gridWatch = { viewport, emptyRows, jump, frames };
  });
}

async function jumpAround(page: Page): Promise<readonly number[]> {
  const times: number[] = [];
  for (let jump = 0; jump < jumps; jump += 1) {
    // Far from the last place, and never twice at the same.
    times.push(await page.evaluate((share) => gridWatch.jump(share), (jump * 0.381966) % 1));
    await page.waitForTimeout(100);
  }
  return times;
}

async function turnWheel(page: Page): Promise<{ readonly empty: number; readonly pixels: number }> {
  const box = await page.getByRole('grid', { name: 'Events' }).boundingBox();
  await page.mouse.move((box?.x ?? 0) + 200, (box?.y ?? 0) + 200);
  await page.evaluate(() => Object.assign(gridWatch.frames, { all: 0, empty: 0 }));
  let pixels = 0;
  for (const step of [100, 300, -300]) {
    for (let turn = 0; turn < 80; turn += 1) await page.mouse.wheel(0, step);
    pixels += Math.abs(step) * 80;
  }
  return { empty: await page.evaluate(() => gridWatch.frames.empty), pixels };
}

async function longestWhileTyping(page: Page): Promise<number> {
  await page.evaluate(() => {
    const found = { longest: 0 };
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) found.longest = Math.max(found.longest, duration);
    });
    observer.observe({ entryTypes: ['longtask'] });
    Object.assign(globalThis, { longTasks: found });
  });
  const box = page.getByRole('searchbox', { name: 'Filter' });
  await box.click();
  await page.keyboard.type('eventName:Describe* -readOnly:true awsRegion:us-east-1', { delay: 60 });
  await page.waitForTimeout(500);
  const longest = await page.evaluate(
    () => (globalThis as unknown as { longTasks: { longest: number } }).longTasks.longest,
  );
  await page.keyboard.press('Escape');
  await box.fill('');
  await box.press('Enter');
  return longest;
}

async function idleShare({ page, pid }: BenchApp): Promise<number> {
  // What looks at every frame would be what costs.
  await page.reload();
  await waitUntilIdle(page);
  await page.waitForTimeout(3000);
  const before = cpuSeconds(pid);
  await page.waitForTimeout(idleSeconds * 1000);
  return ((cpuSeconds(pid) - before) / idleSeconds) * 100;
}

const ticksPerSecond = 100;

function cpuSeconds(rootPid: number): number {
  return processTree(rootPid).reduce((sum, pid) => sum + ticksOf(pid), 0) / ticksPerSecond;
}

function ticksOf(pid: number): number {
  try {
    // The program's name, in brackets, may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return 0;
  }
}
