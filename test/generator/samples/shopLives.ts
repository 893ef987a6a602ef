// Streams of the shop and of its tools.
import { kinesisSource } from '../firehose/blocks.ts';
import { Life, tagList } from '../firehose/life.ts';
import {
  elasticsearchDestination,
  httpDestination,
  openSearchDestination,
  serverlessDestination,
  splunkDestination,
} from '../firehose/services.ts';
import { extendedS3Destination, s3Destination } from '../firehose/stores.ts';
import type { JsonObject } from '../json.ts';
import { day, part, place, shop, tools } from './place.ts';

export function ordersToLake(): Life {
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

export function clicksSplunk(): Life {
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

export function alertsHttp(): Life {
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

export function productSearch(): Life {
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

export function legacySearch(): Life {
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

export function documentVectors(): Life {
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

export function sensorsRaw(): Life {
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
