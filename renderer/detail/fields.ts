// Which columns the summary shows, in which order; the rest follows below where the record has it.

export const summaryFields: readonly string[] = [
  'eventName',
  'eventTime',
  'eventSource',
  'awsRegion',
  'recipientAccountId',
  'actor',
  'userIdentity.type',
  'userIdentity.arn',
  'accessKeyId',
  'sourceIPAddress',
  'userAgent',
  'errorCode',
  'errorMessage',
  'readOnly',
  'eventType',
  'eventCategory',
  'eventID',
  'requestID',
  'sharedEventID',
  'eventVersion',
];

export const monospacedFields: ReadonlySet<string> = new Set([
  'eventTime',
  'recipientAccountId',
  'userIdentity.arn',
  'accessKeyId',
  'sourceIPAddress',
  'eventID',
  'requestID',
  'sharedEventID',
]);
