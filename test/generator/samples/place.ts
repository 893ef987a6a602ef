// What the lives of the samples have in common.
import type { Destination, StreamPlace } from '../firehose/blocks.ts';
import type { Life } from '../firehose/life.ts';
import type { JsonObject } from '../json.ts';

export const shop = '111122223333';
export const data = '444455556666';
export const tools = '777788889999';
export const day = 24 * 60;

export function place(account: string, region: string, name: string): StreamPlace {
  return { account, region, name };
}

/** The nth of the destination's own partial updates. */
export function part(life: Life, destination: Destination, index: number, round = 0): JsonObject {
  return destination.updates[index]?.(life.place, round) ?? {};
}
