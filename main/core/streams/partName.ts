import type { StreamKey } from '../../../shared/firehose/model.ts';

/** The part (store/firehoseTexts.ts) of the stream of that name: any text will do that is the same for the same stream. */
export function partOf({ account, region, name }: StreamKey): string {
  return `${account}/${region}/${name}`;
}
