// A core as the app has it, in a folder of its own, with what a test needs around it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { Core } from '../../main/core/core.ts';
import type { OpenWorkspace } from '../../main/core/openWorkspace.ts';
import { createCore } from '../../main/core/createCore.ts';
import { createSources } from '../../main/core/sources/registry.ts';
import {
  coreCalls,
  type CallInput,
  type CallOutput,
  type CoreCallName,
  type Job,
  type PushedName,
  type Reply,
} from '../../shared/ipc/contract.ts';

export type PushedMessage = { readonly name: PushedName; readonly payload: unknown };

export class TestCore {
  /** The calls that any core has answered in a test file. */
  static readonly answered = new Set<CoreCallName>();
  readonly dir: string;
  readonly pushed: PushedMessage[] = [];
  readonly core: Core;

  private constructor(dir: string, core: Core) {
    this.dir = dir;
    this.core = core;
    core.onPushed((name, payload) => this.pushed.push({ name, payload }));
  }

  static async make(samplesDir = join(import.meta.dirname, '../../samples')): Promise<TestCore> {
    const dir = mkdtempSync(join(tmpdir(), 'firetrail-core-'));
    return new TestCore(
      dir,
      await createCore({ userDataDir: join(dir, 'user'), samplesDir, workerFile: workerFile() }),
    );
  }

  /** Another core over the same folder, as after a restart of the app. */
  async restarted(): Promise<TestCore> {
    await this.core.close();
    const userDataDir = join(this.dir, 'user');
    return new TestCore(
      this.dir,
      await createCore({ userDataDir, samplesDir: this.path('samples'), workerFile: workerFile() }),
    );
  }

  path(name: string): string {
    return join(this.dir, name);
  }

  write(name: string, content: string | Buffer): string {
    const path = this.path(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  reply(name: string, input: unknown, signal = new AbortController().signal): Promise<Reply> {
    return this.core.call(name, input, signal);
  }

  /** The call's output, which must be what the contract says; an error is thrown as `code: message`. */
  async call<Name extends CoreCallName>(
    name: Name,
    input: CallInput<Name>,
    signal?: AbortSignal,
  ): Promise<CallOutput<Name>> {
    const reply = await this.reply(name, input, signal);
    if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.message}`);
    TestCore.answered.add(name);
    const schema = coreCalls[name].output;
    return ('strict' in schema ? schema.strict() : schema).parse(reply.value) as CallOutput<Name>;
  }

  /** Opens paths and waits for the end of their import. */
  async open(...paths: readonly string[]): Promise<Job> {
    const { jobId } = await this.call('workspace.open', { tokens: paths.map((path) => this.core.grant(path)) });
    return this.ended(jobId);
  }

  async ended(jobId: number | undefined): Promise<Job> {
    for (;;) {
      const job = (await this.call('jobs.list', {})).jobs.find((each) => each.id === jobId);
      if (job === undefined) throw new Error(`No job ${jobId}`);
      if (job.phase !== 'running') return job;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async workspace(): Promise<NonNullable<CallOutput<'workspace.current'>['workspace']>> {
    const { workspace } = await this.call('workspace.current', {});
    if (workspace === undefined) throw new Error('no workspace is open');
    return workspace;
  }

  /** Rows of a filter, in the default order. */
  async events(filter: string, columns: readonly string[]): Promise<CallOutput<'events.page'>> {
    const { viewId } = await this.call('events.open', { filter, sort: [], timeZone: 'UTC' });
    return this.call('events.page', { viewId, offset: 0, limit: 1000, columns: [...columns] });
  }

  async remove(): Promise<void> {
    await this.core.close();
    rmSync(this.dir, { recursive: true });
  }
}

/** How a test opens a workspace without a core around it. */
export function quietly(file: string): Parameters<typeof OpenWorkspace.open>[1] {
  const onBug = (error: unknown): void => {
    throw error;
  };
  const sources = createSources(() => {
    throw new Error('this workspace has no sources beyond this machine');
  });
  return { file, workerFile: workerFile(), sources, onChange: () => undefined, onBug };
}

/** The ingest worker as the tests' set-up has bundled it. */
export function workerFile(): string {
  const file = process.env['FIRETRAIL_WORKER_FILE'];
  if (file === undefined) throw new Error('FIRETRAIL_WORKER_FILE is set by test/buildWorker.ts');
  return file;
}
