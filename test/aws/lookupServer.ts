// Speaks LookupEvents of CloudTrail (AWS JSON 1.1) on loopback: pages of 50, newest first, tokens that are bound to
// their parameters, and two requests a second for each account and region. The region comes from the signature, the
// account from the access key.
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

type LookupRecord = { readonly [member: string]: unknown };

export type LookupParameters = {
  readonly StartTime?: number;
  readonly EndTime?: number;
  readonly MaxResults?: number;
  readonly NextToken?: string;
  readonly LookupAttributes?: readonly { readonly AttributeKey: string; readonly AttributeValue: string }[];
};

/** One line of the log: what was asked when, and how it was answered. */
export type LookupRequest = {
  readonly atMs: number;
  readonly account: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly parameters: LookupParameters;
  /** HTTP status of the answer; 0 for one that was cut off. */
  status: number;
  /** The error's type, if it was one. */
  error?: string;
  events: number;
};

export type LookupFault =
  | { readonly kind: 'error'; readonly status: number; readonly type: string; readonly message?: string }
  /** The connection is closed in the middle of the answer. */
  | { readonly kind: 'cut' }
  | { readonly kind: 'delay'; readonly ms: number }
  /** A page without events, whose token leads to what it should have held. */
  | { readonly kind: 'empty' };

export type LookupServerOptions = {
  /** CloudTrail records; each is found in its `awsRegion` and `recipientAccountId`. A text is served as it stands. */
  readonly events?: readonly (LookupRecord | string)[];
  readonly accountOf?: (accessKeyId: string) => string;
  /** What one account may ask of a region within any second; 2 unless it says otherwise. */
  readonly requestsPerSecond?: number;
  readonly latencyMs?: number;
  readonly fault?: (request: LookupRequest) => LookupFault | undefined;
};

/** Tokens begin with it, so that a search finds where they have been written. */
export const lookupTokenMark = 'LOOKUPTOKEN';

type Held = {
  readonly atMs: number;
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly event: { readonly [member: string]: unknown };
};

type Token = { readonly parameters: string; readonly after: number };

export class LookupServer {
  /** Every request, in the order of arrival. */
  readonly requests: LookupRequest[] = [];
  url = '';
  fault: LookupServerOptions['fault'];
  private held: readonly Held[] = [];
  private readonly tokens = new Map<string, Token>();
  private readonly options: LookupServerOptions;
  private readonly server = createServer((request, response) => void this.serve(request, response));

  constructor(options: LookupServerOptions) {
    this.options = options;
    this.fault = options.fault;
    this.addEvents(options.events ?? []);
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  /** Events may come late: they stand where their time puts them. Tokens then lead on from the same event. */
  addEvents(records: readonly (LookupRecord | string)[]): void {
    const before = this.held;
    this.held = [...before, ...records.map(toHeld)].toSorted(
      (one, other) => other.atMs - one.atMs || (one.id < other.id ? -1 : 1),
    );
    for (const [name, token] of this.tokens) {
      const last = before[token.after];
      if (last !== undefined) this.tokens.set(name, { ...token, after: this.held.indexOf(last) });
    }
  }

  /** As happens after a while: every token given so far is refused. */
  expireTokens(): void {
    this.tokens.clear();
  }

  /** The most requests of one account and region that have arrived within any second. */
  mostInOneSecond(): number {
    return Math.max(0, ...this.requests.map((request) => this.arrivedSince(request, request.atMs - 1000)));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const atMs = performance.now();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const scope = /Credential=([^/,\s]+)\/\d+\/([^/,\s]+)\/cloudtrail\//.exec(request.headers.authorization ?? '');
    const [, accessKeyId = '', region = ''] = scope ?? [];
    const account = this.options.accountOf?.(accessKeyId) ?? '111122223333';
    const parameters = JSON.parse(Buffer.concat(chunks).toString() || '{}') as LookupParameters;
    const logged: LookupRequest = { atMs, account, region, accessKeyId, parameters, status: 0, events: 0 };
    this.requests.push(logged);
    const target = String(request.headers['x-amz-target'] ?? '');
    if (scope === null) return refuse(response, logged, 'MissingAuthenticationToken');
    if (!target.endsWith('.LookupEvents')) return refuse(response, logged, 'UnknownOperationException');
    const fault = this.fault?.(logged);
    await sleep((this.options.latencyMs ?? 0) + (fault?.kind === 'delay' ? fault.ms : 0));
    if (fault?.kind === 'cut') return cut(response);
    if (fault?.kind === 'error') return refuse(response, logged, fault.type, fault.message, fault.status);
    if (this.arrivedSince(logged, atMs - 1000) > (this.options.requestsPerSecond ?? 2))
      return refuse(response, logged, 'ThrottlingException', 'Rate exceeded');
    this.answer(response, logged, fault?.kind === 'empty');
  }

  /** With the request itself. */
  private arrivedSince({ account, region, atMs }: LookupRequest, sinceMs: number): number {
    return this.requests.filter(
      (other) => other.account === account && other.region === region && other.atMs > sinceMs && other.atMs <= atMs,
    ).length;
  }

  private answer(response: ServerResponse, logged: LookupRequest, isEmpty: boolean): void {
    const { NextToken, MaxResults = 50, ...bound } = logged.parameters;
    if (MaxResults < 1 || MaxResults > 50) return refuse(response, logged, 'InvalidMaxResultsException');
    if ((bound.LookupAttributes?.length ?? 0) > 1) return refuse(response, logged, 'InvalidLookupAttributesException');
    if ((bound.StartTime ?? 0) > (bound.EndTime ?? Infinity))
      return refuse(response, logged, 'InvalidTimeRangeException');
    const parameters = JSON.stringify([logged.account, logged.region, MaxResults, bound]);
    const token = NextToken === undefined ? { parameters, after: -1 } : this.tokens.get(NextToken);
    if (token?.parameters !== parameters) return refuse(response, logged, 'InvalidNextTokenException');
    const found = this.held
      .map((held, index) => ({ held, index }))
      .filter(({ held, index }) => index > token.after && matches(held, logged));
    const page = isEmpty ? [] : found.slice(0, MaxResults);
    const after = page.at(-1)?.index ?? token.after;
    logged.events = page.length;
    const more = page.length < found.length ? { NextToken: this.newToken({ parameters, after }) } : {};
    send(response, logged, 200, { Events: page.map(({ held }) => held.event), ...more });
  }

  private newToken(token: Token): string {
    const name = `${lookupTokenMark}${randomUUID()}`;
    this.tokens.set(name, token);
    return name;
  }
}

export function startLookupServer(options: LookupServerOptions = {}): Promise<LookupServer> {
  return new LookupServer(options).listen();
}

function toHeld(given: LookupRecord | string): Held {
  const record = typeof given === 'string' ? (JSON.parse(given) as LookupRecord) : given;
  const identity = (record['userIdentity'] ?? {}) as LookupRecord;
  const atMs = Date.parse(String(record['eventTime']));
  const event = {
    EventId: String(record['eventID']),
    EventName: String(record['eventName']),
    ReadOnly: String(record['readOnly'] === true),
    AccessKeyId: identity['accessKeyId'],
    EventTime: atMs / 1000,
    EventSource: String(record['eventSource']),
    Username: identity['userName'],
    Resources: [],
    CloudTrailEvent: typeof given === 'string' ? given : JSON.stringify(given),
  };
  const { recipientAccountId: named } = record;
  const account = typeof named === 'string' ? named : '111122223333';
  return { atMs, id: event.EventId, account, region: String(record['awsRegion']), event };
}

function matches(held: Held, { account, region, parameters }: LookupRequest): boolean {
  const { StartTime = 0, EndTime = Infinity, LookupAttributes = [] } = parameters;
  const seconds = held.atMs / 1000;
  if (held.account !== account || held.region !== region || seconds < StartTime || seconds > EndTime) return false;
  return LookupAttributes.every(({ AttributeKey, AttributeValue }) => held.event[AttributeKey] === AttributeValue);
}

function refuse(response: ServerResponse, logged: LookupRequest, type: string, message = type, status = 400): void {
  logged.error = type;
  send(response, logged, status, { __type: type, message });
}

function send(response: ServerResponse, logged: LookupRequest, status: number, body: object): void {
  logged.status = status;
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() });
  response.end(JSON.stringify(body));
}

function cut(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1', 'content-length': '1000' });
  response.write('{"Events":[');
  setTimeout(() => response.destroy(), 5);
}
