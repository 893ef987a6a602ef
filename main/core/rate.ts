// How fast something goes: so many a second over the last few seconds.

const windowMs = 3000;
/** Over a shorter time a rate says nothing. */
const leastMs = 50;

export class Rate {
  private readonly samples: { readonly atMs: number; readonly count: number }[] = [];

  /** `count` is the number of all so far. */
  perSecond(count: number, atMs: number): number {
    this.samples.push({ atMs, count });
    while (this.samples.length > 2 && atMs - (this.samples[0]?.atMs ?? atMs) > windowMs) this.samples.shift();
    const first = this.samples[0];
    if (first === undefined || atMs - first.atMs < leastMs) return 0;
    return Math.round(((count - first.count) * 1000) / (atMs - first.atMs));
  }
}
