// Questions that people bring to these logs, as a start: each runs on any workspace.

type Example = {
  readonly title: string;
  /** What it answers, in one line. */
  readonly question: string;
  readonly text: string;
};

type ExampleGroup = { readonly title: string; readonly examples: readonly Example[] };

export const exampleGroups: readonly ExampleGroup[] = [
  {
    title: 'Access keys and roles',
    examples: [
      {
        title: 'Keys and where they were used from',
        question: 'Which access key was used by whom, from how many addresses, and when?',
        text: `SELECT accessKeyId, any_value(actor) AS actor, count(*) AS events,
  count(DISTINCT sourceIPAddress) AS addresses,
  min(eventTime) AS first, max(eventTime) AS last
FROM events
WHERE accessKeyId LIKE 'AKIA%'
GROUP BY accessKeyId
ORDER BY addresses DESC, events DESC`,
      },
      {
        title: 'First use of each key',
        question: 'What was the first call made with each long-term access key?',
        text: `SELECT accessKeyId, eventTime AS firstUse, eventName, actor, sourceIPAddress, eventID
FROM events
WHERE accessKeyId LIKE 'AKIA%'
QUALIFY row_number() OVER (PARTITION BY accessKeyId ORDER BY eventTime) = 1
ORDER BY firstUse DESC`,
      },
      {
        title: 'Who assumed which role',
        question: 'Which roles were assumed, by whom, and how often?',
        text: `SELECT record->>'$.requestParameters.roleArn' AS role, actor AS assumedBy,
  count(*) AS times, count(errorCode) AS refused, max(eventTime) AS last
FROM events
WHERE eventName LIKE 'AssumeRole%'
GROUP BY ALL
ORDER BY times DESC`,
      },
      {
        title: 'Role chains',
        question: 'Which roles were assumed from a session of another role?',
        text: `SELECT record->>'$.userIdentity.sessionContext.sessionIssuer.arn' AS fromRole,
  record->>'$.requestParameters.roleArn' AS toRole, count(*) AS times, max(eventTime) AS last
FROM events
WHERE eventName = 'AssumeRole' AND "userIdentity.type" = 'AssumedRole' AND errorCode IS NULL
GROUP BY ALL
ORDER BY times DESC`,
      },
    ],
  },
  {
    title: 'Refused and unusual',
    examples: [
      {
        title: 'Denied calls by actor',
        question: 'Who was denied what, how often, and until when?',
        text: `SELECT actor, eventName, errorCode, count(*) AS denied, max(eventTime) AS last
FROM events
WHERE errorCode ILIKE '%denied%' OR errorCode ILIKE '%authoriz%'
GROUP BY ALL
ORDER BY denied DESC`,
      },
      {
        title: 'Console sign-ins',
        question: 'Who signed in to the console, from where, with MFA or not, and did it succeed?',
        text: `SELECT eventTime, actor, sourceIPAddress,
  record->>'$.responseElements.ConsoleLogin' AS outcome,
  record->>'$.additionalEventData.MFAUsed' AS mfa, errorMessage, eventID
FROM events
WHERE eventName = 'ConsoleLogin'
ORDER BY outcome, eventTime DESC`,
      },
      {
        title: 'Users without MFA',
        question: 'Which users, or root, changed something without MFA, access keys included?',
        text: `SELECT actor, "userIdentity.type" AS type, count(*) AS events,
  count(DISTINCT eventName) AS kinds, max(eventTime) AS last
FROM events
WHERE "userIdentity.type" IN ('IAMUser', 'Root') AND NOT readOnly AND errorCode IS NULL
  AND (record->>'$.userIdentity.sessionContext.attributes.mfaAuthenticated') IS DISTINCT FROM 'true'
GROUP BY ALL
ORDER BY events DESC`,
      },
      {
        title: 'The root user',
        question: 'What did the root user do?',
        text: `SELECT eventTime, eventName, eventSource, recipientAccountId, sourceIPAddress, errorCode, eventID
FROM events
WHERE "userIdentity.type" = 'Root'
ORDER BY eventTime DESC`,
      },
      {
        title: 'Calls from another account',
        question: 'What did other accounts call in this one?',
        text: `SELECT record->>'$.userIdentity.accountId' AS callerAccount, recipientAccountId,
  eventSource, eventName, count(*) AS events
FROM events
WHERE callerAccount <> recipientAccountId
GROUP BY ALL
ORDER BY events DESC`,
      },
    ],
  },
  {
    title: 'Changes',
    examples: [
      {
        title: 'IAM in the last week',
        question: 'What was changed in IAM in the last seven days of the log?',
        text: `SELECT eventTime, actor, eventName, record->'$.requestParameters' AS request,
  coalesce(errorCode, 'succeeded') AS outcome, eventID
FROM events
WHERE eventSource = 'iam.amazonaws.com' AND NOT readOnly
  AND eventTime > (SELECT max(eventTime) FROM events) - INTERVAL 7 DAYS
ORDER BY eventTime DESC`,
      },
      {
        title: 'What was deleted',
        question: 'Who deleted or terminated what?',
        text: `SELECT eventTime, actor, eventSource, eventName, record->'$.requestParameters' AS what, eventID
FROM events
WHERE (eventName LIKE 'Delete%' OR eventName LIKE 'Terminate%') AND errorCode IS NULL
ORDER BY eventTime DESC`,
      },
      {
        title: 'Delivery streams changed most',
        question: 'Which delivery streams have the most versions, made by how many actors?',
        text: `SELECT name, account, region, count(*) AS versions, count(DISTINCT actor) AS actors, max(eventTime) AS last
FROM versions
GROUP BY ALL
ORDER BY versions DESC`,
      },
      {
        title: 'Changes of streams that matter most',
        question: 'Which changes of delivery streams are of high severity, and why?',
        text: `SELECT eventTime, name, version, label, kind, before, after, reason, actor, eventID
FROM changes
WHERE severity = 'high' AND NOT noise
ORDER BY eventTime DESC`,
      },
    ],
  },
  {
    title: 'Over time (see the chart)',
    examples: [
      {
        title: 'Events by day',
        question: 'How many calls succeeded and failed each day?',
        text: `SELECT date_trunc('day', eventTime) AS day,
  count(*) FILTER (errorCode IS NULL) AS succeeded, count(errorCode) AS failed
FROM events
GROUP BY ALL
ORDER BY day`,
      },
      {
        title: 'Busiest hours',
        question: 'At which hours of the day (UTC) do calls change something?',
        text: `SELECT strftime(eventTime, '%H:00') AS hour, count(*) AS changes
FROM events
WHERE NOT readOnly AND errorCode IS NULL
GROUP BY ALL
ORDER BY hour`,
      },
      {
        title: 'Services called most',
        question: 'Which services are called most?',
        text: `SELECT replace(eventSource, '.amazonaws.com', '') AS service, count(*) AS events
FROM events
GROUP BY ALL
ORDER BY events DESC
LIMIT 20`,
      },
    ],
  },
  {
    title: 'The log itself',
    examples: [
      {
        title: 'Records found more than once',
        question: 'Which events have copies in several places?',
        text: `SELECT eventID, account, count(*) AS copies, string_agg(DISTINCT file, ', ' ORDER BY file) AS files
FROM copies
GROUP BY ALL
HAVING copies > 1
ORDER BY copies DESC`,
      },
      {
        title: 'Days by account and region',
        question: 'For which days are there logs, by account and region?',
        text: `SELECT recipientAccountId, awsRegion, count(DISTINCT eventTime::DATE) AS days,
  min(eventTime)::DATE AS first, max(eventTime)::DATE AS last, count(*) AS events
FROM events
GROUP BY ALL
ORDER BY recipientAccountId, awsRegion`,
      },
      {
        title: 'Problems by kind',
        question: 'What could not be read, and in how many files?',
        text: `SELECT kind, level, count(*) AS problems, count(DISTINCT file) AS files
FROM problems
GROUP BY ALL
ORDER BY level, problems DESC`,
      },
    ],
  },
];
