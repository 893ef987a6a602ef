// What an HTTP request means to S3.
import type { IncomingMessage } from 'node:http';

export type S3Operation =
  | 'ListBuckets'
  | 'HeadBucket'
  | 'GetBucketLocation'
  | 'ListObjectsV2'
  | 'GetObject'
  | 'HeadObject'
  | 'unknown';

export type S3Request = {
  readonly operation: S3Operation;
  readonly bucket: string;
  /** Of an object; empty for what concerns the whole bucket. */
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** Of the credentials that signed it. */
  readonly accessKeyId: string | undefined;
  readonly signedFor: string | undefined;
  /** How often the same has been asked before: the same operation, key, and place in a listing. */
  readonly attempt: number;
};

/** `hostSuffix`: what follows the bucket in the Host header, where it is named there and not in the path. */
export function readRequest(message: IncomingMessage, hostSuffix: string): Omit<S3Request, 'attempt'> {
  const url = new URL(message.url ?? '/', 'http://s3');
  const path = url.pathname.split('/').slice(1).map(decodeURIComponent);
  const host = (message.headers.host ?? '').replace(/:\d+$/, '');
  const named = host.endsWith(`.${hostSuffix}`) ? host.slice(0, -hostSuffix.length - 1) : undefined;
  const [bucket = '', ...rest] = named === undefined ? path : [named, ...path];
  const key = rest.join('/');
  const scope = /Credential=([^/]+)\/\d{8}\/([^/]+)\//.exec(message.headers.authorization ?? '');
  return {
    operation: operationOf(message.method ?? '', bucket, key, url.searchParams),
    bucket,
    key,
    query: url.searchParams,
    headers: message.headers,
    accessKeyId: scope?.[1],
    signedFor: scope?.[2],
  };
}

function operationOf(method: string, bucket: string, key: string, query: URLSearchParams): S3Operation {
  if (method === 'HEAD') return key === '' ? 'HeadBucket' : 'HeadObject';
  if (method !== 'GET') return 'unknown';
  if (bucket === '') return 'ListBuckets';
  if (key !== '') return 'GetObject';
  if (query.has('location')) return 'GetBucketLocation';
  return query.get('list-type') === '2' ? 'ListObjectsV2' : 'unknown';
}
