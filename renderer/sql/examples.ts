export type Example = { readonly title: string; readonly text: string };

export const examples: readonly Example[] = [
  {
    title: 'Events by name',
    text: 'SELECT eventName, count(*) AS events\nFROM events\nGROUP BY eventName\nORDER BY events DESC',
  },
  {
    title: 'Errors by code and actor',
    text: 'SELECT errorCode, actor, count(*) AS events, max(eventTime) AS last\nFROM events\nWHERE errorCode IS NOT NULL\nGROUP BY errorCode, actor\nORDER BY events DESC',
  },
  {
    title: 'Events by day and region',
    text: "SELECT date_trunc('day', eventTime) AS day, awsRegion, count(*) AS events\nFROM events\nGROUP BY ALL\nORDER BY day, awsRegion",
  },
  {
    title: 'What the root user did',
    text: 'SELECT eventTime, eventName, eventSource, sourceIPAddress, errorCode\nFROM events\nWHERE "userIdentity.type" = \'Root\'\nORDER BY eventTime',
  },
  {
    title: 'Changes of delivery streams that matter most',
    text: "SELECT eventTime, name, version, label, kind, before, after, reason, actor\nFROM changes\nWHERE severity = 'high' AND NOT noise\nORDER BY eventTime DESC",
  },
  {
    title: 'Who changed which streams',
    text: 'SELECT actor, name, count(*) AS versions, max(eventTime) AS last\nFROM versions\nGROUP BY ALL\nORDER BY last DESC',
  },
  {
    title: 'Access keys and where they were used from',
    text: 'SELECT accessKeyId, count(DISTINCT sourceIPAddress) AS addresses, count(*) AS events\nFROM events\nWHERE accessKeyId IS NOT NULL\nGROUP BY accessKeyId\nORDER BY addresses DESC',
  },
  {
    title: 'Records found more than once',
    text: 'SELECT eventID, account, count(*) AS copies\nFROM copies\nGROUP BY eventID, account\nHAVING count(*) > 1\nORDER BY copies DESC',
  },
  {
    title: 'Problems by kind',
    text: 'SELECT kind, level, count(*) AS problems\nFROM problems\nGROUP BY ALL\nORDER BY problems DESC',
  },
];
