/** What several generators yield, as it comes. Leaving early or the failure of one ends them all, by `stop`. */
export async function* mergeAll<Value>(
  generators: readonly AsyncGenerator<Value>[],
  stop: AbortController,
): AsyncGenerator<Value> {
  type Step = { readonly from: AsyncGenerator<Value>; readonly result: IteratorResult<Value> };
  const step = async (from: AsyncGenerator<Value>): Promise<Step> => ({ from, result: await from.next() });
  const pending = new Map(generators.map((generator) => [generator, step(generator)]));
  try {
    while (pending.size > 0) {
      const { from, result } = await Promise.race(pending.values());
      if (result.done === true) pending.delete(from);
      else {
        yield result.value;
        pending.set(from, step(from));
      }
    }
  } finally {
    stop.abort();
    for (const rest of pending.values()) rest.catch(() => undefined);
    await Promise.allSettled([...pending.keys()].map((generator) => generator.return(undefined)));
  }
}
