// Several listings at once, as one: what any of them yields comes out, and none runs far ahead of who takes it.

export type ParallelOptions = {
  readonly parallel: number;
  /** How many values may wait to be taken before the listings are held up. */
  readonly ahead?: number;
};

/**
 * Runs `each` for every item, so many at a time, and yields what they yield, as it comes. The first error ends it. When
 * it ends early, what runs is ended too.
 */
export async function* inParallel<Item, Value>(
  items: Iterable<Item> | AsyncIterable<Item>,
  { parallel, ahead = 2 * parallel }: ParallelOptions,
  each: (item: Item) => AsyncIterable<Value>,
): AsyncGenerator<Value> {
  const queue = new Queue<Value>(ahead);
  const source = asyncIterator(items);
  const runners = Array.from({ length: parallel }, () => run(source, each, queue));
  const all = Promise.all(runners).then(
    () => queue.end(),
    (error: unknown) => queue.fail(error),
  );
  try {
    yield* queue.take();
  } finally {
    queue.stop();
    await all;
    await source.return?.();
  }
}

async function run<Item, Value>(
  source: AsyncIterator<Item>,
  each: (item: Item) => AsyncIterable<Value>,
  queue: Queue<Value>,
): Promise<void> {
  while (!queue.isStopped) {
    const next = await source.next();
    if (next.done === true) return;
    for await (const value of each(next.value)) if (!(await queue.put(value))) return;
  }
}

/** One step at a time, however many ask: generators take their turns anyway, other iterators may not. */
function asyncIterator<Item>(items: Iterable<Item> | AsyncIterable<Item>): AsyncIterator<Item> {
  return (async function* () {
    yield* items;
  })();
}

class Queue<Value> {
  isStopped = false;
  private readonly limit: number;
  private readonly values: Value[] = [];
  private hasEnded = false;
  private failure: { readonly error: unknown } | undefined;
  private taker: (() => void) | undefined;
  private putters: (() => void)[] = [];

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Waits until there is room. False when nobody takes any more. */
  async put(value: Value): Promise<boolean> {
    while (this.values.length >= this.limit && !this.isStopped)
      await new Promise<void>((resolve) => this.putters.push(resolve));
    if (this.isStopped) return false;
    this.values.push(value);
    this.wakeTaker();
    return true;
  }

  end(): void {
    this.hasEnded = true;
    this.wakeTaker();
  }

  fail(error: unknown): void {
    this.failure ??= { error };
    this.stop();
    this.wakeTaker();
  }

  stop(): void {
    this.isStopped = true;
    const { putters } = this;
    this.putters = [];
    for (const wake of putters) wake();
  }

  async *take(): AsyncGenerator<Value> {
    for (;;) {
      const next = this.values.shift();
      if (next !== undefined) {
        this.putters.shift()?.();
        yield next;
      } else if (this.failure !== undefined) {
        throw this.failure.error;
      } else if (this.hasEnded) {
        return;
      } else {
        await new Promise<void>((resolve) => (this.taker = resolve));
      }
    }
  }

  private wakeTaker(): void {
    this.taker?.();
    this.taker = undefined;
  }
}
