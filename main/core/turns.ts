/** Things that are done one after the other, in the order in which they were asked for. */
export class Turns {
  private last: Promise<unknown> = Promise.resolve();

  /** Begins when all before it have ended, in whatever way. */
  take<Value>(run: () => Promise<Value>): Promise<Value> {
    const turn = this.last.then(run);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
