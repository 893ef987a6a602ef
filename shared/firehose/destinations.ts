// The destination types of Firehose: one entry each (spec section 3.1). A type that is not in the table works by the
// general rule: its id is what stands before `DestinationConfiguration` or `DestinationUpdate`.

import type { JsonObject } from '../json.ts';

export type DestinationType = {
  /** The canonical id: `ExtendedS3`. */
  readonly id: string;
  readonly label: string;
  /** What its members begin with in requests: `extendedS3` of `extendedS3DestinationConfiguration`. */
  readonly member: string;
  /** Types of one family are one destination to the service: an update of one merges into the other. */
  readonly family: string;
  /** Its S3 block is given whole in updates, and whether members left out are kept is not documented. */
  readonly isS3BlockDoubtful?: true;
};

/** In the order in which the first counts, where a request names several. */
export const destinationTypes: readonly DestinationType[] = [
  { id: 'ExtendedS3', label: 'Amazon S3', member: 'extendedS3', family: 'S3' },
  { id: 'S3', label: 'Amazon S3', member: 's3', family: 'S3' },
  { id: 'Redshift', label: 'Amazon Redshift', member: 'redshift', family: 'Redshift' },
  { id: 'Elasticsearch', label: 'Elasticsearch (legacy)', member: 'elasticsearch', family: 'Elasticsearch' },
  {
    id: 'Amazonopensearchservice',
    label: 'OpenSearch Service',
    member: 'amazonopensearchservice',
    family: 'Amazonopensearchservice',
  },
  {
    id: 'AmazonOpenSearchServerless',
    label: 'OpenSearch Serverless',
    member: 'amazonOpenSearchServerless',
    family: 'AmazonOpenSearchServerless',
  },
  { id: 'Splunk', label: 'Splunk', member: 'splunk', family: 'Splunk' },
  { id: 'HttpEndpoint', label: 'HTTP endpoint', member: 'httpEndpoint', family: 'HttpEndpoint' },
  { id: 'Snowflake', label: 'Snowflake', member: 'snowflake', family: 'Snowflake' },
  { id: 'Iceberg', label: 'Apache Iceberg', member: 'iceberg', family: 'Iceberg', isS3BlockDoubtful: true },
];

const byId = new Map(destinationTypes.map((type) => [type.id, type]));
const byMember = new Map(destinationTypes.map((type, order) => [type.member, { type, order }]));

/** The entry of a type, made up by the general rule where there is none. */
export function destinationType(id: string): DestinationType {
  return byId.get(id) ?? { id, label: id, member: id.charAt(0).toLowerCase() + id.slice(1), family: id };
}

/** The type of a destination in canonical form. */
export function typeOf(destination: JsonObject): string {
  const type = destination['type'];
  return typeof type === 'string' ? type : '';
}

export type DestinationMember = { readonly name: string; readonly type: DestinationType };
export type RequestSuffix = 'DestinationConfiguration' | 'DestinationUpdate' | 'DestinationDescription';

/** The destination members among the (canonical) names of a request, the one that counts first (spec section 6.9). */
export function destinationMembers(names: Iterable<string>, suffix: RequestSuffix): readonly DestinationMember[] {
  const found: (DestinationMember & { readonly order: number })[] = [];
  for (const name of names) {
    if (!name.endsWith(suffix) || name === suffix) continue;
    const member = name.slice(0, -suffix.length);
    const known = byMember.get(member);
    const type = known?.type ?? destinationType(member.charAt(0).toUpperCase() + member.slice(1));
    found.push({ name, type, order: known?.order ?? destinationTypes.length });
  }
  return found.length < 2 ? found : found.toSorted((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1));
}

/** The words before "Destination · …"; S3 and ExtendedS3 are told by one name. */
export function destinationLabel(id: string): string {
  return destinationType(id).label;
}
