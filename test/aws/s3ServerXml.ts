// S3's answers in XML.
import type { ErrorFault } from './faults.ts';
import { after, past, type KeySpace, type ObjectFacts } from './keySpace.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const namespace = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
const mostKeys = 1000;

export type BucketFacts = { readonly name: string; readonly region: string };

export function bucketsXml(buckets: readonly BucketFacts[]): string {
  const items = buckets.map(
    ({ name, region }) =>
      `<Bucket><Name>${escape(name)}</Name><CreationDate>2020-01-01T00:00:00.000Z</CreationDate><BucketRegion>${region}</BucketRegion></Bucket>`,
  );
  const owner = '<Owner><ID>0f0e0d0c0b0a</ID></Owner>';
  return `${declaration}<ListAllMyBucketsResult ${namespace}>${owner}<Buckets>${items.join('')}</Buckets></ListAllMyBucketsResult>`;
}

/** Absent for us-east-1, as ever. */
export function locationXml(region: string): string {
  return `${declaration}<LocationConstraint ${namespace}>${region === 'us-east-1' ? '' : region}</LocationConstraint>`;
}

export function errorXml(fault: ErrorFault, resource: string): string {
  const details = Object.entries(fault.details ?? {}).map(([name, value]) => `<${name}>${escape(value)}</${name}>`);
  const known = `<Code>${fault.code}</Code><Message>${escape(fault.message)}</Message>${details.join('')}`;
  return `${declaration}<Error>${known}<Resource>${escape(resource)}</Resource><RequestId>4442587FB7D0A2F9</RequestId></Error>`;
}

export function listingXml(space: KeySpace, bucket: string, query: URLSearchParams): string {
  const listing = list(space, query);
  const isEncoded = query.get('encoding-type') === 'url';
  const text = (key: string) => (isEncoded ? urlEncoded(key) : escape(key));
  const element = (name: string, value: string | undefined) =>
    value === undefined ? '' : `<${name}>${value}</${name}>`;
  const given = (name: string) => query.get(name) ?? undefined;
  const optional = (value: string | undefined) => (value === undefined ? undefined : text(value));
  return [
    `${declaration}<ListBucketResult ${namespace}>`,
    element('Name', bucket),
    element('Prefix', text(given('prefix') ?? '')),
    element('Delimiter', optional(given('delimiter'))),
    element('StartAfter', optional(given('start-after'))),
    element('ContinuationToken', given('continuation-token')),
    element('EncodingType', isEncoded ? 'url' : undefined),
    element('MaxKeys', String(listing.maxKeys)),
    element('KeyCount', String(listing.keys.length + listing.prefixes.length)),
    element('IsTruncated', String(listing.isTruncated)),
    element('NextContinuationToken', listing.isTruncated ? tokenOf(listing.last) : undefined),
    ...listing.keys.map((key) => contentsXml(space.find(key), text)),
    ...listing.prefixes.map((prefix) => `<CommonPrefixes><Prefix>${text(prefix)}</Prefix></CommonPrefixes>`),
    '</ListBucketResult>',
  ].join('');
}

type Listing = {
  readonly keys: string[];
  readonly prefixes: string[];
  readonly maxKeys: number;
  /** The key or prefix that was taken last. */
  last: string;
  isTruncated: boolean;
};

function list(space: KeySpace, query: URLSearchParams): Listing {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const maxKeys = Math.min(Number(query.get('max-keys') ?? mostKeys), mostKeys);
  const listing: Listing = { keys: [], prefixes: [], maxKeys, last: '', isTruncated: false };
  let next: string | undefined = firstKey(prefix, delimiter, query);
  while (next !== undefined) next = take(listing, space.from(next), prefix, delimiter);
  return listing;
}

/** Takes objects up to the next common prefix and returns where the listing goes on behind it; undefined at the end. */
function take(listing: Listing, found: Iterable<string>, prefix: string, delimiter: string): string | undefined {
  for (const key of found) {
    if (!key.startsWith(prefix)) return undefined;
    if (listing.keys.length + listing.prefixes.length >= listing.maxKeys) {
      listing.isTruncated = listing.maxKeys > 0;
      return undefined;
    }
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    if (end >= 0) {
      listing.last = key.slice(0, end + delimiter.length);
      listing.prefixes.push(listing.last);
      return past(listing.last);
    }
    listing.last = key;
    listing.keys.push(key);
  }
  return undefined;
}

function firstKey(prefix: string, delimiter: string, query: URLSearchParams): string {
  const token = query.get('continuation-token');
  const startAfter = query.get('start-after');
  const last = token === null ? startAfter : Buffer.from(token, 'base64url').toString();
  if (last === null || last < prefix) return prefix;
  // A token that stands for a common prefix goes on behind all of it; a start-after may stand within one.
  const wasCommon = token !== null && delimiter !== '' && last.endsWith(delimiter) && last.length > prefix.length;
  return wasCommon ? past(last) : after(last);
}

function tokenOf(last: string): string {
  return Buffer.from(last).toString('base64url');
}

function contentsXml(facts: ObjectFacts | undefined, text: (key: string) => string): string {
  if (facts === undefined) return '';
  const { key, etag, sizeBytes, modifiedMs, storageClass = 'STANDARD' } = facts;
  const modified = `<LastModified>${new Date(modifiedMs).toISOString()}</LastModified>`;
  const content = `<ETag>&quot;${etag}&quot;</ETag><Size>${sizeBytes}</Size><StorageClass>${storageClass}</StorageClass>`;
  return `<Contents><Key>${text(key)}</Key>${modified}${content}</Contents>`;
}

function urlEncoded(key: string): string {
  return encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+');
}

function escape(text: string): string {
  const escaped: Readonly<Record<string, string>> = {
    '<': '&lt;',
    '>': '&gt;',
    '&': '&amp;',
    '"': '&quot;',
    '\r': '&#13;',
  };
  return text.replaceAll(/[<>&"\r]/g, (character) => escaped[character] ?? character);
}
