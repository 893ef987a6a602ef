// What a message in the queue of a trail's bucket says: which objects are new. They come from S3 itself, by way of SNS
// (raw or not) or EventBridge, or from CloudTrail by SNS.

export type NotifiedObject = { readonly bucket: string; readonly key: string };

type Json = { readonly [member: string]: unknown };

/**
 * The objects that are new; none for a message that only tries the way. Undefined for a message of another kind, or of
 * objects that are not new.
 */
export function readMessage(body: string): readonly NotifiedObject[] | undefined {
  const message = parseJson(body);
  if (!isObject(message)) return body === validation ? [] : undefined;
  if (message['Event'] === 's3:TestEvent') return [];
  if (message['Type'] === 'Notification' && typeof message['Message'] === 'string')
    return readMessage(message['Message']);
  if (Array.isArray(message['Records'])) return fromS3(message['Records']);
  if (message['detail-type'] === 'Object Created') return fromEventBridge(message);
  return fromCloudTrail(message);
}

/** What CloudTrail sends when a topic is connected with it. */
const validation = 'CloudTrail validation message.';

/** Keys are written as in the query of a URL. */
function fromS3(records: readonly unknown[]): readonly NotifiedObject[] | undefined {
  const created = records.filter((record) => /^(?:s3:)?ObjectCreated:/.test(textAt(record, 'eventName') ?? ''));
  const objects = created.map((record) => {
    const place = memberOf(record, 's3');
    return objectOf(textAt(memberOf(place, 'bucket'), 'name'), decodeKey(textAt(memberOf(place, 'object'), 'key')));
  });
  return allOf(objects);
}

/** Keys are written as they are. */
function fromEventBridge(event: Json): readonly NotifiedObject[] | undefined {
  const detail = memberOf(event, 'detail');
  return allOf([objectOf(textAt(memberOf(detail, 'bucket'), 'name'), textAt(memberOf(detail, 'object'), 'key'))]);
}

function fromCloudTrail(message: Json): readonly NotifiedObject[] | undefined {
  const { s3Bucket, s3ObjectKey } = message;
  if (typeof s3Bucket !== 'string') return undefined;
  const keys: readonly unknown[] = Array.isArray(s3ObjectKey) ? s3ObjectKey : [s3ObjectKey];
  return allOf(keys.map((key) => objectOf(s3Bucket, typeof key === 'string' ? key : undefined)));
}

/** A message of which a part is not understood is not understood: it must not be deleted. */
function allOf(objects: readonly (NotifiedObject | undefined)[]): readonly NotifiedObject[] | undefined {
  const known = objects.filter((object) => object !== undefined);
  return known.length > 0 && known.length === objects.length ? known : undefined;
}

function objectOf(bucket: string | undefined, key: string | undefined): NotifiedObject | undefined {
  return bucket === undefined || bucket === '' || key === undefined || key === '' ? undefined : { bucket, key };
}

function decodeKey(key: string | undefined): string | undefined {
  try {
    return key === undefined ? undefined : decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    // Not written as S3 writes keys.
    return undefined;
  }
}

function memberOf(value: unknown, member: string): unknown {
  return isObject(value) ? value[member] : undefined;
}

function textAt(value: unknown, member: string): string | undefined {
  const found = memberOf(value, member);
  return typeof found === 'string' ? found : undefined;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
