// Streams of many versions, made of the generator's parts.
import { Life } from '../generator/firehose/life.ts';
import { extendedS3Destination, icebergDestination } from '../generator/firehose/stores.ts';
import { stepRecord } from '../generator/firehose/tell.ts';

const place = { account: '111122223333', region: 'eu-west-1', name: 'long-life' };
const minuteMs = 60_000;
const startMs = Date.parse('2026-01-01T00:00:00Z');

/** The records of a stream with that many updates; every other one says everything anew, as Terraform does. */
export function recordsOfUpdates(updates: number): readonly string[] {
  const life = new Life(place, 'terraform', extendedS3Destination).create(extendedS3Destination);
  for (let update = 0; update < updates; update += 1) {
    const change = extendedS3Destination.updates[update % extendedS3Destination.updates.length];
    const body = change?.(place, update % 7) ?? {};
    if (update % 2 === 0) life.restate(body);
    else life.update(body);
  }
  return recordsOf(life);
}

/** Two versions of a stream into so many tables that their configurations have `fields` fields each, all different. */
export function recordsOfManyFields(fields: number): readonly string[] {
  const tables = (round: number) => ({
    destinationTableConfigurationList: Array.from({ length: Math.ceil(fields / 4) }, (_, table) => ({
      destinationDatabaseName: 'lake',
      destinationTableName: `table_${table}`,
      uniqueKeys: ['id', `key_${round}`],
      s3ErrorOutputPrefix: `errors/${round}/${table}/`,
    })),
  });
  const life = new Life({ ...place, name: 'many-fields' }, 'commandLine', icebergDestination);
  return recordsOf(life.create(icebergDestination).update(tables(1)).update(tables(2)));
}

function recordsOf(life: Life): readonly string[] {
  return life.steps.map((step, index) =>
    stepRecord({ place: life.place, step, timeMs: startMs + step.minute * minuteMs, seed: index }),
  );
}
