import { listed, plain, valuePart, type Sentence } from '../part.ts';
import type { ActionTable, Phrase, PhraseMaker, Told } from '../phrase.ts';
import { isObject, objectOf, textOf, valuesAt } from '../reading.ts';
import { fill, fillText } from '../template.ts';

const vpc = '{the VPC @vpcId|a VPC}';
const subnet = '{the subnet @subnetId|a subnet}';
const routeTable = '{the route table @routeTableId|a route table}';
const group = '{the security group @groupId|the security group @groupName|a security group}';
const acl = '{the network ACL @networkAclId|a network ACL}';
const aclEntry = '{rule @ruleNumber|a rule}';
const aclRule =
  '{?ruleAction=allow; allowing| denying} {?egress=true;traffic to|traffic from} {@cidrBlock|@ipv6CidrBlock|a network}';
const gateway = '{the internet gateway @internetGatewayId|an internet gateway}';
const networkInterface = '{the network interface @networkInterfaceId|a network interface}';
const peering = '{the VPC peering connection @vpcPeeringConnectionId|a VPC peering connection}';
const destination = '{@destinationCidrBlock|@destinationIpv6CidrBlock|@destinationPrefixListId|a destination}';
const nextHop =
  '{ through @gatewayId| through @natGatewayId| through @transitGatewayId| through @vpcPeeringConnectionId| through @networkInterfaceId| through @instanceId}';

type Permission = { readonly [name: string]: unknown };

/** `opened port 22 to 0.0.0.0/0 in the security group sg-1`; which port is open to whom is told rule by rule. */
function rules(verb: 'open' | 'close', direction: 'inbound' | 'outbound'): PhraseMaker {
  return (told) => {
    const { permissions, path } = permissionsOf(objectOf(told.record['requestParameters']));
    const [first, ...others] = permissions;
    if (first === undefined) return rulesById(verb, direction, told);
    const second = others[0];
    const more = others.length > 1 ? [plain(` and ${others.length - 1} more rules`)] : [];
    const next = second === undefined ? [] : [plain(`, ${portsOf(second, direction)}`), ...peersOf(second, path)];
    const rest = [...peersOf(first, path), ...next, ...more, ...fillText(` in ${group}`, told)];
    return { verb, object: ` ${portsOf(first, direction)}`, rest, isServiceNamed: true };
  };
}

function rulesById(verb: 'open' | 'close', direction: string, told: Told): Phrase {
  const action = verb === 'open' ? `[add ${direction} rules] to` : `[remove ${direction} rules] from`;
  return fill(`${action} ${group}{ (@securityGroupRuleIds.items)| (@securityGroupRuleIds)}`, told);
}

/** The rules that a request gives, and the way to them; old requests give the only one as their own members. */
function permissionsOf(request: Permission): {
  readonly permissions: readonly Permission[];
  readonly path: readonly string[];
} {
  const set = request['ipPermissions'];
  const items = Array.isArray(set) ? set : objectOf(set)['items'];
  const permissions = (Array.isArray(items) ? items : []).filter(isObject);
  const path = ['requestParameters', 'ipPermissions'];
  if (permissions.length > 0) return { permissions, path: Array.isArray(set) ? path : [...path, 'items'] };
  return { permissions: request['ipProtocol'] === undefined ? [] : [request], path: ['requestParameters'] };
}

function portsOf(permission: Permission, direction: string): string {
  const way = direction === 'outbound' ? 'outbound ' : '';
  const [protocol = '', from, to] = ['ipProtocol', 'fromPort', 'toPort'].map((name) => textOf(permission[name]));
  if (protocol === '-1' || protocol === 'all') return `all ${way}traffic`;
  if (protocol.startsWith('icmp')) return `${way}${protocol === 'icmp' ? 'ICMP' : 'ICMPv6'}`;
  const name = protocol === 'tcp' ? '' : `${protocol.toUpperCase()} `;
  if (from === undefined || from === '-1' || (from === '0' && to === '65535'))
    return `all ${way}${protocol.toUpperCase()} ports`;
  return to === undefined || to === from ? `${way}${name}port ${from}` : `${way}${name}ports ${from} to ${to}`;
}

const peerPaths = [
  'ipRanges.items.cidrIp',
  'ipv6Ranges.items.cidrIpv6',
  'groups.items.groupId',
  'prefixListIds.items.prefixListId',
  'ipRanges.cidrIp',
  'ipv6Ranges.cidrIpv6',
  'groups.groupId',
  'cidrIp',
  'sourceSecurityGroupName',
];

/** The networks and groups that a rule lets in or out. */
function peersOf(permission: Permission, before: readonly string[]): Sentence {
  const found = peerPaths.flatMap((path) => valuesAt(permission, path.split('.')));
  if (found.length === 0) return [];
  return [
    plain(' to '),
    ...listed(found.map(({ value, path }) => valuePart('target', value, { value, path: [...before, ...path] }))),
  ];
}

export const networkActions: ActionTable = {
  AuthorizeSecurityGroupIngress: rules('open', 'inbound'),
  AuthorizeSecurityGroupEgress: rules('open', 'outbound'),
  RevokeSecurityGroupIngress: rules('close', 'inbound'),
  RevokeSecurityGroupEgress: rules('close', 'outbound'),
  CreateSecurityGroup:
    '[create] {the security group @groupName (@response.groupId)|the security group @groupName|a security group}{ in the VPC @vpcId}',
  DeleteSecurityGroup: `[delete] ${group}`,
  ModifySecurityGroupRules: '[change rules] of {the security group @groupId|a security group}',
  CreateVpc: '[create] {the VPC @response.vpc.vpcId|a VPC}{ of @cidrBlock}',
  DeleteVpc: `[delete] ${vpc}`,
  ModifyVpcAttribute: `[change an attribute] of ${vpc}`,
  CreateSubnet: `[create] {the subnet @response.subnet.subnetId|a subnet}{ of @cidrBlock} in ${vpc}{ (@availabilityZone)}`,
  DeleteSubnet: `[delete] ${subnet}`,
  ModifySubnetAttribute: `[change an attribute] of ${subnet}{?mapPublicIpOnLaunch.value=true;: public addresses for new instances|?mapPublicIpOnLaunch.value=false;: no public addresses for new instances}`,
  CreateRouteTable: `[create] {the route table @response.routeTable.routeTableId|a route table} in ${vpc}`,
  DeleteRouteTable: `[delete] ${routeTable}`,
  AssociateRouteTable: `[associate] ${routeTable} with ${subnet}`,
  DisassociateRouteTable: '[disassociate] {the route table association @associationId|a route table}',
  ReplaceRouteTableAssociation: `[replace] {the route table association @associationId|a route table association} by ${routeTable}`,
  CreateRoute: `[create a route] to ${destination}${nextHop} in ${routeTable}`,
  ReplaceRoute: `[replace the route] to ${destination}${nextHop} in ${routeTable}`,
  DeleteRoute: `[delete the route] to ${destination} in ${routeTable}`,
  CreateInternetGateway:
    '[create] {the internet gateway @response.internetGateway.internetGatewayId|an internet gateway}',
  DeleteInternetGateway: `[delete] ${gateway}`,
  AttachInternetGateway: `[attach] ${gateway} to ${vpc}`,
  DetachInternetGateway: `[detach] ${gateway} from ${vpc}`,
  CreateNatGateway:
    '[create] {the NAT gateway @response.natGateway.natGatewayId|a NAT gateway}{ in the subnet @subnetId}',
  DeleteNatGateway: '[delete] {the NAT gateway @natGatewayId|a NAT gateway}',
  CreateNetworkAcl: `[create] {the network ACL @response.networkAcl.networkAclId|a network ACL} in ${vpc}`,
  DeleteNetworkAcl: `[delete] ${acl}`,
  CreateNetworkAclEntry: `[create] ${aclEntry} in ${acl}${aclRule}`,
  ReplaceNetworkAclEntry: `[replace] ${aclEntry} in ${acl}${aclRule}`,
  DeleteNetworkAclEntry: `[delete] ${aclEntry} of ${acl}`,
  CreateNetworkInterface:
    '[create] {the network interface @response.networkInterface.networkInterfaceId|a network interface}{ in the subnet @subnetId}',
  DeleteNetworkInterface: `[delete] ${networkInterface}`,
  AttachNetworkInterface: `[attach] ${networkInterface} to {the instance @instanceId|an instance}`,
  DetachNetworkInterface:
    '[detach] {the network interface of the attachment @attachmentId|a network interface}{?force=true; by force}',
  CreateVpcPeeringConnection: `[request a peering connection] of ${vpc} with {the VPC @peerVpcId|another VPC}{ of the account @peerOwnerId}{ in @peerRegion}`,
  AcceptVpcPeeringConnection: `[accept] ${peering}`,
  RejectVpcPeeringConnection: `[reject] ${peering}`,
  DeleteVpcPeeringConnection: `[delete] ${peering}`,
  CreateVpcEndpoint:
    '[create] {the VPC endpoint @response.vpcEndpoint.vpcEndpointId|a VPC endpoint}{ for @serviceName}{ in the VPC @vpcId}',
  ModifyVpcEndpoint: '[modify] {the VPC endpoint @vpcEndpointId|a VPC endpoint}',
  DeleteVpcEndpoints: '[delete] {the VPC endpoint(s) @vpcEndpointId|VPC endpoints}',
  CreateFlowLogs: '[create flow logs] of {@resourceId|@resourceId|a resource}',
  DeleteFlowLogs: '[delete] {the flow log(s) @flowLogId|the flow log(s) @flowLogId|flow logs}',
  CreateCustomerGateway: '[create a customer gateway]{ at @ipAddress}',
  CreateVpnConnection: '[create a VPN connection]{ to @customerGatewayId}',
  CreateTrafficMirrorSession: '[create a traffic mirror session]{ of the network interface @networkInterfaceId}',
};
