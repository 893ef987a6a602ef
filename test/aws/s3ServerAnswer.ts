// How answers of S3 go out: whole, in part, or harmed.
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { crc32 } from 'node:zlib';

import { faults, type ErrorFault, type Fault } from './faults.ts';
import type { KeySpace, ObjectFacts } from './keySpace.ts';
import type { S3Request } from './s3ServerRequest.ts';
import { errorXml } from './s3ServerXml.ts';

/** What happens to a body on its way. */
export type BodyFault = Exclude<Fault, { readonly kind: 'error' | 'reset' | 'silent' }>;

export function sendXml(response: ServerResponse, xml: string): void {
  response.writeHead(200, { 'content-type': 'application/xml', 'content-length': Buffer.byteLength(xml) });
  response.end(xml);
}

export async function sendObject(
  space: KeySpace,
  request: S3Request,
  response: ServerResponse,
  fault: BodyFault | undefined,
): Promise<void> {
  const facts = space.find(request.key);
  if (facts === undefined) return sendError(request, response, faults.noSuchKey());
  const ifMatch = request.headers['if-match'];
  if (ifMatch !== undefined && ifMatch.replaceAll('"', '') !== facts.etag)
    return sendError(request, response, faults.preconditionFailed());
  setHeaders(response, facts);
  if (request.operation === 'HeadObject')
    return void response.writeHead(200, { 'content-length': facts.sizeBytes }).end();
  if (isArchived(facts)) return sendError(request, response, faults.archived(facts.storageClass));
  const whole = space.body(request.key);
  const range = rangeOf(request, whole.length);
  const isChecked = !(fault?.kind === 'flipped' && fault.isUnchecked === true);
  if (range === undefined && isChecked && request.headers['x-amz-checksum-mode'] === 'ENABLED')
    response.setHeader('x-amz-checksum-crc32', crc32Text(whole));
  const bytes = range === undefined ? whole : whole.subarray(range.first, range.last + 1);
  if (range !== undefined) {
    response.statusCode = 206;
    response.setHeader('content-range', `bytes ${range.first}-${range.last}/${whole.length}`);
  }
  await sendBody(response, bytes, fault);
}

export function sendError(request: S3Request, response: ServerResponse, fault: ErrorFault): void {
  const xml = errorXml(fault, `/${request.bucket}/${request.key}`);
  // An answer to HEAD has no body, and so no code either: only its status and headers.
  const isHead = request.operation.startsWith('Head');
  response.writeHead(fault.status, {
    'content-type': 'application/xml',
    'content-length': isHead ? 0 : Buffer.byteLength(xml),
    ...fault.headers,
  });
  response.end(isHead ? undefined : xml);
}

function setHeaders(response: ServerResponse, facts: ObjectFacts): void {
  response.setHeader('etag', `"${facts.etag}"`);
  response.setHeader('last-modified', new Date(facts.modifiedMs).toUTCString());
  response.setHeader('accept-ranges', 'bytes');
  response.setHeader('content-type', 'application/json');
  response.setHeader('x-amz-server-side-encryption', facts.isKms === true ? 'aws:kms' : 'AES256');
  if (facts.storageClass !== undefined) response.setHeader('x-amz-storage-class', facts.storageClass);
}

function isArchived({ storageClass }: ObjectFacts): boolean {
  return storageClass === 'GLACIER' || storageClass === 'DEEP_ARCHIVE';
}

function rangeOf(
  { headers }: S3Request,
  length: number,
): { readonly first: number; readonly last: number } | undefined {
  const asked = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '');
  if (asked === null) return undefined;
  return { first: Number(asked[1]), last: asked[2] === '' ? length - 1 : Math.min(Number(asked[2]), length - 1) };
}

function crc32Text(bytes: Buffer): string {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(bytes));
  return sum.toString('base64');
}

async function sendBody(response: ServerResponse, bytes: Buffer, fault: BodyFault | undefined): Promise<void> {
  const sent =
    fault?.kind === 'length'
      ? lengthened(bytes, fault.by)
      : fault?.kind === 'flipped'
        ? flipped(bytes, fault.at)
        : bytes;
  response.setHeader('content-length', sent.length);
  if (fault?.kind === 'slow') return trickle(response, sent, fault.bytesPerSecond);
  if (fault?.kind === 'stalled' || fault?.kind === 'cut') {
    await new Promise<unknown>((resolve) => response.write(sent.subarray(0, fault.afterBytes), resolve));
    if (fault.kind === 'cut') response.socket?.destroy();
    return;
  }
  response.end(sent);
}

async function trickle(response: ServerResponse, bytes: Buffer, bytesPerSecond: number): Promise<void> {
  const step = Math.max(1, Math.ceil(bytesPerSecond / 20));
  let at = 0;
  for (; at + step < bytes.length && !response.destroyed; at += step) {
    response.write(bytes.subarray(at, at + step));
    await sleep(50);
  }
  response.end(bytes.subarray(at));
}

function lengthened(bytes: Buffer, by: number): Buffer {
  return by < 0 ? bytes.subarray(0, bytes.length + by) : Buffer.concat([bytes, Buffer.alloc(by)]);
}

function flipped(bytes: Buffer, at: number): Buffer {
  const other = Buffer.from(bytes);
  other[at] = (other[at] ?? 0) ^ 0x10;
  return other;
}
