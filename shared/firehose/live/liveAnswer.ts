// Reads an answer of describe-delivery-stream, as the AWS CLI or an SDK prints it, into canonical form.
import { parseEventTime } from '../../events/eventTime.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { canonicalDestination, canonicalSource, namedMembers } from '../canonical.ts';
import { destinationMembers } from '../destinations.ts';
import type { Configuration, StreamKey } from '../model.ts';

export type LiveAnswer = {
  /** Account and region are empty where the answer has no ARN. */
  readonly stream: StreamKey;
  readonly versionId?: string;
  /** ACTIVE, CREATING, DELETING …. */
  readonly status?: string;
  readonly encryptionStatus?: string;
  readonly createdMs?: number;
  readonly config: Configuration;
};

export type LiveReading =
  | { readonly kind: 'answer'; readonly answer: LiveAnswer }
  | {
      readonly kind: 'problem';
      readonly problem: 'empty' | 'not-json' | 'aws-error' | 'not-a-description' | 'several';
      /** What is wrong, and what to do next. */
      readonly message: string;
    };

const command = 'aws firehose describe-delivery-stream --delivery-stream-name NAME --output json';
const nextStep = `Paste or load what this prints: ${command}`;

export function readLiveAnswer(text: string): LiveReading {
  const bare = text.replace(/^\uFEFF/, '').trim();
  if (bare === '') return problem('empty', 'There is no text to compare.');
  const value = parse(bare) ?? parse(bare.slice(bare.indexOf('{'), bare.lastIndexOf('}') + 1));
  if (value === undefined) return notJson(bare);
  const items: readonly JsonValue[] = Array.isArray(value) ? value : [value];
  if (items.length > 1)
    return problem('several', `There are ${items.length} answers; one stream is compared at a time.`);
  const description = descriptionIn(items[0]);
  return description === undefined ? notADescription(items[0]) : { kind: 'answer', answer: answerOf(description) };
}

type Members = ReadonlyMap<string, JsonValue>;

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problem(kind: Extract<LiveReading, { kind: 'problem' }>['problem'], fact: string): LiveReading {
  return { kind: 'problem', problem: kind, message: `${fact} ${nextStep}` };
}

function notJson(text: string): LiveReading {
  const error = /An error occurred \((\w+)\)[^\n]*/.exec(text);
  if (error) return problem('aws-error', `This is an error of AWS, not an answer: ${error[0].slice(0, 300)}`);
  if (/^\s*(?:- )?"?DeliveryStreamDescription"?:/m.test(text)) return problem('not-json', 'This is YAML, not JSON.');
  if (/^(?:[-+|]{5}|DELIVERYSTREAMDESCRIPTION\t)/.test(text)) {
    return problem('not-json', 'This is a table or plain text of the AWS CLI, not JSON.');
  }
  if (text.startsWith('{'))
    return problem('not-json', 'The text begins as JSON, but is not whole or has a mistake in it.');
  return problem('not-json', 'The text is not JSON.');
}

/** The description, with or without the answer around it. */
function descriptionIn(value: JsonValue | undefined): Members | undefined {
  const members = namedMembers(value);
  const inner = members.get('deliveryStreamDescription');
  const description = isJsonObject(inner) ? namedMembers(inner) : members;
  const isNamed = description.has('deliveryStreamARN') || description.has('deliveryStreamName');
  return isNamed && Array.isArray(description.get('destinations')) ? description : undefined;
}

function notADescription(value: JsonValue | undefined): LiveReading {
  const members = namedMembers(value);
  if (members.has('deliveryStreamNames')) {
    return problem('not-a-description', 'This is a list of streams, not the description of one.');
  }
  if (members.has('eventSource') || members.has('records')) {
    return problem(
      'not-a-description',
      'These are CloudTrail records; CloudTrail does not hold what describe answers.',
    );
  }
  return problem('not-a-description', 'This JSON is not the description of a delivery stream.');
}

function answerOf(description: Members): LiveAnswer {
  const encryption = namedMembers(description.get('deliveryStreamEncryptionConfiguration'));
  const status = textOf(description.get('deliveryStreamStatus'));
  const encryptionStatus = textOf(encryption.get('status'));
  const versionId = textOf(description.get('versionId'));
  const createdMs = parseEventTime(description.get('createTimestamp'));
  return {
    stream: streamOf(description),
    ...(versionId === undefined ? {} : { versionId }),
    ...(status === undefined ? {} : { status }),
    ...(encryptionStatus === undefined ? {} : { encryptionStatus }),
    ...(createdMs === undefined ? {} : { createdMs }),
    config: configOf(description, encryption),
  };
}

function streamOf(description: Members): StreamKey {
  const arn = textOf(description.get('deliveryStreamARN')) ?? '';
  const [, region = '', account = '', name = ''] =
    /^arn:[^:]*:firehose:([^:]*):([^:]*):deliverystream\/(.+)$/.exec(arn) ?? [];
  return { account, region, name: name || (textOf(description.get('deliveryStreamName')) ?? '') };
}

function configOf(description: Members, encryption: Members): Configuration {
  const type = description.get('deliveryStreamType');
  const source = sourceOf(description.get('source'));
  const destination = destinationOf(description.get('destinations'));
  return {
    ...(type === undefined ? {} : { deliveryStreamType: type }),
    ...(source === undefined ? {} : { source }),
    ...(destination === undefined ? {} : { destination }),
    encryption: encryptionOf(encryption),
  };
}

/** A stream has one destination; S3 is described under two members, of which the extended one has all. */
function destinationOf(destinations: JsonValue | undefined): JsonObject | undefined {
  const members = Object.fromEntries(namedMembers(Array.isArray(destinations) ? destinations[0] : undefined));
  const [found] = destinationMembers(Object.keys(members), 'DestinationDescription');
  const described = found === undefined ? undefined : members[found.name];
  return found !== undefined && isJsonObject(described) ? canonicalDestination(found.type.id, described) : undefined;
}

const sourceSuffix = 'SourceDescription';

function sourceOf(source: JsonValue | undefined): JsonObject | undefined {
  for (const [name, members] of namedMembers(source)) {
    if (!name.endsWith(sourceSuffix) || !isJsonObject(members)) continue;
    return canonicalSource(name.charAt(0).toUpperCase() + name.slice(1, -sourceSuffix.length), members);
  }
  return undefined;
}

/** A stream that never had encryption may be described without a word of it. */
function encryptionOf(encryption: Members): JsonObject {
  const status = encryption.get('status');
  const keyType = encryption.get('keyType');
  const keyARN = encryption.get('keyARN');
  return {
    enabled: status === 'ENABLED' || status === 'ENABLING' || status === 'DISABLING_FAILED',
    ...(keyType === undefined ? {} : { keyType }),
    ...(keyARN === undefined ? {} : { keyARN }),
  };
}

function textOf(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
