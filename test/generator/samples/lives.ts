// The delivery streams of the samples, each with a life worth reading. Minutes count from 1 June 2026, 00:00 UTC.
import { Life, tagList } from '../firehose/life.ts';
import {
  extendedS3Destination,
  icebergDestination,
  redshiftDestination,
  s3Destination,
  snowflakeDestination,
} from '../firehose/stores.ts';
import type { JsonObject } from '../json.ts';
import { data, day, part, place } from './place.ts';
import {
  alertsHttp,
  clicksSplunk,
  documentVectors,
  legacySearch,
  ordersToLake,
  productSearch,
  sensorsRaw,
} from './shopLives.ts';

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
