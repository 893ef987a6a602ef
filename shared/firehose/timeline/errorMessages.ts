// Error messages quote what was sent: `Value 'abc' at 'hECToken' failed to satisfy constraint`.
import type { JsonObject } from '../../json.ts';
import { maskSecrets } from '../fields/secrets.ts';

const veil = '•••';
const shortestSecret = 3;

/** The record's error message without the secrets of its request. */
export function errorMessageOf(record: JsonObject): string | undefined {
  const message = record['errorMessage'];
  if (typeof message !== 'string' || message === '') return undefined;
  const secrets = secretsOf(record).toSorted((a, b) => b.length - a.length);
  const veiled = secrets.reduce((text, secret) => text.replaceAll(secret, veil), message);
  return veiled.replace(
    /(Value ')((?:(?!' at ').)*)(' at '[^']*(?:hECToken|password|accessKey|privateKey|keyPassphrase)')/gis,
    (_whole, before: string, _value: string, after: string) => `${before}${veil}${after}`,
  );
}

function secretsOf(record: JsonObject): readonly string[] {
  const found: string[] = [];
  const parameters = record['requestParameters'];
  if (parameters === undefined) return found;
  maskSecrets(parameters, (secret) => {
    if (secret.length >= shortestSecret) found.push(secret);
    return veil;
  });
  return found;
}
