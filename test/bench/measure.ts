// Numbers from several runs, and the rows of the table they are shown in.

export type Goal = { readonly text: string; readonly isReached: boolean };

/** One line of the result. */
export type Measured = {
  readonly what: string;
  readonly measured: string;
  readonly reference?: string;
  readonly ratio?: string;
  readonly goal: Goal;
};

type Unit = 's' | 'ms' | 'MB' | '%';

/** Something that must stay below a limit, measured once a run. */
export function limited(what: string, values: readonly number[], unit: Unit, limit: number): Measured {
  return {
    what,
    measured: spread(values, unit),
    goal: { text: `< ${limit} ${unit}`, isReached: median(values) < limit },
  };
}

/** A number that must not be exceeded. */
export function counted(what: string, value: number, limit: number): Measured {
  return { what, measured: String(value), goal: { text: `≤ ${limit}`, isReached: value <= limit } };
}

/** One run of something that is compared with a reference, which was measured before and after it. */
export type ComparedRun = { readonly seconds: number; readonly before: number; readonly after: number };

/** Something that may take at most `limit` times its reference. */
export function compared(what: string, runs: readonly ComparedRun[], limit: number): Measured {
  const ratios = runs.map(ratioOf);
  const seconds = runs.map((run) => run.seconds);
  const before = median(runs.map((run) => run.before));
  const after = median(runs.map((run) => run.after));
  return {
    what,
    measured: spread(seconds, 's'),
    reference: `${before.toFixed(2)} / ${after.toFixed(2)} s`,
    ratio: `${median(ratios).toFixed(1)} × (${Math.min(...ratios).toFixed(1)}–${Math.max(...ratios).toFixed(1)})`,
    goal: { text: `≤ ${limit} ×`, isReached: median(ratios) <= limit },
  };
}

/** Something that must be so many times faster than its reference. */
export function faster(what: string, runs: readonly ComparedRun[], times: number): Measured {
  const gains = runs.map((run) => 1 / ratioOf(run));
  return {
    ...compared(what, runs, times),
    ratio: `${median(gains).toFixed(1)} × faster (${Math.min(...gains).toFixed(1)}–${Math.max(...gains).toFixed(1)})`,
    goal: { text: `≥ ${times} × faster`, isReached: median(gains) >= times },
  };
}

/** The machine's speed changes from minute to minute: what counts is the reference on both sides of the run. */
export function ratioOf({ seconds, before, after }: ComparedRun): number {
  return seconds / ((before + after) / 2);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** The smallest value that at least this share of the values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

function spread(values: readonly number[], unit: Unit): string {
  const text = (value: number) => value.toFixed(unit === 's' ? 2 : value < 10 ? 1 : 0);
  const range = values.length === 1 ? '' : ` (${text(Math.min(...values))}–${text(Math.max(...values))})`;
  return `${text(median(values))}${range} ${unit}`;
}
