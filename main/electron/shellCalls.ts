// The calls that the shell itself answers.
import { existsSync } from 'node:fs';
import path from 'node:path';

import { app, clipboard, shell, type BrowserWindow } from 'electron';

import {
  shellCalls,
  type CallInput,
  type CallOutput,
  type Reply,
  type ShellCallName,
} from '../../shared/ipc/contract.ts';
import { AppError } from '../../shared/errors.ts';
import type { View } from './commandLine.ts';
import type { CoreSupervisor } from './coreSupervisor.ts';
import { chooseFiles, chooseFolders, openExternal } from './dialogs.ts';
import type { SignInAddress } from './signInAddress.ts';
import { chooseSave, readText, saveText } from './textFiles.ts';

export type ShellCallsOptions = {
  readonly window: BrowserWindow;
  readonly core: CoreSupervisor;
  readonly view: View;
  readonly signInAddress: SignInAddress;
  /** Called with what went wrong where a handler threw: a bug. */
  readonly onBug: (name: ShellCallName, error: unknown) => void;
};

type Handlers = { readonly [Name in ShellCallName]: (input: CallInput<Name>) => Promise<CallOutput<Name>> };

/** Makes the function that checks a shell call's input and answers it. Never rejects. */
export function createShellCalls(options: ShellCallsOptions): (name: ShellCallName, input: unknown) => Promise<Reply> {
  const handlers = createHandlers(options);
  return async (name, input) => {
    const parsed = shellCalls[name].input.safeParse(input);
    if (!parsed.success) {
      return { ok: false, error: { code: 'bad-request', message: `${name}: ${parsed.error.message}` } };
    }
    try {
      const handler = handlers[name] as (input: unknown) => Promise<unknown>;
      return { ok: true, value: await handler(parsed.data) };
    } catch (error) {
      if (error instanceof AppError) return { ok: false, error: { code: error.code, message: error.message } };
      options.onBug(name, error);
      return { ok: false, error: { code: 'internal', message: `${name} failed` } };
    }
  };
}

function createHandlers({ window, core, view, signInAddress }: ShellCallsOptions): Handlers {
  return {
    'shell.info': async () => ({ version: app.getVersion(), platform: process.platform, view }),
    'shell.chooseFolder': async () => ({ tokens: await grantAll(core, await chooseFolders(window)) }),
    'shell.chooseFiles': async () => ({ tokens: await grantAll(core, await chooseFiles(window)) }),
    'shell.copyText': async ({ text }) => {
      // Older Electrons return nothing here, newer ones a promise.
      await clipboard.writeText(text);
      return {};
    },
    'shell.saveText': async ({ text, fileName }) => {
      const saved = await saveText(window, text, fileName);
      return saved === undefined ? { isSaved: false } : { isSaved: true, fileName: saved };
    },
    'shell.readText': async () => (await readText(window)) ?? {},
    'shell.chooseSave': async ({ fileName }) => grantSave(core, await chooseSave(window, fileName)),
    'shell.reveal': async ({ token }) => {
      const found = await core.pathOf(token);
      if (!found.ok) throw new AppError(found.error.code, found.error.message);
      reveal(found.value);
      return {};
    },
    'shell.openExternal': async ({ url }) => {
      if (signInAddress.is(url)) await shell.openExternal(url);
      else if (!(await openExternal(window, url))) throw new AppError('bad-request', 'Only https addresses are opened');
      return {};
    },
    'shell.coreStatus': async () => ({ phase: core.phase }),
    'shell.restartCore': async () => {
      core.restart();
      return {};
    },
  };
}

async function grantSave(core: CoreSupervisor, file: string | undefined): Promise<CallOutput<'shell.chooseSave'>> {
  if (file === undefined) return {};
  const reply = await core.grant(file, 'save');
  if (!reply.ok) throw new AppError(reply.error.code, reply.error.message);
  return { token: String(reply.value), fileName: path.basename(file) };
}

/** Errors: path/not-found. */
function reveal(file: unknown): void {
  if (typeof file !== 'string') throw new AppError('path/not-found', 'The file is no longer known. Look for it again.');
  if (!existsSync(file)) throw new AppError('path/not-found', `${file} is no longer there`);
  shell.showItemInFolder(file);
}

/** Tokens for paths; a path is left out where the core stops meanwhile. */
export async function grantAll(core: CoreSupervisor, paths: readonly string[]): Promise<string[]> {
  const replies = await Promise.all(paths.map((each) => core.grant(each)));
  return replies.flatMap((reply) => (reply.ok ? [reply.value as string] : []));
}
