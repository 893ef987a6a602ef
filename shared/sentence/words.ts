// Reads the names of API actions and members as words of English.

/** Words that are written in capitals, as in `Describe` `Vpcs`. */
const acronyms = new Set(
  (
    'acl acls acm ami amis api apis arn arns aws ca cas cidr cidrs cors csr csv db dbs dhcp dkim dlp dns drt ebs ec2 ecr ' +
    'ecs efs eip eks emr eni enis fpga ftp gps hsm http https iam id ids idp idps iot ip ips ipam ipams ipv4 ipv6 json ' +
    'jwt kms lb mfa ml mtls nat nfs oauth2 oidc olap opsml os ou pii rds s3 saml sdk sdks sftp slo sms smb sns sql sqs ' +
    'srv ssh ssl sso sts tls ttl ui uri url urls vlan vm vpc vpcs vpce vpn vtl waf wafv2 xss'
  ).split(' '),
);

/** Trailing versions in names: `ListFunctions20150331`, `ListDistributions2020_05_31`, `ListObjectsV2`. */
const version = /(?:(?:20\d{6}(?:v\d+)?|20\d{2}_\d{2}_\d{2})|(?<=[a-z])[Vv]\d)$/;

/** `DescribeDBInstances` as `Describe`, `DB`, `Instances`. */
export function wordsOf(name: string): readonly string[] {
  return (
    name
      .replace(version, '')
      .replaceAll(/IPv(?=[46])/g, 'Ipv')
      .match(/[A-Z]+s(?=[A-Z]|$)\d*|[A-Z]+(?=[A-Z][a-z])\d*|[A-Z]?[a-z]+\d*|[A-Z]+\d*|\d+/g) ?? []
  );
}

/** Words as they stand in the middle of a sentence: `DB instances`, `VPCs`. */
export function said(words: readonly string[]): string {
  return words
    .map(sayWord)
    .join(' ')
    .replace(names, (name) => nameOf.get(name) ?? name);
}

/** Names that have capitals of their own. */
const nameOf = new Map(
  'CloudFront=cloud front,CloudFormation=cloud formation,CloudWatch=cloud watch,CloudTrail=cloud trail,REST=rest,GraphQL=graphql,Elasticsearch=elasticsearch,Direct Connect=direct connect,AWS Organizations=AWS organizations,Auto Scaling=auto scaling,OpenSearch=open search,Lambda=lambda,Firehose=firehose,Kinesis=kinesis,WebSocket=web socket,GitHub=git hub,Spot=spot,Fargate=fargate'
    .split(',')
    .map((pair) => pair.split('=').toReversed() as [string, string]),
);
const names = new RegExp(String.raw`\b(?:${[...nameOf.keys()].join('|')})\b`, 'g');

function sayWord(word: string): string {
  const lowerCase = word.toLowerCase();
  if (lowerCase === 'ipv4' || lowerCase === 'ipv6') return `IP${lowerCase.slice(2)}`;
  if (acronyms.has(lowerCase)) {
    const isPlural = lowerCase.endsWith('s') && acronyms.has(lowerCase.slice(0, -1));
    return isPlural ? `${lowerCase.slice(0, -1).toUpperCase()}s` : lowerCase.toUpperCase();
  }
  // Two capitals at the start are an acronym that no table knows.
  return /^[A-Z]{2,}s?\d*$/.test(word) ? word : lowerCase;
}

const alwaysSingular = /(?:ss|us|sis|xis|dis)$/;
const singularOnS = new Set([
  'alias',
  'dns',
  'kms',
  'sms',
  'sns',
  'sqs',
  'sts',
  'aws',
  'rds',
  'ecs',
  'eks',
  'ebs',
  'efs',
  'os',
  'https',
  'tls',
]);

export function isPlural(word: string): boolean {
  const lowerCase = word.toLowerCase();
  return lowerCase.endsWith('s') && !alwaysSingular.test(lowerCase) && !singularOnS.has(lowerCase);
}

/** `policies` as `policy`; what is no plural stays. */
export function singular(word: string): string {
  if (/^aliases$/i.test(word)) return word.slice(0, -2);
  if (!isPlural(word)) return word;
  if (/ies$/i.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  return /(?:sses|xes|ches|shes|uses)$/i.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

/** Nouns that stand without an article. */
const massNouns = new Set(
  (
    'access code compliance content data deletion encryption feedback information insight inventory logging metadata ' +
    'monitoring multicast observability protection replication rotation scaling storage telemetry traffic usage versioning'
  ).split(' '),
);

export function isMass(word: string): boolean {
  return massNouns.has(word.toLowerCase());
}

/** `a` or `an`, by how the next word is said: an hour, an MFA device, a user. */
export function indefinite(text: string): string {
  const [first = ''] = text.split(' ');
  if (/^(?:[AEFHILMNORSX](?:[A-Z\d]|$)|s3$|S3$)/.test(first) && /^[A-Z\d]+$/.test(first)) {
    return /^(?:SAML|HIT|ROM|RAM|NAT|SIM|LAG|FIFO|LUN|MAC|SES)/.test(first)
      ? /^[AEIO]/.test(first)
        ? 'an'
        : 'a'
      : 'an';
  }
  if (/^(?:uni|use|usa|uti|ura|eu|one)/i.test(first)) return 'a';
  return /^(?:[aeiou]|hour|honest)/i.test(first) ? 'an' : 'a';
}
