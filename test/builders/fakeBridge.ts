// A bridge without a core behind it, derived from the contract: what the page sends and what a test answers are both
// checked against the contract's schemas, so that neither can drift from the real thing.
import type { z } from 'zod';

import { AppError } from '../../shared/errors.ts';
import type { Bridge } from '../../shared/ipc/client.ts';
import {
  calls,
  pushed,
  type CallName,
  type CallOutput,
  type Pushed,
  type PushedName,
  type Reply,
} from '../../shared/ipc/contract.ts';

type ParsedInput<Name extends CallName> = z.output<(typeof calls)[Name]['input']>;

export type FakeHandlers = {
  readonly [Name in CallName]?: (
    input: ParsedInput<Name>,
    signal: AbortSignal,
  ) => CallOutput<Name> | Promise<CallOutput<Name>>;
};

export type Asked = { readonly name: string; readonly input: unknown };

export type FakeBridge = Bridge & {
  /** Every call so far, in order. */
  readonly asked: readonly Asked[];
  /** The inputs of the calls of that name. */
  inputsOf(name: CallName): readonly unknown[];
  /** Sends a message to the window. */
  push<Name extends PushedName>(name: Name, payload: Pushed<Name>): void;
};

/** What a freshly started app answers: nothing is open, nothing runs. */
const quiet: FakeHandlers = {
  'workspace.current': () => ({}),
  'workspace.recent': () => ({ workspaces: [] }),
  'jobs.list': () => ({ jobs: [] }),
  'filter.check': () => ({ problems: [] }),
  'events.close': () => ({}),
  'events.position': () => ({}),
  'streams.ofEvent': () => ({ title: 'Belongs to no stream', explanation: '' }),
  'streams.list': () => ({ streams: [], unattached: [], isCurrent: true }),
  'problems.groups': () => ({ groups: [] }),
  'events.facets': ({ facets }) => ({ facets: facets.map(({ field }) => ({ field, values: [], distinct: 0 })) }),
  'events.histogram': () => ({ bars: [], toMs: 0, step: '1 day', withoutTime: 0 }),
  'events.fields': () => ({ fields: [] }),
  'filter.complete': ({ cursor }) => ({ from: cursor, to: cursor, options: [] }),
  'event.related': () => ({ groups: [] }),
  'sql.schema': () => ({ tables: [] }),
  'problems.list': () => ({ problems: [], total: 0, byKind: [] }),
  'settings.get': () => ({ theme: 'system', timeZone: 'UTC', gridColumns: [], detailTab: 'summary' }),
  'settings.set': (changed) => ({
    theme: 'system',
    timeZone: 'UTC',
    gridColumns: [],
    detailTab: 'summary',
    ...defined(changed),
  }),
  'shell.info': () => ({ version: '0.1.0', platform: 'linux', view: 'events' }),
  'shell.copyText': () => ({}),
  'shell.coreStatus': () => ({ phase: 'running' }),
  'shell.restartCore': () => ({}),
  'jobs.cancel': () => ({}),
  'jobs.pause': () => ({}),
  'jobs.resume': () => ({}),
  'shell.openExternal': () => ({}),
  'sources.follow': () => ({}),
  'aws.profiles': () => ({ profiles: [], problems: [] }),
  'aws.prompts': () => ({ prompts: [] }),
  'aws.answer': () => ({}),
  'aws.dismiss': () => ({}),
  'aws.regions': () => ({ regions: ['us-east-1', 'eu-west-1'] }),
  'aws.buckets': () => ({ buckets: [] }),
};

type Defined<Shape> = { [Key in keyof Shape]: Exclude<Shape[Key], undefined> };

function defined<Shape extends object>(shape: Shape): Partial<Defined<Shape>> {
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined)) as Partial<
    Defined<Shape>
  >;
}

function isCallName(name: string): name is CallName {
  return Object.hasOwn(calls, name);
}

export function fakeBridge(handlers: FakeHandlers = {}): FakeBridge {
  const asked: Asked[] = [];
  const running = new Map<number, AbortController>();
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  return {
    asked,
    inputsOf: (name) => asked.filter((call) => call.name === name).map((call) => call.input),
    async call(name, input, callId): Promise<Reply> {
      if (!isCallName(name)) throw new Error(`The contract has no call ${name}`);
      const parsed = calls[name].input.parse(input);
      asked.push({ name, input: parsed });
      const controller = new AbortController();
      running.set(callId, controller);
      try {
        return { ok: true, value: await answer({ ...quiet, ...handlers }, name, parsed, controller.signal) };
      } catch (error) {
        return { ok: false, error: asReplyError(error) };
      } finally {
        running.delete(callId);
      }
    },
    cancel: (callId) => running.get(callId)?.abort(),
    on(name, listener) {
      const known = listeners.get(name) ?? new Set();
      listeners.set(name, known.add(listener));
      return () => known.delete(listener);
    },
    push(name, payload) {
      const parsed = pushed[name].parse(payload);
      for (const listener of listeners.get(name) ?? []) listener(parsed);
    },
  };
}

async function answer(handlers: FakeHandlers, name: CallName, input: unknown, signal: AbortSignal): Promise<unknown> {
  const handler = handlers[name] as ((input: unknown, signal: AbortSignal) => unknown) | undefined;
  if (!handler) throw new Error(`No answer was given for ${name}`);
  const value = await handler(input, signal);
  if (signal.aborted) throw new AppError('cancelled', 'Cancelled');
  return calls[name].output.parse(value);
}

function asReplyError(error: unknown): Extract<Reply, { ok: false }>['error'] {
  if (error instanceof AppError) return { code: error.code, message: error.message, detail: error.detail };
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) };
}
