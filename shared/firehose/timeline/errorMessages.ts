// Error messages quote what was sent: `Value 'abc' at 'hECToken' failed to satisfy constraint`.
import type { JsonObject } from '../../json.ts';
import { maskSecrets, secretNames } from '../fields/secrets.ts';

const veil = '•••';
const shortestSecret = 3;

const names = [...secretNames].join('|');
const path = String.raw`['"]?[\w.[\]-]*(?:${names})`;

/** What may be secret in a message whose request is not in the log, or was cut: each keeps what stands around it. */
const quotes: readonly RegExp[] = [
  // `Value 'abc' at 'splunkDestinationUpdate.hECToken'`; a value ends before the path of its member.
  new RegExp(String.raw`(\bValue ['"]?)(?:(?!['"]? at ['"]?[a-z]\w*[.'"[]).)+(?=['"]? at ${path})`, 'gis'),
  // `password: abc`, `"hECToken":"abc"`, `accessKey=abc`
  new RegExp(String.raw`(\b(?:${names})["']?\s*[:=]\s*)(?:"[^"]*"|'[^']*'|[^\s,;}]+)`, 'gi'),
  // A private key in PEM.
  /()-----BEGIN[^-]*PRIVATE KEY-----.*?(?:-----END[^-]*-----|$)/gs,
];

/** The record's error message without the secrets of its request. */
export function errorMessageOf(record: JsonObject): string | undefined {
  const message = record['errorMessage'];
  if (typeof message !== 'string' || message === '') return undefined;
  const secrets = secretsOf(record).toSorted((a, b) => b.length - a.length);
  const veiled = secrets.reduce((text, secret) => text.replaceAll(secret, veil), message);
  return quotes.reduce((text, quote) => text.replaceAll(quote, (_whole, before: string) => `${before}${veil}`), veiled);
}

/** As they are, and as JSON writes them. */
function secretsOf(record: JsonObject): readonly string[] {
  const found: string[] = [];
  const parameters = record['requestParameters'];
  if (parameters === undefined) return found;
  maskSecrets(parameters, (secret) => {
    if (secret.length >= shortestSecret) found.push(secret, JSON.stringify(secret).slice(1, -1));
    return veil;
  });
  return found;
}
