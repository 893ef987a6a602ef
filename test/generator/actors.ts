// Whoever makes calls: what a record says of them.
import { isoSeconds } from './json.ts';
import { createRandom, hex, integer, pick, upperAlnum, type Random } from './random.ts';

export type Actor = {
  readonly weight: number;
  readonly identity: string | undefined;
  readonly addresses: readonly string[];
  readonly userAgents: readonly string[];
  readonly isConsole: boolean;
  readonly isService: boolean;
  readonly sessionSeed: number;
};

export const accounts = [
  '111122223333',
  '444455556666',
  '777788889999',
  '123456789012',
  '999988887777',
  '555566667777',
  '222233334444',
  '888899990000',
] as const;

export function address(random: Random): string {
  if (integer(random, 12) === 0) return `2001:db8:${hex(random, 4)}:${hex(random, 2)}::${hex(random, 3)}`;
  return `${pick(random, ['203.0.113', '198.51.100', '192.0.2'])}.${1 + integer(random, 254)}`;
}

const sessionMs = 6 * 3_600_000;

/** The identity as it stands in a record of that moment: sessions last six hours, so that one key in some
 * twenty to a hundred calls is new, as in the logs that were measured. */
export function identityAt(one: Actor, timeMs: number): string | undefined {
  if (one.identity === undefined || !one.identity.includes('<')) return one.identity;
  const session = Math.floor(timeMs / sessionMs);
  const random = createRandom(one.sessionSeed, session, 5);
  const created = session * sessionMs - integer(random, 1_500_000);
  return one.identity
    .replace('<created>', isoSeconds(created))
    .replace('<sessionKey>', `ASIA${upperAlnum(random, 9)}EXAMPLE`);
}
