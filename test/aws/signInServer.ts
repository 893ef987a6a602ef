// STS, the OIDC service and the portal of SSO in one server, as far as signing in needs them. Point `endpoint_url`
// (or AWS_ENDPOINT_URL_STS, _SSO, _SSO_OIDC) at its `url`.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { answerSso } from './signInSso.ts';
import { answerSts } from './signInSts.ts';
import { SignInState } from './signInState.ts';

export type SignInAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export class SignInServer extends SignInState {
  readonly url: string;
  private readonly server: Server;

  private constructor(server: Server, url: string) {
    super();
    this.server = server;
    this.url = url;
    this.verificationUrl = `${url}/device`;
  }

  static async start(port = 0): Promise<SignInServer> {
    const server = createServer();
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const started = new SignInServer(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('request', (request, response) => void started.answer(request, response));
    return started;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    const answer = answerSso(this, request, body) ?? answerSts(this, request, body);
    response.writeHead(answer.status, { 'x-amzn-requestid': `request-${this.next()}`, ...answer.headers });
    response.end(answer.body);
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
