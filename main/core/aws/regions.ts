// The regions of AWS by partition. The SDK knows them too, but does not hand out its list; a test compares the two.

const partitions: readonly (readonly string[])[] = [
  [
    'af-south-1',
    'ap-east-1',
    'ap-east-2',
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-south-1',
    'ap-south-2',
    'ap-southeast-1',
    'ap-southeast-2',
    'ap-southeast-3',
    'ap-southeast-4',
    'ap-southeast-5',
    'ap-southeast-6',
    'ap-southeast-7',
    'ca-central-1',
    'ca-west-1',
    'eu-central-1',
    'eu-central-2',
    'eu-north-1',
    'eu-south-1',
    'eu-south-2',
    'eu-west-1',
    'eu-west-2',
    'eu-west-3',
    'il-central-1',
    'me-central-1',
    'me-south-1',
    'me-west-1',
    'mx-central-1',
    'sa-east-1',
    'sa-west-1',
    'us-east-1',
    'us-east-2',
    'us-west-1',
    'us-west-2',
  ],
  ['cn-north-1', 'cn-northwest-1'],
  ['us-gov-east-1', 'us-gov-west-1'],
  ['eusc-de-east-1'],
  ['us-iso-east-1', 'us-iso-west-1'],
  ['us-isob-east-1', 'us-isob-west-1'],
  ['eu-isoe-west-1'],
  ['us-isof-east-1', 'us-isof-south-1'],
];

/** The regions of the partition of a profile's region, that one first. One that is newer than the list is among them. */
export function regionsOf(profileRegion: string | undefined): readonly string[] {
  const own = partitions.find((regions) => profileRegion !== undefined && regions.includes(profileRegion));
  const regions = own ?? partitions.find((each) => isNamedAlike(each[0], profileRegion)) ?? partitions[0] ?? [];
  if (profileRegion === undefined) return regions;
  return [profileRegion, ...regions.filter((region) => region !== profileRegion)];
}

/** `us-gov-…`, `cn-…`: all but the name's last two parts. */
function isNamedAlike(region: string | undefined, other: string | undefined): boolean {
  const kindOf = (name: string | undefined): string | undefined => name?.split('-').slice(0, -2).join('-');
  return other !== undefined && kindOf(region) === kindOf(other);
}
