// Errors of the SDK, of the network and of AWS, as AppErrors. What AWS says may quote a request, so a message of its own
// is only shown after secrets.ts has gone over it, and never where a signature failed.
import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import { connectionMessage } from './connectionErrors.ts';
import { plainText } from './secrets.ts';

export type About = {
  /** The object of the call: `s3://bucket/key`, `the queue orders`. */
  readonly what: string;
  readonly profile?: string | undefined;
};

/** What is read of an error, whoever threw it. */
type ForeignError = {
  readonly name: string;
  readonly message: string;
  readonly code: string;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
};

/** AppErrors pass through. */
export function toAwsError(error: unknown, about: About): AppError {
  if (error instanceof AppError) return error;
  const foreign = read(error);
  if (isAbort(foreign)) return new AppError('cancelled', 'Cancelled');
  const unreachable = connectionMessage(error);
  if (unreachable !== undefined) {
    const message = `${unreachable} (asked for ${about.what}). Check the network and the endpoint.`;
    return appError('aws/unreachable', message, foreign);
  }
  const kind = kindOf(foreign);
  return appError(kind.code, kind.message(about, foreign), foreign);
}

/** AWS's own word for an error: `AccessDenied`. */
export function awsCode(error: unknown): string {
  const { name, code } = read(error);
  return name === '' || name === 'Error' || /^\d+$/u.test(name) ? code : name;
}

function read(error: unknown): ForeignError {
  const values = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const metadata = (values['$metadata'] ?? {}) as Record<string, unknown>;
  const status = metadata['httpStatusCode'];
  return {
    name: textOf(values['name']),
    message: textOf(values['message'] ?? error),
    code: textOf(values['Code'] ?? values['code']),
    status: typeof status === 'number' ? status : undefined,
    requestId: textOf(metadata['requestId']) || undefined,
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isAbort({ name, code }: ForeignError): boolean {
  return name === 'AbortError' || code === 'ABORT_ERR';
}

type Kind = { readonly code: ErrorCode; readonly message: (about: About, error: ForeignError) => string };

const unknownKeyWords =
  /^(InvalidAccessKeyId|InvalidClientTokenId|UnrecognizedClientException|AuthFailure|MissingAuthenticationToken)$/u;
const wrongKeyWords = /^(SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature)$/u;

/** Whether AWS refuses the keys themselves, and not what was asked with them. */
export function isOfKeys(error: unknown): boolean {
  const word = awsCode(error);
  return unknownKeyWords.test(word) || wrongKeyWords.test(word);
}

/** By AWS's word first, then by the status of the answer. The order matters: the first that fits counts. */
const kinds: readonly (Kind & { readonly fits: (word: string, error: ForeignError) => boolean })[] = [
  {
    fits: (word, { message }) =>
      /^(RequestTimeTooSkewed|RequestInTheFuture)$/u.test(word) ||
      /signature expired|not yet (current|valid)|too skewed/iu.test(message),
    code: 'aws/failed',
    message: ({ what }) =>
      `AWS refused the request for ${what}, since the clock of this machine is more than some minutes wrong. Set the clock.`,
  },
  {
    fits: (word) =>
      /^(ExpiredToken(Exception|Id)?|TokenRefreshRequired|RequestExpired|InvalidToken(Exception)?|ExpiredCredentials)$/u.test(
        word,
      ),
    code: 'aws/expired',
    message: (about) => `The credentials of ${ownerOf(about)} have ended.`,
  },
  {
    fits: (word) => unknownKeyWords.test(word),
    code: 'aws/denied',
    message: (about) =>
      `AWS does not know the access key of ${ownerOf(about)} (asked for ${about.what}). It may have been deleted or mistyped, or the region is not enabled for the account.`,
  },
  {
    fits: (word) => wrongKeyWords.test(word),
    code: 'aws/denied',
    message: (about) =>
      `The secret access key of ${ownerOf(about)} does not match its access key (asked for ${about.what}). Check both.`,
  },
  {
    fits: (word) => /MultiFactorAuthentication/u.test(word),
    code: 'aws/mfa',
    message: (about) => `The code for ${ownerOf(about)} was refused.`,
  },
  {
    fits: (word, { status }) =>
      status === 429 ||
      /^(Throttl|SlowDown|TooManyRequests|RequestThrottled|RequestLimitExceeded|BandwidthLimitExceeded|ProvisionedThroughputExceeded|PriorRequestNotComplete|EC2Throttled|OverLimit)/u.test(
        word,
      ),
    code: 'aws/throttled',
    message: ({ what }) => `AWS takes no more requests for ${what} for now. Try again in some minutes.`,
  },
  {
    fits: (word, { status }) =>
      status === 301 ||
      /^(PermanentRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraintException)$/u.test(word),
    code: 'aws/failed',
    message: ({ what }) => `The bucket stands in another region than was asked (${what}).`,
  },
  {
    fits: (word, { status }) =>
      /^(NoSuchBucket|NoSuchKey|NoSuchAccessPoint|NotFound|QueueDoesNotExist|AWS\.SimpleQueueService\.NonExistentQueue|ResourceNotFoundException)/u.test(
        word,
      ) || status === 404,
    code: 'aws/not-found',
    message: ({ what }, { name }) =>
      name === 'NoSuchBucket' ? `There is no such bucket (${what}).` : `${capital(what)} does not exist.`,
  },
  {
    fits: (word, { status }) =>
      /AccessDenied|Forbidden|Unauthorized|AuthorizationError|AllAccessDisabled|AccountProblem|OptInRequired|NotSignedUp|SubscriptionRequired|KMS\./u.test(
        word,
      ) ||
      status === 403 ||
      status === 401,
    code: 'aws/denied',
    message: deniedMessage,
  },
  {
    fits: (_word, { status }) => status !== undefined && status >= 500,
    code: 'aws/failed',
    message: ({ what }, { status }) => `AWS failed to answer for ${what} (HTTP ${status}). Try again later.`,
  },
  {
    // What the SDK says of it is for programmers.
    fits: (_word, { message }) => /XML parse error|Deserialization error/u.test(message),
    code: 'aws/failed',
    message: ({ what }) =>
      `The answer for ${what} cannot be read: it is damaged, or does not come from AWS. Check the network and the endpoint.`,
  },
];

const unknown: Kind = {
  code: 'aws/failed',
  message: ({ what }, { name, code, message }) =>
    `The request for ${what} failed: ${plainText(message) || name || code || 'no reason was given'}`,
};

function kindOf(error: ForeignError): Kind {
  const word = isMfaRefusal(error) ? 'MultiFactorAuthentication' : awsCode(error) || error.code;
  return kinds.find(({ fits }) => fits(word, error)) ?? unknown;
}

function isMfaRefusal({ message }: ForeignError): boolean {
  return /MultiFactorAuthentication failed/u.test(message);
}

/** AWS mostly names the action: `… is not authorized to perform: s3:GetObject on resource: …`. */
function deniedMessage(about: About, { message }: ForeignError): string {
  const action = /not authorized to perform:? ([\w-]+:\w+)/iu.exec(message)?.[1];
  const reason = /because ([^.]{1,200})/iu.exec(message)?.[1];
  const isKms = /\bkms\b/iu.test(message);
  return [
    `AWS denies ${action ?? 'access'} to ${ownerOf(about)} (${about.what})`,
    reason === undefined ? undefined : `: ${plainText(reason)}`,
    isKms && action?.startsWith('kms:') !== true ? ': the key in KMS that encrypts it is not allowed' : undefined,
    '. Ask for the permission, or choose another profile.',
  ]
    .filter((part) => part !== undefined)
    .join('');
}

/** `The queue orders`; addresses stay as they are. */
function capital(what: string): string {
  return what.startsWith('the ') ? `T${what.slice(1)}` : what;
}

function ownerOf({ profile }: About): string {
  return profile === undefined ? 'the default profile' : ownerText(profile);
}

/** `profile "prod"`; what stands in no file has words of its own. */
export function ownerText(profile: string): string {
  if (profile === '(environment)') return 'the environment';
  if (profile === '(container)') return 'the container';
  return profile === '(instance)' ? 'the instance' : `profile "${profile}"`;
}

/** The cause holds no more than what says which error it was: it may be logged whole. */
function appError(code: ErrorCode, message: string, { name, code: word, status, requestId }: ForeignError): AppError {
  const parts = [plainText(name || word), status === undefined ? '' : `HTTP ${status}`, plainText(requestId ?? '')];
  return new AppError(code, message, { cause: parts.filter((part) => part !== '').join(', ') });
}
