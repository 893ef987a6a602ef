// Lives of delivery streams made up by the dozen, every destination type in turn.
import { chance, createRandom, integer, pick, type Random } from '../random.ts';
import { kinesisSource, type Destination, type StreamPlace } from './blocks.ts';
import { destinations } from './destinations.ts';
import { splunkDestination } from './services.ts';
import { extendedS3Destination, redshiftDestination } from './stores.ts';
import { Life, type Driver } from './life.ts';

const subjects = [
  'orders',
  'clicks',
  'ledger',
  'audit',
  'billing',
  'search',
  'media',
  'fraud',
  'alerts',
  'catalogue',
  'returns',
  'sensors',
] as const;
const targets = [
  'to-lake',
  'raw',
  'to-warehouse',
  'search',
  'logs',
  'vectors',
  'splunk',
  'http',
  'snowflake',
  'lakehouse',
] as const;
const drivers: readonly Driver[] = ['terraform', 'console', 'cloudformation', 'commandLine'];

const fixedTypes = ['elasticsearch', 'amazonopensearch', 'amazonOpenSearch', 'httpEndpoint'];

type Act = (life: Life, random: Random, destination: Destination) => void;

const change: Act = (life, random, destination) => {
  const body = pick(random, destination.updates)(life.place, integer(random, 6));
  if (chance(random, 0.35)) life.by('terraform').look().restate(body);
  else life.by(pick(random, drivers)).update(body);
};

const refused: Act = (life, random, destination) => {
  const code = pick(random, [
    'ConcurrentModificationException',
    'AccessDenied',
    'InvalidArgumentException',
    'ConcurrentModificationException',
  ] as const);
  const body = pick(random, destination.updates)(life.place, 0);
  life.by(pick(random, drivers)).refuse(code, body);
  if (chance(random, 0.6)) life.wait(2).update(body);
};

const encryption: Act = (life, random) => {
  const { account, region } = life.place;
  life
    .by('commandLine')
    .encrypt(
      chance(random, 0.5) ? `arn:aws:kms:${region}:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab` : undefined,
    );
  if (chance(random, 0.5)) life.wait(600).decrypt();
};

const tags: Act = (life, random) => {
  life
    .by('console')
    .tag({ team: pick(random, subjects), 'Cost Center': String(4000 + integer(random, 90)), note: 'für später' });
  if (chance(random, 0.5)) life.wait(90).untag(['note']);
};

const look: Act = (life, random) => {
  life.by(pick(random, drivers)).look();
};

const gap: Act = (life, random, destination) => {
  life.unseenUpdate();
  if (chance(random, 0.3)) life.unseenUpdate();
  change(life, random, destination);
};

const silent: Act = (life) => {
  life.by('terraform').updateWithoutParameters();
};

const vague: Act = (life) => {
  life.by('terraform').updateWithoutContent();
};

const acts: readonly Act[] = [
  change,
  change,
  change,
  change,
  refused,
  refused,
  encryption,
  tags,
  look,
  look,
  gap,
  silent,
  vague,
];

export function inventLife(
  { seed, acts: least }: { readonly seed: number; readonly acts: number },
  index: number,
  where: { account: string; region: string },
): Life {
  const random = createRandom(seed, index, 424_242);
  const destination = destinations[index % destinations.length] ?? extendedS3Destination;
  const name = `${pick(random, subjects)}-${targets[index % targets.length] ?? 'raw'}-${Math.floor(index / 10) + 1}`;
  const place: StreamPlace = { ...where, name };
  const life = new Life(place, pick(random, drivers), destination);
  begin(life, random, destination);
  const count = least + integer(random, 3 * least);
  for (let act = 0; act < count; act += 1) {
    life.wait(20 + integer(random, 2400));
    pick(random, acts)(life, random, destination);
  }
  return finish(life, random, destination);
}

function begin(life: Life, random: Random, destination: Destination): void {
  life.wait(integer(random, 4000));
  if (chance(random, 0.25)) {
    life.bornEarlier(destination, 2 + integer(random, 9)).update(pick(random, destination.updates)(life.place, 1));
    return;
  }
  life.lookInVain();
  if (chance(random, 0.2)) life.refuseCreate().refuseCreate();
  const source = chance(random, 0.15) ? kinesisSource(life.place) : {};
  life.create(destination, { ...source, tags: [{ key: 'ManagedBy', value: pick(random, drivers) }] });
}

function finish(life: Life, random: Random, destination: Destination): Life {
  const isFixed = fixedTypes.some((prefix) => destination.updateMember.startsWith(prefix));
  if (isFixed) life.wait(60).refuseSwitch(redshiftDestination);
  else if (chance(random, 0.4))
    life.wait(60).switchTo(destination === redshiftDestination ? splunkDestination : redshiftDestination);
  if (chance(random, 0.3)) life.wait(400).remove();
  else return life;
  if (chance(random, 0.6))
    life.wait(30).create(destination).wait(900).update(pick(random, destination.updates)(life.place, 2));
  else life.wait(30).lookInVain();
  return life;
}
