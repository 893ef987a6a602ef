import { plain, valuePart, type Sentence } from '../part.ts';
import type { ActionTable, PhraseMaker, Told } from '../phrase.ts';
import { isObject, objectOf, textOf, valuesAt } from '../reading.ts';
import { fillText } from '../template.ts';

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

/** `opened port 22 to 0.0.0.0/0 in the security group sg-1`. */
function rules(verb: string, preposition: string, isEgress: boolean): PhraseMaker {
  return (told) => {
    const request = objectOf(told.record['requestParameters']);
    const given = permissionsOf(request);
    const ports = [...new Set(given.map(portsOf))];
    const end = fillText(` ${preposition} ${group}`, told);
    const byId = fillText('{ (rule(s) @securityGroupRuleIds.items|rule(s) @securityGroupRuleIds)}', told);
    const noun = isEgress ? 'outbound rules' : 'inbound rules';
    if (ports.length === 0) return { verb, object: ` ${noun}`, rest: [...end, ...byId], isServiceNamed: true };
    const shown = ports.length > 3 ? `${ports.slice(0, 3).join(', ')} and more` : ports.join(', ');
    const way = verb === 'close' ? ' for ' : ' to ';
    const words = isEgress ? ' for outbound traffic' : '';
    return { verb, object: ` ${shown}${words}`, rest: [...peers(told, way), ...end], isServiceNamed: true };
  };
}

function permissionsOf(request: { readonly [name: string]: unknown }): readonly { readonly [name: string]: unknown }[] {
  const set = request['ipPermissions'];
  const items = Array.isArray(set) ? set : objectOf(set)['items'];
  const given = (Array.isArray(items) ? items : []).filter(isObject);
  return given.length > 0 || request['ipProtocol'] === undefined ? given : [request];
}

function portsOf(permission: { readonly [name: string]: unknown }): string {
  const [protocol = '', from, to] = ['ipProtocol', 'fromPort', 'toPort'].map((name) => textOf(permission[name]));
  if (protocol === '-1' || protocol === 'all') return 'all traffic';
  if (protocol.startsWith('icmp')) return protocol.toUpperCase().replace('ICMPV6', 'ICMPv6');
  if (from === undefined || (from === '0' && to === '65535') || from === '-1')
    return `all ${protocol.toUpperCase()} ports`;
  const name = protocol === 'tcp' ? '' : `${protocol.toUpperCase()} `;
  return to === undefined || to === from ? `${name}port ${from}` : `${name}ports ${from} to ${to}`;
}

const peerPaths = [
  'ipRanges.items.cidrIp',
  'ipv6Ranges.items.cidrIpv6',
  'groups.items.groupId',
  'prefixListIds.items.prefixListId',
  'ipRanges.cidrIp',
  'ipv6Ranges.cidrIpv6',
];

/** The networks and groups that rules let in or out. */
function peers({ record }: Told, before: string): Sentence {
  const paths = [
    ...peerPaths.flatMap((path) => [`ipPermissions.items.${path}`, `ipPermissions.${path}`]),
    'cidrIp',
    'sourceSecurityGroupName',
  ];
  const found = paths.flatMap((path) => valuesAt(record, ['requestParameters', ...path.split('.')]));
  if (found.length === 0) return [];
  const more = found.length > 3 ? [plain(` and ${found.length - 3} more`)] : [];
  return [
    ...found
      .slice(0, 3)
      .flatMap((one, index) => [plain(index === 0 ? before : ', '), valuePart('target', one.value, one)]),
    ...more,
  ];
}

export const networkActions: ActionTable = {
  AuthorizeSecurityGroupIngress: rules('open', 'in', false),
  AuthorizeSecurityGroupEgress: rules('open', 'in', true),
  RevokeSecurityGroupIngress: rules('close', 'in', false),
  RevokeSecurityGroupEgress: rules('close', 'in', true),
  CreateSecurityGroup:
    '[create] {the security group @groupName (@response.groupId)|the security group @groupName|a security group}{ in the VPC @vpcId}',
  DeleteSecurityGroup: `[delete] ${group}`,
  ModifySecurityGroupRules:
    '[change rules] of {the security group @ModifySecurityGroupRulesRequest.GroupId|a security group}',
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
    '[create] {the NAT gateway @response.CreateNatGatewayResponse.natGateway.natGatewayId|a NAT gateway}{ in the subnet @CreateNatGatewayRequest.SubnetId}',
  DeleteNatGateway: '[delete] {the NAT gateway @DeleteNatGatewayRequest.NatGatewayId|a NAT gateway}',
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
    '[create] {the VPC endpoint @response.CreateVpcEndpointResponse.vpcEndpoint.vpcEndpointId|a VPC endpoint}{ for @CreateVpcEndpointRequest.ServiceName}{ in the VPC @CreateVpcEndpointRequest.VpcId}',
  ModifyVpcEndpoint: '[modify] {the VPC endpoint @ModifyVpcEndpointRequest.VpcEndpointId|a VPC endpoint}',
  DeleteVpcEndpoints: '[delete] {the VPC endpoint(s) @DeleteVpcEndpointsRequest.VpcEndpointId.content|VPC endpoints}',
  CreateFlowLogs:
    '[create flow logs] of {@CreateFlowLogsRequest.ResourceId.content|@CreateFlowLogsRequest.ResourceId|a resource}',
  DeleteFlowLogs:
    '[delete] {the flow log(s) @DeleteFlowLogsRequest.FlowLogId.content|the flow log(s) @DeleteFlowLogsRequest.FlowLogId|flow logs}',
  CreateCustomerGateway: '[create a customer gateway]{ at @ipAddress}',
  CreateVpnConnection: '[create a VPN connection]{ to @customerGatewayId}',
  CreateTrafficMirrorSession:
    '[create a traffic mirror session]{ of the network interface @CreateTrafficMirrorSessionRequest.NetworkInterfaceId}',
};
