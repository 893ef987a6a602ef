// Templates of JSON text with places such as <bucket>, filled per record. A place named twice in one record gets one value,
// a digit at the end of the name (<uuid2>) makes it another one.
import { escapeNonAscii, isoSeconds } from './json.ts';
import { alnum, base64, chance, heavyTail, hex, integer, pick, upperAlnum, uuid, type Random } from './random.ts';

export type Place = { readonly account: string; readonly region: string; readonly timeMs: number };
export type Filling = { readonly random: Random; readonly place: Place; readonly values: Map<string, string> };
export type Template = readonly string[];

const teams = [
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
];
const stages = ['prod', 'staging', 'dev', 'test'];
const parts = [
  'raw',
  'lake',
  'events',
  'cache',
  'worker',
  'api',
  'export',
  'archive',
  'ingest',
  'index',
  'assets',
  'sync',
];
const verbs = ['enrich', 'validate', 'resize', 'notify', 'settle', 'match', 'load', 'rotate'];
const notes = [
  'Rollback nach Störung',
  'mise à jour planifiée',
  'change approved',
  'hotfix',
  'データ移行',
  'routine clean-up',
  'número 4 · ñandú',
];
const kinds = ['t3.micro', 'm6i.large', 'c7g.xlarge', 'r6g.2xlarge', 'm5.large'];

const makers: Readonly<Record<string, (random: Random, place: Place, argument: number) => string>> = {
  account: (_random, place) => place.account,
  region: (_random, place) => place.region,
  bucket: (random, place) =>
    `acme-${pick(random, stages)}-${pick(random, teams)}-${pick(random, parts)}-${place.account.slice(-4)}`,
  key: (random, place) =>
    `${pick(random, parts)}/dt=${isoSeconds(place.timeMs).slice(0, 10)}/part-${hex(random, 8)}.snappy.parquet`,
  role: (random) => `${pick(random, teams)}-${pick(random, parts)}-role`,
  user: (random) => `${pick(random, teams)}-${pick(random, verbs)}`,
  function: (random) => `${pick(random, teams)}-${pick(random, verbs)}-${pick(random, stages)}`,
  table: (random) => `${pick(random, stages)}-${pick(random, teams)}-${pick(random, parts)}`,
  name: (random) => `${pick(random, teams)}-${pick(random, parts)}-${integer(random, 40)}`,
  team: (random) => pick(random, teams),
  stage: (random) => pick(random, stages),
  note: (random) => escapeNonAscii(pick(random, notes)),
  kind: (random) => pick(random, kinds),
  uuid: (random) => uuid(random),
  hex8: (random) => hex(random, 8),
  hex17: (random) => `0${hex(random, 16)}`,
  hex32: (random) => hex(random, 32),
  hex64: (random) => hex(random, 64),
  id: (random) => alnum(random, 16),
  host: (random) => base64(random, 76),
  number: (random) => String(integer(random, 1000)),
  bytes: (random) => String(Math.ceil(24_000 * heavyTail(random, 1.8))),
  octet: (random) => String(1 + integer(random, 254)),
  now: (_random, place) => isoSeconds(place.timeMs),
  later: (_random, place) => isoSeconds(place.timeMs + 3_600_000),
  epoch: (_random, place) => String(place.timeMs),
  accessKey: (random) => `ASIA${upperAlnum(random, 9)}EXAMPLE`,
  principal: (random) => `AROA${upperAlnum(random, 10)}EXAMPLE`,
  token: (random) => `IQoJb3JpZ2luX2Vj${base64(random, 684 + integer(random, 400))}`,
  wide: (random, place, argument) => wideList(random, place, argument),
};

export function parseTemplate(text: string): Template {
  return text.split(/<([a-zA-Z][a-zA-Z0-9]*(?::\d+)?)>/);
}

export function fill(template: Template, filling: Filling): string {
  let text = '';
  for (let index = 0; index < template.length; index += 1) {
    const part = template[index] ?? '';
    text += index % 2 === 0 ? part : valueOf(part, filling);
  }
  return text;
}

function valueOf(name: string, filling: Filling): string {
  const known = filling.values.get(name);
  if (known !== undefined) return known;
  const [bare = name, argument = '0'] = name.split(':');
  const maker = makers[bare] ?? makers[bare.replace(/\d$/, '')];
  if (maker === undefined) throw new Error(`No such place in a template: ${name}`);
  const value = maker(filling.random, filling.place, Number(argument));
  filling.values.set(name, value);
  return value;
}

/** The elements of a list, around `bytes` long: most a little, some 31 kB, one in a thousand 100 kB. */
function wideList(random: Random, place: Place, bytes: number): string {
  const wanted = chance(random, 0.001) ? 98_000 : Math.min(29_500, bytes * heavyTail(random, 0.9));
  const items: string[] = [];
  for (let length = 0; length < wanted; length += items.at(-1)?.length ?? wanted) {
    const address = `10.${integer(random, 32)}.${integer(random, 255)}.${integer(random, 255)}`;
    items.push(
      `{"instanceId":"i-0${hex(random, 16)}","imageId":"ami-0${hex(random, 16)}","instanceState":{"code":0,"name":"pending"},` +
        `"privateDnsName":"ip-${address.replaceAll('.', '-')}.${place.region}.compute.internal","privateIpAddress":"${address}",` +
        `"instanceType":"${pick(random, kinds)}","launchTime":${place.timeMs},"monitoring":{"state":"pending"},"hypervisor":"xen",` +
        `"tagSet":{"items":[{"key":"team","value":"${pick(random, teams)}"},{"key":"stage","value":"${pick(random, stages)}"}]}}`,
    );
  }
  return items.join(',');
}
