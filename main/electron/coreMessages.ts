// What the shell and the core's process say to each other.
import type { GrantUse } from '../core/core.ts';
import type { Pushed, PushedName, Reply } from '../../shared/ipc/contract.ts';

export type ToCore =
  | { readonly kind: 'call'; readonly callId: number; readonly name: string; readonly input: unknown }
  /** Answered by a reply whose value is the token. */
  | { readonly kind: 'grant'; readonly callId: number; readonly path: string; readonly use: GrantUse }
  /** Answered by a reply whose value is the path that a token stands for, if it stands for one. */
  | { readonly kind: 'pathOf'; readonly callId: number; readonly token: string }
  | { readonly kind: 'cancel'; readonly callId: number }
  /** The process ends with status 0 once the core has closed. */
  | { readonly kind: 'close' };

export type FromCore =
  | { readonly kind: 'reply'; readonly callId: number; readonly reply: Reply }
  | { readonly kind: 'pushed'; readonly name: PushedName; readonly payload: Pushed<PushedName> }
  /** A bug is about to end the process. `where` has the stack but no message: that may quote a record. */
  | { readonly kind: 'crashing'; readonly where: string };
