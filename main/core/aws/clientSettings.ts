// What the clients that only this folder makes have in common: those that get credentials.
import type { ServiceId } from './endpoints.ts';

/** The custom endpoint of a service, for the profile that is used. */
export type Endpoints = (service: ServiceId) => string | undefined;

export function clientSettings(region: string, endpoint: string | undefined) {
  return { region, maxAttempts: 4, ...(endpoint === undefined ? {} : { endpoint }) };
}

/** SSO's calls are not signed: without this the client would look for credentials of its own. */
export function ssoClientSettings(region: string, endpoint: string | undefined) {
  return { ...clientSettings(region, endpoint), credentials: { accessKeyId: '', secretAccessKey: '' } };
}
