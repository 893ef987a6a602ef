// What stands in place of a secret: equal ones can be told, and none can be guessed from it. The salt is of this run,
// so that nothing that was given out can be compared with what another run gives.
import { createHmac, randomBytes } from 'node:crypto';

import type { MaskedValue } from '../../../shared/firehose/model.ts';

const salt = randomBytes(32);
const digits = 8;

export function maskSecret(secret: string): MaskedValue {
  return { $secret: createHmac('sha256', salt).update(secret).digest('hex').slice(0, digits) };
}
