// What Firehose says when it refuses.
import type { Destination, StreamPlace } from './blocks.ts';

export type Refusal =
  | 'ConcurrentModificationException'
  | 'AccessDenied'
  | 'ResourceNotFoundException'
  | 'InvalidArgumentException';

export function refusalMessage(code: Refusal, place: StreamPlace, version: number): string {
  const { account, region, name } = place;
  const arn = `arn:aws:firehose:${region}:${account}:deliverystream/${name}`;
  const action = 'firehose:UpdateDestination';
  switch (code) {
    case 'ConcurrentModificationException':
      return `Cannot update firehose: ${name} since the current version id: ${version} and specified version id: ${version - 1} do not match`;
    case 'AccessDenied':
      return `User: arn:aws:iam::${account}:user/bob is not authorized to perform: ${action} on resource: ${arn} because no identity-based policy allows the ${action} action`;
    case 'ResourceNotFoundException':
      return `Firehose ${name} under account ${account} not found.`;
    case 'InvalidArgumentException':
      return `Firehose is unable to assume role arn:aws:iam::${account}:role/firehose-delivery. Please check the role provided.`;
  }
}

export function switchRefusal({ updateMember }: Destination): string {
  const type = updateMember.replace('DestinationUpdate', '');
  const name = `${type.charAt(0).toUpperCase()}${type.slice(1)}`;
  return `Changing the destination type to or from ${name} is not supported at this time.`;
}
