// The cache of downloaded objects, as it is shown.

export type CachePlace = {
  /** A bucket's name, or `Event history 111122223333`. */
  readonly name: string;
  readonly objects: number;
  readonly bytes: number;
};

export type CacheStatus = {
  /** Where it lies on this machine. */
  readonly dir: string;
  readonly limitBytes: number;
  readonly bytes: number;
  readonly objects: number;
  /** The largest first. */
  readonly places: readonly CachePlace[];
};
