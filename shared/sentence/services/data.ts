// Actions that move data, which stand in logs by the thousand.
import type { ActionTable } from '../phrase.ts';

export const sns: ActionTable = {
  Publish: '[publish a message] to {the topic @topicArn|the target @targetArn|a phone number}',
  Subscribe: '[subscribe] {@endpoint|an endpoint} to {the topic @topicArn|a topic}{ by @protocol}',
  Unsubscribe: '[cancel] {the subscription @subscriptionArn|a subscription}',
};

export const sqs: ActionTable = {
  SendMessage: '[send a message] to {the queue @queueUrl|a queue}',
  ReceiveMessage: '[receive messages] from {the queue @queueUrl|a queue}',
  DeleteMessage: '[delete a message] from {the queue @queueUrl|a queue}',
  PurgeQueue: '[purge] {the queue @queueUrl|a queue}',
};

const table = '{the table @tableName|a table}';

export const dynamodb: ActionTable = {
  GetItem: `[read an item] of ${table}`,
  PutItem: `[write an item] to ${table}`,
  UpdateItem: `[update an item] of ${table}`,
  DeleteItem: `[delete an item] of ${table}`,
  Query: `[query] ${table}{ by the index @indexName}`,
  Scan: `[scan] ${table}{ by the index @indexName}`,
};
