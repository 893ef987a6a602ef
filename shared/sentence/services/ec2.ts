import { plain, valuePart } from '../part.ts';
import type { ActionTable, PhraseMaker } from '../phrase.ts';
import { objectOf, valuesAt } from '../reading.ts';
import { fill } from '../template.ts';

const instances = '{the instance(s) @instancesSet.items.instanceId|an instance}';
const instance = '{the instance @instanceId|an instance}';
const states =
  '{The state went from @response.instancesSet.items.previousState.name to @response.instancesSet.items.currentState.name.}';
const volume = '{the volume @volumeId|a volume}';
const snapshot = '{the snapshot @snapshotId|a snapshot}';
const image = '{the image @imageId|an image}';
const keyPair = '{the key pair @keyName|the key pair @keyPairId|a key pair}';
const address = '{the address @publicIp|the address @allocationId|an address}';
const profile =
  '{the instance profile @iamInstanceProfile.name|the instance profile @iamInstanceProfile.arn|an instance profile}';

/** Shares an image or a snapshot with accounts, or with everybody, or takes that back. */
function sharing(noun: string, permission: string): PhraseMaker {
  return (told) => {
    const items = (change: string, member: string) =>
      valuesAt(told.record, ['requestParameters', permission, change, 'items', member]);
    const isPublic = (change: string): boolean => items(change, 'group').some(({ value }) => value === 'all');
    const change = items('add', 'userId').length > 0 || isPublic('add') ? 'add' : 'remove';
    if (isPublic(change))
      return fill(change === 'add' ? `[share] ${noun} with everybody` : `[stop sharing] ${noun} with everybody`, told);
    const accounts = `{the account(s) @${permission}.${change}.items.userId|others}`;
    if (change === 'add') return fill(`[share] ${noun} with ${accounts}`, told);
    const isRemoved = items('remove', 'userId').length > 0;
    return fill(isRemoved ? `[stop sharing] ${noun} with ${accounts}` : `[change the attributes] of ${noun}`, told);
  };
}

/** The names of the attributes that a request gives beside the id. */
function attributes(template: string, ...ids: readonly string[]): PhraseMaker {
  return (told) => {
    const phrase = fill(template, told);
    const request = objectOf(told.record['requestParameters']);
    const names = Object.keys(request).filter(
      (name) => !ids.includes(name) && !['attribute', 'value', 'dryRun'].includes(name),
    );
    const given = [
      ...valuesAt(told.record, ['requestParameters', 'attribute']).map(({ value }) => value),
      ...names,
    ].slice(0, 3);
    const parts = given.flatMap((name, index) => [plain(index === 0 ? ': ' : ', '), valuePart('target', name)]);
    return { ...phrase, rest: [...phrase.rest, ...parts] };
  };
}

export const instanceActions: ActionTable = {
  RunInstances:
    '[launch] {the instance(s) @response.instancesSet.items.instanceId|instances}{ of the type @instanceType}{ from the image(s) @instancesSet.items.imageId}' +
    '{ from the launch template @launchTemplate.launchTemplateName| from the launch template @launchTemplate.launchTemplateId}{, key pair @instancesSet.items.keyName}' +
    '{, instance profile @iamInstanceProfile.name|, instance profile @iamInstanceProfile.arn}{, subnet @subnetId}',
  StartInstances: `[start] ${instances} > ${states}`,
  StopInstances: `[stop] ${instances}{?force=true; by force} > ${states}`,
  TerminateInstances: `[terminate] ${instances} > ${states}`,
  RebootInstances: `[reboot] ${instances}`,
  MonitorInstances: `[turn on detailed monitoring] of ${instances}`,
  ModifyInstanceAttribute: attributes(`[change attributes] of ${instance}`, 'instanceId'),
  ModifyInstanceMetadataOptions:
    '[change the metadata options] of {the instance @instanceId|an instance}{ to tokens @httpTokens}',
  GetPasswordData: `[read the password data] of ${instance}`,
  GetConsoleOutput: `[read the console output] of ${instance}`,
  GetConsoleScreenshot: '[read a screenshot] of {the instance @instanceId|the instance @instanceId|an instance}',
  AssociateIamInstanceProfile: `[associate] ${profile} with {the instance @instanceId|an instance}`,
  ReplaceIamInstanceProfileAssociation: `[replace the instance profile] of an instance by ${profile}`,
  CreateFleet:
    '[create] {the fleet @response.fleetId|a fleet}{ for @targetCapacitySpecification.TotalTargetCapacity instances}',
  RequestSpotInstances:
    '[request Spot Instances]{ of the type @launchSpecification.instanceType}{ from the image @launchSpecification.imageId}',
  CreateLaunchTemplate: '[create] {the launch template @launchTemplateName|a launch template}',
  DeleteLaunchTemplate:
    '[delete] {the launch template @launchTemplateName|the launch template @launchTemplateId|a launch template}',
  CreateKeyPair: `[create] ${keyPair}`,
  ImportKeyPair: `[import] ${keyPair}`,
  DeleteKeyPair: `[delete] ${keyPair}`,
  CreateTags: '[tag] {@resourcesSet.items.resourceId|a resource}{ with @tagSet.items.key| with @tagsSet.items.key}',
  DeleteTags: '[remove] {the tag(s) @tagSet.items.key|tags} from {@resourcesSet.items.resourceId|a resource}',
  CreateVolume:
    '[create] {the volume @response.volumeId|a volume}{ of @size GiB}{ from the snapshot @snapshotId}{ (@zone)}{?encrypted=true; encrypted}',
  DeleteVolume: `[delete] ${volume}`,
  AttachVolume: `[attach] ${volume} to ${instance}{ as @device}`,
  DetachVolume: `[detach] ${volume}{ from the instance @instanceId}`,
  ModifyVolume: '[modify] {the volume @volumeId|a volume}{ to @size GiB}',
  CreateSnapshot: `[create] {the snapshot @response.snapshotId|a snapshot} of ${volume}`,
  CreateSnapshots: '[create snapshots] of {the instance @instanceSpecification.InstanceId|an instance}',
  CopySnapshot: '[copy] {the snapshot @sourceSnapshotId|a snapshot}{ from @sourceRegion}',
  DeleteSnapshot: `[delete] ${snapshot}`,
  ModifySnapshotAttribute: sharing(snapshot, 'createVolumePermission'),
  CreateImage: `[create] {the image @response.imageId|an image}{ called @name} of ${instance}`,
  CopyImage: '[copy] {the image @sourceImageId|an image}{ from @sourceRegion}',
  RegisterImage: '[register] {the image @response.imageId|an image}{ called @name}',
  DeregisterImage: `[deregister] ${image}`,
  ModifyImageAttribute: sharing(image, 'launchPermission'),
  CreateStoreImageTask: '[export] {the image @imageId|an image}{ to the bucket @bucket}',
  AllocateAddress: '[allocate] {the address @response.publicIp|an address}',
  ReleaseAddress: `[release] ${address}`,
  AssociateAddress: `[associate] ${address}{ with the instance @instanceId| with the network interface @networkInterfaceId}`,
  DisassociateAddress: '[disassociate] {the address @publicIp|the address @associationId|an address}',
  EnableEbsEncryptionByDefault: '[turn on EBS encryption by default]',
  DisableEbsEncryptionByDefault: '[turn off EBS encryption by default]',
  EnableSerialConsoleAccess: '[turn on access to serial consoles] for the account',
  DisableSerialConsoleAccess: '[turn off access to serial consoles] for the account',
};
