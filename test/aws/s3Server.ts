// An S3 endpoint on loopback for what a real one does not do when it is wanted: latency, faults, buckets larger than
// anyone fills, and an exact account of what was asked.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { faults, type ErrorFault, type Fault } from './faults.ts';
import type { KeySpace } from './keySpace.ts';
import { sendError, sendObject, sendXml, type BodyFault } from './s3ServerAnswer.ts';
import { readRequest, type S3Operation, type S3Request } from './s3ServerRequest.ts';
import { bucketsXml, listingXml, locationXml } from './s3ServerXml.ts';

export type ServedBucket = {
  readonly objects: KeySpace;
  /** Another region in a request's signature is answered as S3 does. */
  readonly region: string;
  readonly isRequesterPays?: boolean;
  /** How a signature for another region is answered. */
  readonly wrongRegion?: 'redirect' | 'malformed';
  /** Other names for it: access points. */
  readonly aliases?: readonly string[];
};

export type S3ServerOptions = {
  readonly buckets: Readonly<Record<string, ServedBucket>>;
  /** Added to each answer. */
  readonly latencyMs?: number;
  /** How many objects it hands out in a second; the others wait for their turn. */
  readonly objectsPerSecond?: number;
  /** What goes wrong with a request; asked once for each. */
  readonly fault?: (request: S3Request) => Fault | undefined;
  /** Buckets may also be named in the Host header: `bucket.` before this. */
  readonly hostSuffix?: string;
  readonly port?: number;
};

/** What was asked of the server. */
export type AskedOf = {
  readonly operation: S3Operation;
  readonly bucket: string;
  readonly key: string;
  /** Of a listing. */
  readonly prefix: string;
  readonly delimiter: string;
  readonly accessKeyId: string | undefined;
  readonly atMs: number;
  /** 0 where there is no answer, or not yet. */
  status: number;
  /** When all of the answer had been sent, or the client had gone; 0 before that. */
  endedMs: number;
};

export class S3Server {
  readonly requests: AskedOf[] = [];
  latencyMs: number;
  objectsPerSecond: number;
  fault: (request: S3Request) => Fault | undefined;
  /** Requests that are under way, and the most that ever were. */
  atOnce = 0;
  highestAtOnce = 0;
  private readonly buckets: Map<string, ServedBucket>;
  private readonly hostSuffix: string;
  private readonly server: Server;
  private readonly attempts = new Map<string, number>();
  /** When the next object may be handed out. */
  private nextObjectMs = 0;

  constructor(options: S3ServerOptions) {
    this.buckets = new Map(Object.entries(options.buckets));
    this.latencyMs = options.latencyMs ?? 0;
    this.objectsPerSecond = options.objectsPerSecond ?? Number.POSITIVE_INFINITY;
    this.fault = options.fault ?? (() => undefined);
    this.hostSuffix = options.hostSuffix ?? 'localhost';
    // Clients keep connections; one that the server closes at the moment it is used again would be a fault of its own.
    this.server = createServer({ keepAliveTimeout: 60_000 }, (message, response) => void this.serve(message, response));
  }

  async listen(port = 0): Promise<this> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
    return this;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Of one operation: how often it was asked, and for which keys. */
  count(operation: S3Operation): number {
    return this.requests.filter((request) => request.operation === operation).length;
  }

  /** Keys whose bodies were asked for, each as often as it was. */
  fetched(): readonly string[] {
    return this.requests.filter(({ operation }) => operation === 'GetObject').map(({ key }) => key);
  }

  /** Forgets what was asked, so that the next figures are of what follows. */
  forget(): void {
    this.requests.length = 0;
    this.attempts.clear();
    this.highestAtOnce = this.atOnce;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    message.resume();
    this.atOnce += 1;
    this.highestAtOnce = Math.max(this.highestAtOnce, this.atOnce);
    const request = this.numbered(readRequest(message, this.hostSuffix));
    const asked = this.note(request);
    response.once('close', () => {
      this.atOnce -= 1;
      asked.endedMs = performance.now();
    });
    const waitMs = this.latencyMs + (request.operation === 'GetObject' ? this.turnMs() : 0);
    if (waitMs > 0) await sleep(waitMs);
    // The client has given it up meanwhile.
    if (response.destroyed) return;
    response.setHeader('x-amz-request-id', '4442587FB7D0A2F9');
    try {
      const fault = this.fault(request);
      if (fault?.kind === 'reset') response.socket?.resetAndDestroy();
      if (fault?.kind === 'reset' || fault?.kind === 'silent') return;
      await this.answer(request, response, fault);
      asked.status = response.statusCode;
    } catch (error) {
      // The client has gone, as clients that cancel do.
      if (!response.destroyed) throw error;
    }
  }

  private turnMs(): number {
    const nowMs = performance.now();
    const turn = Math.max(nowMs, this.nextObjectMs);
    this.nextObjectMs = turn + 1000 / this.objectsPerSecond;
    return turn - nowMs;
  }

  private numbered(request: Omit<S3Request, 'attempt'>): S3Request {
    const identity = JSON.stringify([request.operation, request.bucket, request.key, request.query.toString()]);
    const attempt = this.attempts.get(identity) ?? 0;
    this.attempts.set(identity, attempt + 1);
    return { ...request, attempt };
  }

  private note({ operation, bucket, key, query, accessKeyId }: S3Request): AskedOf {
    const prefix = query.get('prefix') ?? '';
    const delimiter = query.get('delimiter') ?? '';
    const asked = {
      operation,
      bucket,
      key,
      prefix,
      delimiter,
      accessKeyId,
      atMs: performance.now(),
      status: 0,
      endedMs: 0,
    };
    this.requests.push(asked);
    return asked;
  }

  private async answer(request: S3Request, response: ServerResponse, fault: AnsweredFault | undefined): Promise<void> {
    if (fault?.kind === 'error') return sendError(request, response, fault);
    if (request.operation === 'ListBuckets') return sendXml(response, bucketsXml(this.namedBuckets()));
    const bucket = this.bucketOf(request.bucket);
    if (bucket === undefined) return sendError(request, response, faults.noSuchBucket());
    const refusal = refusalOf(request, bucket);
    if (refusal !== undefined) return sendError(request, response, refusal);
    await this.answerFor(bucket, request, response, fault);
  }

  private namedBuckets() {
    return [...this.buckets].map(([name, { region }]) => ({ name, region }));
  }

  private bucketOf(name: string): ServedBucket | undefined {
    const aliased = [...this.buckets.values()].find(({ aliases }) => aliases?.includes(name));
    return this.buckets.get(name) ?? aliased;
  }

  private async answerFor(
    bucket: ServedBucket,
    request: S3Request,
    response: ServerResponse,
    fault: BodyFault | undefined,
  ) {
    response.setHeader('x-amz-bucket-region', bucket.region);
    switch (request.operation) {
      case 'HeadBucket':
        return void response.writeHead(200).end();
      case 'GetBucketLocation':
        return sendXml(response, locationXml(bucket.region));
      case 'ListObjectsV2':
        return sendXml(response, listingXml(bucket.objects, request.bucket, request.query));
      case 'GetObject':
      case 'HeadObject':
        return sendObject(bucket.objects, request, response, fault);
      case 'ListBuckets':
      case 'unknown':
        return sendError(request, response, {
          kind: 'error',
          status: 501,
          code: 'NotImplemented',
          message: 'Not here',
        });
    }
  }
}

type AnsweredFault = Exclude<Fault, { readonly kind: 'reset' | 'silent' }>;

export function startS3Server(options: S3ServerOptions): Promise<S3Server> {
  return new S3Server(options).listen(options.port);
}

function refusalOf({ signedFor, headers }: S3Request, bucket: ServedBucket): ErrorFault | undefined {
  if (signedFor !== undefined && signedFor !== bucket.region)
    return bucket.wrongRegion === 'malformed'
      ? faults.malformed(signedFor, bucket.region)
      : faults.redirect(bucket.region);
  if (bucket.isRequesterPays && headers['x-amz-request-payer'] !== 'requester') return faults.denied();
  return undefined;
}
