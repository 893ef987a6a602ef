// Why a server gave no answer, in words: name resolution, connection, time limit, certificate.

const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name could not be looked up',
  ECONNREFUSED: 'it refuses the connection',
  ECONNRESET: 'it broke the connection off',
  EPIPE: 'it broke the connection off',
  UND_ERR_SOCKET: 'it broke the connection off',
  ETIMEDOUT: 'it does not answer in time',
  ESOCKETTIMEDOUT: 'it does not answer in time',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no network',
  ENETDOWN: 'there is no network',
  EADDRNOTAVAIL: 'there is no network',
  EPROTO: 'it does not speak TLS as expected',
};

const timeouts = new Set(['TimeoutError', 'RequestTimeout', 'RequestTimeoutException']);
const certificate =
  /^(CERT_|UNABLE_TO_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|ERR_TLS_CERT|HOSTNAME_MISMATCH|ERR_SSL)/u;

/** Names the host, without a full stop; undefined for an error that is an answer. */
export function connectionMessage(error: unknown): string | undefined {
  for (let each = error, depth = 0; isObject(each) && depth < 5; each = each['cause'], depth += 1) {
    const reason = reasonOf(each);
    if (reason !== undefined) return `${hostOf(each) ?? 'The server'} cannot be reached: ${reason}`;
  }
  return undefined;
}

function reasonOf(error: Readonly<Record<string, unknown>>): string | undefined {
  const code = textOf(error['code']);
  if (certificate.test(code)) return `its certificate is not trusted (${code})`;
  return reasons[code] ?? (timeouts.has(textOf(error['name'])) ? 'it does not answer in time' : undefined);
}

function hostOf(error: Readonly<Record<string, unknown>>): string | undefined {
  const { hostname, host, address, port } = error;
  const name = [hostname, host, address].find((each): each is string => typeof each === 'string' && each !== '');
  const inMessage = /(?:connect E\w+|getaddrinfo E\w+) ([\w.:[\]-]+)/u.exec(textOf(error['message']))?.[1];
  if (name === undefined) return inMessage;
  return typeof port === 'number' && name === address ? `${name}:${port}` : name;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
