// What error codes say, in words.

const classes: readonly (readonly [RegExp, string])[] = [
  [/DryRunOperation(?:Exception)?$/, 'it would have been allowed'],
  [/ConfigurationNotFound|NoSuchTagSet|NoSuch\w*Configuration|NoSuchBucketPolicy/i, 'nothing is configured'],
  [/NoSuch|NotFound|NotExist|DoesNotExist|Unknown(?:Resource|Stream)|^404/i, 'not found'],
  [
    /ExpiredToken|RequestExpired|TokenRefreshRequired|ExpiredIteratorException/i,
    'the credentials or the request had expired',
  ],
  [
    /SignatureDoesNotMatch|IncompleteSignature|InvalidSignature|MissingAuthenticationToken/i,
    'the signature was not valid',
  ],
  [
    /InvalidClientTokenId|InvalidAccessKeyId|UnrecognizedClient|InvalidIdentityToken|IDPRejectedClaim/i,
    'the credentials were not valid',
  ],
  [/OptInRequired|SubscriptionRequired/i, 'the account has not subscribed to it'],
  [
    /AccessDenied|Unauthorized|NotAuthorized|Forbidden|^403|NoPermission|PermissionDenied|AuthorizationError/i,
    'access denied',
  ],
  [/KMS(?:InvalidState|Disabled)|^DisabledException/, 'the key is disabled or not usable'],
  [
    /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|ProvisionedThroughputExceeded|RateExceeded|LimitedRequests/i,
    'too many requests',
  ],
  [/LimitExceeded|Quota|TooMany|InsufficientInstanceCapacity|InsufficientCapacity/i, 'a limit was reached'],
  [
    /AlreadyExists|AlreadyOwned|Duplicate|InvalidPermission\.Duplicate|EntityAlreadyExists|^ResourceExists/i,
    'it exists already',
  ],
  [/ConcurrentModification|OptimisticLock|PreconditionFailed|VersionMismatch/i, 'it had been changed in the meantime'],
  [/InUse|DependencyViolation|DeleteConflict|Conflict|NotEmpty/i, 'it is in use or conflicts with something'],
  [/InternalFailure|InternalError|InternalServ|InternalException|ServiceUnavailable|^Server\./i, 'the service failed'],
  [/IncorrectState|InvalidState|IncorrectInstanceState|NotReady|InvalidDB\w+State/i, 'it was not in a state for this'],
  [
    /Malformed|Validation|Invalid|Missing|BadRequest|IllegalArgument|Unsupported|NotSupported|^400/i,
    'the request was not valid',
  ],
];

/** `AccessDenied` is "access denied"; `undefined` for a code that says nothing that is known. */
export function errorWords(code: string): string | undefined {
  return classes.find(([pattern]) => pattern.test(code))?.[1];
}

/** The reason that messages of refused calls give: `because no identity-based policy allows the s3:GetObject action`. */
export function refusalReason(message: string): string | undefined {
  return /\b(because .{3,160}|with an explicit deny(?: in an? [\w -]{3,60})?)/
    .exec(message)?.[1]
    ?.replace(/[.\s]+$/, '');
}
