// What may go wrong between a reader and S3: answers that S3 gives instead of the object, and harm that comes to the
// object on its way.

export type ErrorFault = {
  readonly kind: 'error';
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Further elements of the error's XML. */
  readonly details?: Readonly<Record<string, string>>;
};

export type Fault =
  | ErrorFault
  /** The connection ends before there is an answer. */
  | { readonly kind: 'reset' }
  /** No answer ever. */
  | { readonly kind: 'silent' }
  /** The whole body, but slowly. */
  | { readonly kind: 'slow'; readonly bytesPerSecond: number }
  /** So much of the body, and then nothing, with the connection open. */
  | { readonly kind: 'stalled'; readonly afterBytes: number }
  /** So much of the body, and then the end of the connection. */
  | { readonly kind: 'cut'; readonly afterBytes: number }
  /** A body that is longer or shorter than the object, with a Content-Length to match: nothing but the listing tells. */
  | { readonly kind: 'length'; readonly by: number }
  /** One byte of the body is another; the headers are those of the true body, without its checksum if so wanted. */
  | { readonly kind: 'flipped'; readonly at: number; readonly isUnchecked?: boolean };

function error(status: number, code: string, message: string, more: Partial<ErrorFault> = {}): ErrorFault {
  return { kind: 'error', status, code, message, ...more };
}

export const faults = {
  throttled: () => error(503, 'SlowDown', 'Please reduce your request rate.'),
  internal: () => error(500, 'InternalError', 'We encountered an internal error. Please try again.'),
  expired: () => error(400, 'ExpiredToken', 'The provided token has expired.'),
  unknownKey: () =>
    error(403, 'InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.'),
  denied: () => error(403, 'AccessDenied', 'Access Denied'),
  kmsDenied: () =>
    error(
      403,
      'AccessDenied',
      'User: arn:aws:iam::111122223333:user/reader is not authorized to perform: kms:Decrypt on resource: ' +
        'arn:aws:kms:eu-west-1:111122223333:key/0f0e0d0c-0b0a-4a09-8807-060504030201 because no resource-based policy allows the kms:Decrypt action',
    ),
  archived: (storageClass = 'GLACIER') =>
    error(403, 'InvalidObjectState', "The operation is not valid for the object's storage class", {
      details: { StorageClass: storageClass },
    }),
  noSuchKey: () => error(404, 'NoSuchKey', 'The specified key does not exist.'),
  noSuchBucket: () => error(404, 'NoSuchBucket', 'The specified bucket does not exist'),
  preconditionFailed: () =>
    error(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold'),
  /** As an endpoint answers for a bucket of another region. */
  redirect: (region: string) =>
    error(
      301,
      'PermanentRedirect',
      'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
      { headers: { 'x-amz-bucket-region': region } },
    ),
  /** As the bucket itself answers to a signature for another region. */
  malformed: (signedFor: string, region: string) =>
    error(
      400,
      'AuthorizationHeaderMalformed',
      `The authorization header is malformed; the region '${signedFor}' is wrong; expecting '${region}'`,
      { headers: { 'x-amz-bucket-region': region }, details: { Region: region } },
    ),
} as const;
