// The line that a terminal shows while an import runs.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { showProgress } from '../../main/cli/progress.ts';

const isTerminal = process.stderr.isTTY;
let shown: string[] = [];

beforeEach(() => {
  shown = [];
  process.stderr.isTTY = true;
  vi.useFakeTimers({ toFake: ['performance'] });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    shown.push(String(text));
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  process.stderr.isTTY = isTerminal;
});

test('objects and events stand in one line, whichever of them was reported last', () => {
  const fetch = {
    objectsDone: 12,
    objectsTotal: 60,
    bytesDone: 1e6,
    bytesTotal: 5e6,
    objectsFromCache: 0,
    bytesPerSecond: 0,
    concurrency: 8,
    isTotalKnown: true,
  };
  showProgress({ fetch });
  vi.advanceTimersByTime(200);
  showProgress({ records: 34, filesDone: 5 });
  vi.advanceTimersByTime(200);
  showProgress({ fetch: { ...fetch, objectsDone: 20 } });
  expect(shown.slice(1).map((line) => line.slice('\r\u001b[K'.length))).toEqual([
    '12 of 60 objects, 1.0 of 5.0 MB; 34 events',
    '20 of 60 objects, 1.0 of 5.0 MB; 34 events',
  ]);
});
