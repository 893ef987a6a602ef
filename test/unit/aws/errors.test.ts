// Every foreign error as the user reads it, and never a secret in it.
import { createServer } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { connectionMessage } from '../../../main/core/aws/connectionErrors.ts';
import { awsCode, toAwsError } from '../../../main/core/aws/errors.ts';
import { plainText } from '../../../main/core/aws/secrets.ts';
import { AppError } from '../../../shared/errors.ts';

const about = { what: 's3://logs/AWSLogs/', profile: 'prod' };

/** As the SDK throws it. */
function sdkError(name: string, status: number, message = name, more: object = {}): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status, requestId: 'R1' }, ...more });
}

describe('what AWS answers', () => {
  test.each([
    ['ExpiredToken', 400, 'aws/expired'],
    ['ExpiredTokenException', 403, 'aws/expired'],
    ['InvalidToken', 400, 'aws/expired'],
    ['RequestExpired', 400, 'aws/expired'],
    ['TokenRefreshRequired', 400, 'aws/expired'],
    ['InvalidAccessKeyId', 403, 'aws/denied'],
    ['InvalidClientTokenId', 403, 'aws/denied'],
    ['UnrecognizedClientException', 400, 'aws/denied'],
    ['SignatureDoesNotMatch', 403, 'aws/denied'],
    ['InvalidSignatureException', 400, 'aws/denied'],
    ['AccessDenied', 403, 'aws/denied'],
    ['AccessDeniedException', 400, 'aws/denied'],
    ['Forbidden', 403, 'aws/denied'],
    ['UnknownError', 403, 'aws/denied'],
    ['403', 403, 'aws/denied'],
    ['AllAccessDisabled', 403, 'aws/denied'],
    ['KMS.DisabledException', 400, 'aws/denied'],
    ['OptInRequired', 403, 'aws/denied'],
    ['NoSuchBucket', 404, 'aws/not-found'],
    ['NoSuchKey', 404, 'aws/not-found'],
    ['NotFound', 404, 'aws/not-found'],
    ['QueueDoesNotExist', 400, 'aws/not-found'],
    ['AWS.SimpleQueueService.NonExistentQueue', 400, 'aws/not-found'],
    ['PermanentRedirect', 301, 'aws/failed'],
    ['AuthorizationHeaderMalformed', 400, 'aws/failed'],
    ['SlowDown', 503, 'aws/throttled'],
    ['Throttling', 400, 'aws/throttled'],
    ['ThrottlingException', 400, 'aws/throttled'],
    ['TooManyRequestsException', 429, 'aws/throttled'],
    ['RequestLimitExceeded', 503, 'aws/throttled'],
    ['Whatever', 429, 'aws/throttled'],
    ['RequestTimeout', 400, 'aws/unreachable'],
    ['InternalError', 500, 'aws/failed'],
    ['ServiceUnavailable', 503, 'aws/failed'],
    ['RequestTimeTooSkewed', 403, 'aws/failed'],
    ['InvalidRequest', 400, 'aws/failed'],
  ])('%s %i', (name, status, code) => {
    const error = toAwsError(sdkError(name, status), about);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/prod|s3:\/\/logs/u);
    expect(error.message).toMatch(/\.$|failed: /u);
  });

  test.each([
    [
      'a denial names the action and why',
      sdkError(
        'AccessDenied',
        403,
        'User: arn:aws:iam::111122223333:user/jo is not authorized to perform: s3:ListBucket on resource: "arn:aws:s3:::logs" because no identity-based policy allows the s3:ListBucket action',
      ),
      'AWS denies s3:ListBucket to profile "prod" (s3://logs/AWSLogs/): no identity-based policy allows the s3:ListBucket action. Ask for the permission, or choose another profile.',
    ],
    [
      'a key of KMS',
      sdkError('AccessDenied', 403, 'The ciphertext refers to a KMS key that you may not use'),
      'AWS denies access to profile "prod" (s3://logs/AWSLogs/): the key in KMS that encrypts it is not allowed. Ask for the permission, or choose another profile.',
    ],
    ['no reason at all', sdkError('AccessDenied', 403, 'Access Denied'), 'AWS denies access to profile "prod"'],
    ['a bucket', sdkError('NoSuchBucket', 404), 'There is no such bucket (s3://logs/AWSLogs/).'],
    ['a server that fails', sdkError('InternalError', 500), 'AWS failed to answer for s3://logs/AWSLogs/ (HTTP 500)'],
    [
      'a clock that is wrong, by the message',
      sdkError('InvalidSignatureException', 403, 'Signature expired: 20200101 is now earlier than 20260101'),
      'since the clock of this machine',
    ],
    [
      'anything else',
      sdkError('InvalidArgument', 400, 'Bad   thing'),
      'The request for s3://logs/AWSLogs/ failed: Bad thing',
    ],
  ])('%s', (_name, error, message) => {
    expect(toAwsError(error, about).message).toContain(message);
  });

  test('the one who asks has words of its own where it stands in no file', () => {
    const denied = sdkError('AccessDenied', 403);
    expect(toAwsError(denied, { what: 'x', profile: '(environment)' }).message).toContain('to the environment (x)');
    expect(toAwsError(denied, { what: 'x' }).message).toContain('to the default profile (x)');
    const queue = toAwsError(sdkError('QueueDoesNotExist', 400), { what: 'the queue orders', profile: 'p' });
    expect(queue.message).toBe('The queue orders does not exist.');
  });
});

describe('no answer', () => {
  const system = (code: string, more: object = {}): Error => Object.assign(new Error(code), { code, ...more });

  test.each([
    [
      system('ENOTFOUND', { hostname: 's3.eu-west-1.amazonaws.com' }),
      's3.eu-west-1.amazonaws.com cannot be reached: its name is not known (asked for s3://logs/AWSLogs/).',
    ],
    [system('EAI_AGAIN', { hostname: 'h' }), 'h cannot be reached: its name could not be looked up'],
    [
      system('ECONNREFUSED', { address: '127.0.0.1', port: 9 }),
      '127.0.0.1:9 cannot be reached: it refuses the connection',
    ],
    [system('ECONNRESET'), 'The server cannot be reached: it broke the connection off'],
    [system('ETIMEDOUT'), 'it does not answer in time'],
    [Object.assign(new Error('x'), { name: 'TimeoutError' }), 'it does not answer in time'],
    [
      system('SELF_SIGNED_CERT_IN_CHAIN', { host: 'h' }),
      'h cannot be reached: its certificate is not trusted (SELF_SIGNED_CERT_IN_CHAIN)',
    ],
    [system('ERR_TLS_CERT_ALTNAME_INVALID', { host: 'h' }), 'its certificate is not trusted'],
    [new Error('fetch failed', { cause: system('ECONNREFUSED') }), 'it refuses the connection'],
  ])('%s', (error, message) => {
    expect(toAwsError(error, about)).toMatchObject({
      code: 'aws/unreachable',
      message: expect.stringContaining(message) as string,
    });
  });

  test('what the SDK throws of a port that nobody listens at', async () => {
    const probe = createServer();
    await new Promise<void>((resolve) => {
      probe.listen(0, '127.0.0.1', resolve);
    });
    const { port } = probe.address() as { port: number };
    await new Promise((resolve) => {
      probe.close(resolve);
    });
    const { STSClient, GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
    const credentials = { accessKeyId: 'AKIA0000000000000000', secretAccessKey: 'x' };
    const client = new STSClient({
      region: 'eu-west-1',
      endpoint: `http://127.0.0.1:${port}`,
      credentials,
      maxAttempts: 1,
    });
    const error: unknown = await client.send(new GetCallerIdentityCommand({})).catch((thrown: unknown) => thrown);
    expect(toAwsError(error, about)).toMatchObject({
      code: 'aws/unreachable',
      message: `127.0.0.1:${port} cannot be reached: it refuses the connection (asked for s3://logs/AWSLogs/). Check the network and the endpoint.`,
    });
  });

  test('an answer is none of these', () => {
    expect(connectionMessage(sdkError('AccessDenied', 403))).toBeUndefined();
  });
});

test('what was aborted is cancelled; an AppError stays what it is', () => {
  const aborted = Object.assign(new Error('Request aborted'), { name: 'AbortError' });
  expect(toAwsError(aborted, about).code).toBe('cancelled');
  const own = new AppError('disk/full', 'Full');
  expect(toAwsError(own, about)).toBe(own);
  expect(toAwsError(undefined, about).code).toBe('aws/failed');
  expect(toAwsError('text', about).message).toContain('failed: text');
});

test("AWS's own word for an error", () => {
  expect(awsCode(sdkError('NoSuchKey', 404))).toBe('NoSuchKey');
  expect(awsCode(Object.assign(new Error('x'), { Code: 'SlowDown' }))).toBe('SlowDown');
  expect(awsCode(undefined)).toBe('');
});

describe('secrets', () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.split('');
  const letters = (minLength: number, maxLength: number) =>
    fc.array(fc.constantFrom(...alphabet), { minLength, maxLength }).map((all) => all.join(''));
  /** As AWS makes them: 40 letters for a key, hundreds for a token. */
  const key = letters(40, 40).filter((text) => /\d/u.test(text) && /[a-z]/u.test(text) && /[A-Z]/u.test(text));

  test('a key or a token in a message is taken out, in the cause too', () => {
    fc.assert(
      fc.property(key, letters(100, 400), fc.boolean(), (secret, token, isQuoted) => {
        const message = isQuoted ? `Got "${secret}" and '${token}'` : `Key ${secret} token=${token}&x`;
        const error = toAwsError(sdkError('InvalidArgument', 400, message), about);
        const text = JSON.stringify([error.message, error.cause, error.stack]);
        // No longer part of either is left.
        for (const part of [secret, token])
          for (let at = 0; at + 20 <= part.length; at += 5) expect(text).not.toContain(part.slice(at, at + 20));
      }),
      { numRuns: 300 },
    );
  });

  test('an access key id is known by its end', () => {
    expect(plainText('The key AKIAIOSFODNN7EXAMPLE is gone')).toBe('The key …MPLE is gone');
  });

  test.each([
    'arn:aws:s3:::my-trail-bucket-of-the-organisation/AWSLogs/o-abcdef1234/111122223333/CloudTrail',
    's3://aws-cloudtrail-logs-111122223333-1a2b3c4d/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/06/01/',
    'No identity-based policy allows the s3:ListBucket action',
  ])('what people must read stays: %s', (text) => {
    expect(plainText(text)).toBe(text);
  });

  test('nothing of the answer but its name, status and request is in the cause', () => {
    const error = sdkError('InvalidArgument', 400, 'm', { $response: { headers: { 'x-amz-security-token': 'tok' } } });
    expect(toAwsError(error, about).cause).toBe('InvalidArgument, HTTP 400, R1');
  });

  test('a signature that does not match quotes the request: nothing of it is shown', () => {
    const message = 'The Canonical String should have been GET / x-amz-security-token:tok';
    const error = toAwsError(sdkError('SignatureDoesNotMatch', 403, message), about);
    expect(JSON.stringify([error.message, error.cause])).not.toContain('tok');
  });
});
