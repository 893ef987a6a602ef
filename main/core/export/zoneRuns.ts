// How far the clocks of a zone are ahead of UTC in the times of a log, as stretches that follow one another.
import { setImmediate } from 'node:timers/promises';

export type ZoneRun = {
  /** Up to, but not including; absent in the last. */
  readonly beforeMs: number | undefined;
  readonly offsetSeconds: number;
  /** `+02:00` */
  readonly suffix: string;
};

/** Clocks change at instants that are multiples of this. */
export const zoneStepMs = 15 * 60 * 1000;

const stepsAtOnce = 1000;

/** `steps`: the beginnings of the quarters of an hour that have events, ascending. */
export async function zoneRuns(steps: readonly number[], timeZone: string): Promise<readonly ZoneRun[]> {
  const suffixAt = suffixIn(timeZone);
  const runs: { beforeMs: number | undefined; suffix: string }[] = [];
  for (const [index, step] of steps.entries()) {
    const last = runs.at(-1);
    const suffix = suffixAt(step);
    if (last?.suffix !== suffix) {
      if (last !== undefined) last.beforeMs = step;
      runs.push({ beforeMs: undefined, suffix });
    }
    if (index % stepsAtOnce === stepsAtOnce - 1) await setImmediate();
  }
  return runs.map(({ beforeMs, suffix }) => ({ beforeMs, suffix, offsetSeconds: secondsOf(suffix) }));
}

function suffixIn(timeZone: string): (ms: number) => string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  return (ms) => {
    const name = format.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    return name.replace('GMT', '') || '+00:00';
  };
}

function secondsOf(suffix: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = suffix.slice(1).split(':').map(Number);
  return (suffix.startsWith('-') ? -1 : 1) * ((hours * 60 + minutes) * 60 + seconds);
}
