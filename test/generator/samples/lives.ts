// The delivery streams of the samples, each with a life worth reading. Minutes count from 1 June 2026, 00:00 UTC.
import { Life, tagList } from '../firehose/life.ts';
import {
  elasticsearchDestination,
  httpDestination,
  openSearchDestination,
  serverlessDestination,
  splunkDestination,
} from '../firehose/services.ts';
import {
  extendedS3Destination,
  icebergDestination,
  redshiftDestination,
  s3Destination,
  snowflakeDestination,
} from '../firehose/stores.ts';
import { kinesisSource, type Destination } from '../firehose/blocks.ts';
import type { JsonObject } from '../json.ts';

const shop = '111122223333';
const data = '444455556666';
const tools = '777788889999';
const day = 24 * 60;

const place = (account: string, region: string, name: string) => ({ account, region, name });

/** The nth of the destination's own partial updates. */
function part(life: Life, destination: Destination, index: number, round = 0): JsonObject {
  return destination.updates[index]?.(life.place, round) ?? {};
}

function ordersToLake(): Life {
  const life = new Life(place(shop, 'eu-west-1', 'orders-to-lake'), 'terraform', extendedS3Destination);
  const own = (index: number, round = 0): JsonObject => part(life, extendedS3Destination, index, round);
  const key = `arn:aws:kms:eu-west-1:${shop}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
  life
    .wait(9 * 60)
    .lookInVain()
    .refuseCreate()
    .refuseCreate()
    .create(extendedS3Destination, { tags: tagList({ ManagedBy: 'terraform', team: 'orders' }) });
  life.encrypt(key).look();
  life.wait(2 * day).restate({ bufferingHints: { sizeInMBs: 64, intervalInSeconds: 60 } });
  life
    .wait(3 * day)
    .by('console')
    .update(own(1));
  life.wait(40).by('terraform').refuse('ConcurrentModificationException', own(0, 2));
  life.look().restate({ ...own(1), bufferingHints: { sizeInMBs: 64, intervalInSeconds: 60 } });
  life.wait(4 * day).update(own(2));
  life
    .wait(5 * day)
    .by('console')
    .update(own(3));
  life.tag({ 'Cost Center': '4711', note: 'für später' });
  life.wait(day).untag(['note']);
  return life
    .wait(6 * day)
    .by('commandLine')
    .update(own(5));
}

function clicksSplunk(): Life {
  const life = new Life(place(shop, 'us-east-1', 'clicks-splunk'), 'console', splunkDestination);
  const own = (index: number, round = 0): JsonObject => part(life, splunkDestination, index, round);
  life.wait(day + 610).create(splunkDestination, { ...kinesisSource(life.place), tags: tagList({ team: 'clicks' }) });
  life.wait(day).update(own(1));
  life
    .wait(3 * day)
    .by('commandLine')
    .update(own(0));
  life
    .wait(4 * day)
    .unseenUpdate()
    .unseenUpdate()
    .update(own(2));
  life.wait(2 * day).refuse('AccessDenied', own(0, 1));
  return life
    .wait(5 * day)
    .by('console')
    .update(own(0, 2))
    .wait(day)
    .update(own(3));
}

function auditArchive(): Life {
  const life = new Life(place(data, 'eu-central-1', 'audit-archive'), 'commandLine', s3Destination);
  const own = (index: number): JsonObject => part(life, s3Destination, index);
  life
    .wait(2 * day + 500)
    .bornEarlier(s3Destination, 7)
    .look()
    .update(own(0));
  life.wait(3 * day).update(own(2));
  life
    .wait(day)
    .encrypt()
    .wait(2 * day)
    .decrypt();
  life
    .wait(3 * day)
    .by('terraform')
    .updateWithoutContent();
  life
    .wait(2 * day)
    .by('commandLine')
    .refuse('AccessDenied', own(1));
  return life
    .wait(4 * day)
    .by('console')
    .update(own(1))
    .wait(2 * day)
    .update(own(3));
}

function ledgerToWarehouse(): Life {
  const life = new Life(place(data, 'eu-west-1', 'ledger-to-warehouse'), 'cloudformation', redshiftDestination);
  const own = (index: number, round = 0): JsonObject => part(life, redshiftDestination, index, round);
  life
    .wait(3 * day + 840)
    .create(redshiftDestination, { tags: tagList({ 'aws:cloudformation:stack-name': 'ledger-prod' }) });
  life
    .wait(2 * day)
    .look()
    .update(own(0))
    .tag({ release: '2026.6' });
  life
    .wait(3 * day)
    .by('console')
    .update(own(1));
  life
    .wait(2 * day)
    .by('cloudformation')
    .look()
    .update(own(2));
  life.wait(4 * day).switchTo(extendedS3Destination);
  life.wait(2 * day).update(part(life, extendedS3Destination, 0));
  return life
    .wait(5 * day)
    .switchTo(redshiftDestination)
    .wait(60)
    .update(own(3));
}

function alertsHttp(): Life {
  const life = new Life(place(shop, 'us-west-2', 'alerts-http'), 'terraform', httpDestination);
  const own = (index: number, round = 0): JsonObject => part(life, httpDestination, index, round);
  life
    .wait(4 * day + 300)
    .create(httpDestination)
    .tag({ team: 'alerts' });
  life
    .wait(4 * day)
    .by('console')
    .update(own(0));
  life.wait(3 * day).update(own(1));
  life
    .wait(2 * day)
    .by('terraform')
    .refuseSwitch(extendedS3Destination)
    .wait(3)
    .refuse('InvalidArgumentException', own(2));
  return life
    .wait(2)
    .update(own(2))
    .wait(6 * day)
    .by('commandLine')
    .update(own(3, 1));
}

function productSearch(): Life {
  const life = new Life(place(tools, 'eu-west-1', 'product-search'), 'cloudformation', openSearchDestination);
  const own = (index: number, round = 0): JsonObject => part(life, openSearchDestination, index, round);
  life
    .wait(5 * day + 720)
    .create(openSearchDestination)
    .look();
  life
    .wait(3 * day)
    .update(own(0))
    .wait(4 * day)
    .update(own(1, 2))
    .wait(3 * day)
    .by('console')
    .update(own(3));
  return life.wait(5 * day).update(own(2));
}

function legacySearch(): Life {
  const life = new Life(place(tools, 'us-east-1', 'legacy-search'), 'commandLine', elasticsearchDestination);
  life
    .wait(day + 200)
    .bornEarlier(elasticsearchDestination, 23)
    .look();
  life.wait(2 * day).update(part(life, elasticsearchDestination, 1));
  life
    .wait(6 * day)
    .remove()
    .wait(4)
    .remove()
    .wait(30)
    .lookInVain();
  life
    .wait(day)
    .by('terraform')
    .create(openSearchDestination, { tags: tagList({ ManagedBy: 'terraform' }) });
  return life
    .wait(3 * day)
    .update(part(life, openSearchDestination, 0))
    .wait(5 * day)
    .restate({ indexName: 'legacy-search-v2' });
}

function documentVectors(): Life {
  const life = new Life(place(tools, 'us-west-2', 'document-vectors'), 'console', serverlessDestination);
  life
    .wait(8 * day + 60)
    .create(serverlessDestination)
    .wait(2 * day)
    .update(part(life, serverlessDestination, 0));
  return life
    .wait(4 * day)
    .update(part(life, serverlessDestination, 2))
    .wait(7 * day)
    .by('commandLine')
    .update(part(life, serverlessDestination, 1));
}

function paymentsSnowflake(): Life {
  const life = new Life(place(data, 'us-east-1', 'payments-snowflake'), 'terraform', snowflakeDestination);
  life
    .wait(6 * day + 480)
    .create(snowflakeDestination, { tags: tagList({ ManagedBy: 'terraform', data: 'restricted' }) });
  life.encrypt(`arn:aws:kms:us-east-1:${data}:key/1234abcd-12ab-34cd-56ef-1234567890ab`);
  life
    .wait(5 * day)
    .update(part(life, snowflakeDestination, 1))
    .wait(4 * day)
    .by('console')
    .update(part(life, snowflakeDestination, 0));
  return life
    .wait(20)
    .by('terraform')
    .refuse('ConcurrentModificationException', part(life, snowflakeDestination, 1))
    .look();
}

function eventsLakehouse(): Life {
  const life = new Life(place(data, 'eu-central-1', 'events-lakehouse'), 'cloudformation', icebergDestination);
  life
    .wait(7 * day + 555)
    .create(icebergDestination)
    .wait(3 * day)
    .update(part(life, icebergDestination, 0));
  life
    .wait(2 * day)
    .by('console')
    .update(part(life, icebergDestination, 1));
  return life
    .wait(6 * day)
    .by('cloudformation')
    .look()
    .update(part(life, icebergDestination, 2, 1));
}

function sensorsRaw(): Life {
  const life = new Life(place(shop, 'eu-central-1', 'sensors-raw'), 'commandLine', s3Destination);
  life
    .wait(600)
    .create(s3Destination)
    .wait(2 * day)
    .update(part(life, s3Destination, 0));
  life
    .wait(9 * day)
    .create(extendedS3Destination)
    .wait(2 * day)
    .update(part(life, extendedS3Destination, 4));
  return life.wait(8 * day).remove();
}

/** The same name as in the shop's account: another stream. */
function ordersToLakeElsewhere(): Life {
  const life = new Life(place(data, 'us-east-1', 'orders-to-lake'), 'console', extendedS3Destination);
  life
    .wait(12 * day)
    .create(extendedS3Destination)
    .wait(day)
    .update(part(life, extendedS3Destination, 0));
  return life.wait(4 * day).remove();
}

/** Told by the other wrappings alone. */
export function parcelsLakehouse(): Life {
  const life = new Life(place(data, 'eu-west-1', 'parcels-lakehouse'), 'terraform', icebergDestination);
  life
    .wait(10 * day)
    .create(icebergDestination)
    .wait(day)
    .update(part(life, icebergDestination, 0));
  life
    .wait(day)
    .tag({ team: 'parcels' })
    .wait(day)
    .by('console')
    .update(part(life, icebergDestination, 2));
  return life
    .wait(day)
    .by('commandLine')
    .encrypt()
    .wait(day)
    .update(part(life, icebergDestination, 1))
    .wait(day)
    .decrypt();
}

export const lives: readonly Life[] = [
  ordersToLake(),
  clicksSplunk(),
  auditArchive(),
  ledgerToWarehouse(),
  alertsHttp(),
  productSearch(),
  legacySearch(),
  documentVectors(),
  paymentsSnowflake(),
  eventsLakehouse(),
  sensorsRaw(),
  ordersToLakeElsewhere(),
];
