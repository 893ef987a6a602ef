// Follows sources beyond this machine: looks for what is new on a timer, and where a trail's bucket notifies a queue,
// waits at the queue. A message is deleted once its objects are in the workspace, never before.
import { isCancelled } from '../../shared/errors.ts';
import type { Follow } from '../../shared/ipc/contract.ts';
import type { S3Source } from '../../shared/ipc/sourceSpec.ts';
import type { Notification, Queue } from './aws/queue.ts';
import { delay } from './delay.ts';
import type { ImportSelection } from './openWorkspace.ts';
import type { SourceEntry, WalkContext } from './sources/source.ts';
import type { StoredSource } from './store/sources.ts';
import { Turns } from './turns.ts';

/** After a queue could not be asked, or gave nothing but messages that stay in it. */
const longPauseMs = 30_000;
/** While something else changes the workspace. */
const busyPollMs = 500;
/** How long queues may take to have messages back when following ends. */
const graceMs = 2000;

/** What following needs of the open workspace and of AWS. */
export type FollowParts = {
  /** The sources of the open workspace that are beyond this machine. */
  readonly remoteSources: () => Promise<readonly StoredSource[]>;
  readonly isChanging: () => boolean;
  /** Runs an import to its end, or until it is aborted; throws what it failed with. */
  readonly runImport: (only: ImportSelection, signal: AbortSignal) => Promise<void>;
  readonly walk: (source: StoredSource, context: WalkContext) => AsyncIterable<SourceEntry>;
  readonly openQueue: (spec: S3Source) => Promise<Queue>;
  readonly notifiedEntries: (spec: S3Source, objects: Objects, context: WalkContext) => AsyncIterable<SourceEntry>;
  readonly isWanted: (spec: S3Source, object: Objects[number]) => boolean;
  /** Whether the objects have all been read, in the versions that were met. */
  readonly areRead: (spec: S3Source, objects: Objects, met: MetVersions) => Promise<boolean>;
  readonly onChange: () => void;
};

type Objects = Notification['objects'];

/** Of the files that an import has come by, by their paths in the workspace. */
export type MetVersions = ReadonlyMap<string, string>;

export class Follower {
  static readonly everySeconds = 60;
  private readonly parts: FollowParts;
  private readonly abort = new AbortController();
  /** Messages that are about nothing this workspace wants: they stay in the queue, and are not looked at again. */
  private readonly unwanted = new Set<string>();
  private readonly queues = new Set<Queue>();
  private current: Follow;
  private ended: Promise<unknown> = Promise.resolve();
  /** Imports of several queues and of the timer follow one another. */
  private readonly turns = new Turns();

  constructor(parts: FollowParts) {
    this.parts = parts;
    this.current = { isOn: true, by: 'timer', everySeconds: Follower.everySeconds };
  }

  get state(): Follow {
    return this.current;
  }

  async start(): Promise<void> {
    const sources = await this.parts.remoteSources();
    const queued = sources.flatMap(({ spec }) => (spec.kind === 's3' && spec.queueUrl !== undefined ? [spec] : []));
    const timed = sources.filter(({ spec }) => spec.kind !== 's3' || spec.queueUrl === undefined);
    this.update({ by: timed.length === 0 && queued.length > 0 ? 'queue' : 'timer' });
    const loops = queued.map((spec) => this.followQueue(spec));
    if (timed.length > 0) loops.push(this.loop(() => this.lookAt(timed).then(() => Follower.everySeconds * 1000)));
    this.ended = Promise.all(loops);
  }

  /** Ends an import of what was found too: the rest is found again. */
  async stop(): Promise<void> {
    this.abort.abort();
    const giveUp = setTimeout(() => {
      for (const queue of this.queues) queue.close();
    }, graceMs);
    await this.ended;
    clearTimeout(giveUp);
  }

  /** `step` gives how long to wait before the next. */
  private async loop(step: () => Promise<number>): Promise<void> {
    while (!this.abort.signal.aborted) {
      const pauseMs = await step().catch((error: unknown) => {
        if (!isCancelled(error) && !this.abort.signal.aborted) this.update({ remark: messageOf(error) });
        return longPauseMs;
      });
      await this.sleep(pauseMs);
    }
  }

  private async lookAt(timed: readonly StoredSource[]): Promise<void> {
    await this.inTurn(timed.map((source) => (context) => this.parts.walk(source, context)));
    this.looked();
  }

  private async followQueue(spec: S3Source): Promise<void> {
    let queue: Queue | undefined;
    await this.loop(async () => {
      queue ??= await this.open(spec);
      return this.takeFrom(queue, spec);
    });
    queue?.close();
  }

  private async open(spec: S3Source): Promise<Queue> {
    const queue = await this.parts.openQueue(spec);
    this.queues.add(queue);
    return queue;
  }

  private async takeFrom(queue: Queue, spec: S3Source): Promise<number> {
    const received = await queue.receive(this.abort.signal);
    const fresh = received.filter(({ messageId }) => !this.unwanted.has(messageId));
    const gone = new Set<Notification>();
    try {
      for (const notification of await this.read(fresh, spec)) gone.add(notification);
      const failed = new Set((await queue.delete([...gone])).map(({ messageId }) => messageId));
      for (const notification of gone) if (failed.has(notification.messageId)) gone.delete(notification);
    } finally {
      // Otherwise they would be kept back for as long as the queue is followed. If that fails, they come back later.
      await queue.release(received.filter((one) => !gone.has(one))).catch(() => undefined);
    }
    this.looked(queue.unknownMessages);
    // What stays would be received again at once: others may want it, and what could not be read may be read later.
    return received.length > 0 && gone.size === 0 ? longPauseMs : 0;
  }

  /** Imports what messages name; gives those of which everything is in the workspace. */
  private async read(fresh: readonly Notification[], spec: S3Source): Promise<readonly Notification[]> {
    const objects = fresh.flatMap((notification) => notification.objects);
    const met = new Map<string, string>();
    if (objects.length > 0)
      await this.inTurn([(context) => noting(this.parts.notifiedEntries(spec, objects, context), met)]);
    const done: Notification[] = [];
    for (const notification of fresh) {
      if (await this.parts.areRead(spec, notification.objects, met)) done.push(notification);
      else if (!this.isOfUse(spec, notification)) this.unwanted.add(notification.messageId);
    }
    return done;
  }

  private isOfUse(spec: S3Source, { objects }: Notification): boolean {
    return objects.some((object) => this.parts.isWanted(spec, object));
  }

  /** Waits until nothing else changes the workspace, then imports. */
  private inTurn(only: ImportSelection): Promise<void> {
    return this.turns.take(async () => {
      while (this.parts.isChanging() && !this.abort.signal.aborted) await this.sleep(busyPollMs);
      if (!this.abort.signal.aborted) await this.parts.runImport(only, this.abort.signal);
    });
  }

  private looked(unknownMessages = 0): void {
    const left = this.unwanted.size + unknownMessages;
    const { remark: _former, ...rest } = this.current;
    const remark = left === 0 ? {} : { remark: leftText(left) };
    this.current = { ...rest, lastLookAt: new Date().toISOString(), ...remark };
    this.parts.onChange();
  }

  private update(change: Partial<Follow>): void {
    this.current = { ...this.current, ...change };
    this.parts.onChange();
  }

  /** Not for longer than it follows. */
  private async sleep(ms: number): Promise<void> {
    if (ms > 0) await delay(ms, this.abort.signal).catch(() => undefined);
  }
}

async function* noting(entries: AsyncIterable<SourceEntry>, met: Map<string, string>): AsyncGenerator<SourceEntry> {
  for await (const entry of entries) {
    if (entry.kind === 'file' && entry.version !== undefined) met.set(entry.path, entry.version);
    yield entry;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function leftText(messages: number): string {
  const [are, they] = messages === 1 ? ['message is', 'it is'] : ['messages are', 'they are'];
  return `${messages} ${are} left in the queue: what ${they} about is not for this workspace.`;
}
