import { destinationMembers } from '../../firehose/destinations.ts';
import { listed, plain, valuePart, type Sentence } from '../part.ts';
import type { ActionTable, PhraseMaker } from '../phrase.ts';
import { objectOf } from '../reading.ts';
import { fill, fillText } from '../template.ts';

const stream = '{the delivery stream @deliveryStreamName|a delivery stream}';
const unproven = 'The call was accepted; whether it took effect is not in CloudTrail.';

const sources =
  '{ fed by the Kinesis stream @kinesisStreamSourceConfiguration.kinesisStreamARN}' +
  '{ fed by the topic @mSKSourceConfiguration.topicName}';

const create: PhraseMaker = (told) => {
  const phrase = fill(`[create] ${stream}`, told);
  const request = objectOf(told.record['requestParameters']);
  const [member] = destinationMembers(Object.keys(request), 'DestinationConfiguration');
  const end =
    member === undefined ? [] : destination(` to ${member.type.label}`, `{ (bucket @${member.name}.bucketARN)}`, told);
  return { ...phrase, rest: [...phrase.rest, ...fillText(sources, told), ...end] };
};

const update: PhraseMaker = (told) => {
  const phrase = fill(`[update the destination] of ${stream}`, told);
  const request = objectOf(told.record['requestParameters']);
  const [member] = destinationMembers(Object.keys(request), 'DestinationUpdate');
  const base = fillText('{ on top of version @currentDeliveryStreamVersionId}', told);
  if (member === undefined) return { ...phrase, rest: [...phrase.rest, ...base] };
  const note = told.isChangeTold ? undefined : settings(objectOf(request[member.name]));
  return { ...phrase, rest: [...phrase.rest, plain(` (${member.type.label})`), ...base], note };
};

function destination(label: string, bucket: string, told: Parameters<PhraseMaker>[0]): Sentence {
  return [plain(label), ...fillText(bucket, told)];
}

/** The names of what the request sets; whether they are other values than before, only the history knows. */
function settings(members: { readonly [name: string]: unknown }): Sentence | undefined {
  const names = Object.keys(members);
  if (names.length === 0) return undefined;
  return [plain('The request gives '), ...listed(names.map((name) => valuePart('target', name))), plain('.')];
}

export const firehose: ActionTable = {
  CreateDeliveryStream: create,
  UpdateDestination: update,
  DeleteDeliveryStream: `[delete] ${stream}{?allowForceDelete=true; by force}`,
  DescribeDeliveryStream: `[read the configuration] of ${stream}`,
  ListDeliveryStreams: '[list delivery streams]',
  ListTagsForDeliveryStream: `[list the tags] of ${stream}`,
  PutRecord: `[send a record] to ${stream}`,
  PutRecordBatch: `[send records] to ${stream}`,
  StartDeliveryStreamEncryption: `[start encryption] of ${stream}{ with the key @deliveryStreamEncryptionConfigurationInput.keyARN} > ${unproven}`,
  StopDeliveryStreamEncryption: `[stop encryption] of ${stream} > ${unproven}`,
  TagDeliveryStream: `[tag] ${stream}{ with @tags.key}`,
  UntagDeliveryStream: `[remove] {the tag(s) @tagKeys|tags} from ${stream}`,
};
