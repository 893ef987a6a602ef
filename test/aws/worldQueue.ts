// A queue that the trail's bucket notifies. The messages are put by the tests, in the three shapes in which AWS sends
// them: S3 to SQS, S3 through SNS, CloudTrail through SNS.
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { FauxqsServer } from 'fauxqs';

import { homeRegion } from './worldFiles.ts';

export type NotificationShape = 's3' | 's3-sns' | 'cloudtrail-sns';

export type TrailQueue = {
  readonly url: string;
  notify(shape: NotificationShape, bucket: string, keys: readonly string[]): Promise<void>;
  send(text: string): Promise<void>;
  /** Messages that nobody has deleted. */
  left(): number;
  close(): void;
};

export function createQueue(server: FauxqsServer, name: string): TrailQueue {
  // Its host does not resolve everywhere: clients reach it through their endpoint.
  const { queueUrl: url } = server.createQueue(name, { region: homeRegion });
  const client = new SQSClient({
    region: homeRegion,
    endpoint: server.address,
    useQueueUrlAsEndpoint: false,
    credentials: { accessKeyId: 'sender', secretAccessKey: 'sender' },
  });
  const send = async (text: string): Promise<void> => {
    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: text }));
  };
  return {
    url,
    send,
    notify: (shape, bucket, keys) => send(notificationText(shape, bucket, keys)),
    left: () => {
      const messages = server.inspectQueue(name)?.messages;
      return messages === undefined ? 0 : messages.ready.length + messages.delayed.length + messages.inflight.length;
    },
    close: () => client.destroy(),
  };
}

export function notificationText(shape: NotificationShape, bucket: string, keys: readonly string[]): string {
  if (shape === 's3') return eventText(bucket, keys);
  const message =
    shape === 's3-sns' ? eventText(bucket, keys) : JSON.stringify({ s3Bucket: bucket, s3ObjectKey: keys });
  return JSON.stringify({
    Type: 'Notification',
    MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
    TopicArn: `arn:aws:sns:${homeRegion}:111122223333:trail`,
    Subject: 'Amazon S3 Notification',
    Message: message,
    Timestamp: new Date().toISOString(),
    SignatureVersion: '1',
    Signature: 'EXAMPLE',
    SigningCertURL: `https://sns.${homeRegion}.amazonaws.com/SimpleNotificationService-0.pem`,
    UnsubscribeURL: `https://sns.${homeRegion}.amazonaws.com/?Action=Unsubscribe`,
  });
}

function eventText(bucket: string, keys: readonly string[]): string {
  const records = keys.map((key) => ({
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: homeRegion,
    eventTime: new Date().toISOString(),
    eventName: 'ObjectCreated:Put',
    userIdentity: { principalId: 'AWS:AROAEXAMPLE:regionalDeliverySession' },
    requestParameters: { sourceIPAddress: '192.0.2.1' },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId: 'trail',
      bucket: { name: bucket, ownerIdentity: { principalId: 'A1' }, arn: `arn:aws:s3:::${bucket}` },
      // As in the query of a URL: the colons and spaces of odd keys are encoded.
      object: {
        key: encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+'),
        size: 1,
        sequencer: '0055AED6DCD90281E5',
      },
    },
  }));
  return JSON.stringify({ Records: records });
}
