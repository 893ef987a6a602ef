// Paths that the user chose, and the tokens that stand for them in the window: it never sends a path.
import { randomUUID } from 'node:crypto';

import { AppError } from '../../shared/errors.ts';
import type { GrantUse } from './core.ts';

export class Grants {
  private readonly granted = new Map<string, { readonly path: string; readonly use: GrantUse }>();

  add(path: string, use: GrantUse): string {
    const token = randomUUID();
    this.granted.set(token, { path, use });
    return token;
  }

  /** Throws bad-request for a token that is not known, or not for this use. */
  path(token: string, use: GrantUse): string {
    const grant = this.granted.get(token);
    if (grant?.use !== use) throw new AppError('bad-request', 'The chosen path is no longer known. Choose it again.');
    return grant.path;
  }

  /** Whatever it was granted for. */
  find(token: string): string | undefined {
    return this.granted.get(token)?.path;
  }
}
