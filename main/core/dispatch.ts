// From a name and an unknown input to a Reply: the one place where inputs are validated and thrown errors become
// values. Knows no transport.
import { AppError } from '../../shared/errors.ts';
import {
  coreCalls,
  type CallInput,
  type CallOutput,
  type CoreCallName,
  type Reply,
} from '../../shared/ipc/contract.ts';

export type CoreHandlers = {
  readonly [Name in CoreCallName]: (
    input: CallInput<Name>,
    signal: AbortSignal,
  ) => Promise<CallOutput<Name>> | CallOutput<Name>;
};

export async function dispatch(
  handlers: CoreHandlers,
  call: { readonly name: string; readonly input: unknown; readonly signal: AbortSignal },
  onBug: (error: unknown) => void,
): Promise<Reply> {
  try {
    if (!isCoreCall(call.name)) throw new AppError('bad-request', `There is no call "${call.name}"`);
    const input = coreCalls[call.name].input.safeParse(call.input);
    if (!input.success)
      throw new AppError('bad-request', `The input of ${call.name} is not valid: ${input.error.message}`);
    const handle = handlers[call.name] as (input: unknown, signal: AbortSignal) => unknown;
    return { ok: true, value: await handle(input.data, call.signal) };
  } catch (error) {
    return { ok: false, error: toReplyError(error, call.signal, onBug) };
  }
}

function isCoreCall(name: string): name is CoreCallName {
  return Object.hasOwn(coreCalls, name);
}

function toReplyError(
  error: unknown,
  signal: AbortSignal,
  onBug: (error: unknown) => void,
): (Reply & { ok: false })['error'] {
  if (error instanceof AppError) {
    const { code, message, detail } = error;
    return detail === undefined ? { code, message } : { code, message, detail };
  }
  if (signal.aborted) return { code: 'cancelled', message: 'Cancelled' };
  onBug(error);
  return { code: 'internal', message: `Internal error: ${error instanceof Error ? error.message : String(error)}` };
}
