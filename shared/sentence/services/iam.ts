import { withPolicy } from '../policyGist.ts';
import type { ActionTable } from '../phrase.ts';

const namedUser = '{the user @userName|a user}';
const group = '{the group @groupName|a group}';
const role = '{the role @roleName|a role}';
const policy = '{the policy @policyArn|the policy @policyName|a policy}';
const inline = '{the inline policy @policyName|an inline policy}';
const profile = '{the instance profile @instanceProfileName|an instance profile}';
const mfa = '{the MFA device @serialNumber|the MFA device @virtualMFADeviceName|an MFA device}';
const accessKey = '{the access key @accessKeyId|an access key}';
const saml = '{the SAML provider @sAMLProviderArn|the SAML provider @name|a SAML provider}';
const oidc =
  '{the OpenID Connect provider @openIDConnectProviderArn|the OpenID Connect provider @url|an OpenID Connect provider}';
const certificate = '{the server certificate @serverCertificateName|a server certificate}';

const policies: ActionTable = {
  AttachUserPolicy: `[attach] ${policy} to ${namedUser}`,
  AttachGroupPolicy: `[attach] ${policy} to ${group}`,
  AttachRolePolicy: `[attach] ${policy} to ${role}`,
  DetachUserPolicy: `[detach] ${policy} from ${namedUser}`,
  DetachGroupPolicy: `[detach] ${policy} from ${group}`,
  DetachRolePolicy: `[detach] ${policy} from ${role}`,
  PutUserPolicy: withPolicy(`[write] ${inline} of ${namedUser}`, 'policyDocument'),
  PutGroupPolicy: withPolicy(`[write] ${inline} of ${group}`, 'policyDocument'),
  PutRolePolicy: withPolicy(`[write] ${inline} of ${role}`, 'policyDocument'),
  DeleteUserPolicy: `[delete] ${inline} of ${namedUser}`,
  DeleteGroupPolicy: `[delete] ${inline} of ${group}`,
  DeleteRolePolicy: `[delete] ${inline} of ${role}`,
  GetUserPolicy: `[read] ${inline} of ${namedUser}`,
  GetGroupPolicy: `[read] ${inline} of ${group}`,
  GetRolePolicy: `[read] ${inline} of ${role}`,
  ListUserPolicies: `[list the inline policies] of ${namedUser}`,
  ListGroupPolicies: `[list the inline policies] of ${group}`,
  ListRolePolicies: `[list the inline policies] of ${role}`,
  ListAttachedUserPolicies: `[list the attached policies] of ${namedUser}`,
  ListAttachedGroupPolicies: `[list the attached policies] of ${group}`,
  ListAttachedRolePolicies: `[list the attached policies] of ${role}`,
  PutUserPermissionsBoundary: `[set the permissions boundary] of ${namedUser}{ to @permissionsBoundary}`,
  PutRolePermissionsBoundary: `[set the permissions boundary] of ${role}{ to @permissionsBoundary}`,
  DeleteUserPermissionsBoundary: `[remove the permissions boundary] of ${namedUser}`,
  DeleteRolePermissionsBoundary: `[remove the permissions boundary] of ${role}`,
  CreatePolicy: withPolicy(`[create] ${policy}`, 'policyDocument'),
  CreatePolicyVersion: withPolicy(
    `[create a version] of ${policy}{?setAsDefault=true; as its default}`,
    'policyDocument',
  ),
  SetDefaultPolicyVersion: `[set the default version] of ${policy}{ to @versionId}`,
  DeletePolicy: `[delete] ${policy}`,
  DeletePolicyVersion: `[delete the version]{ @versionId} of ${policy}`,
  GetPolicy: `[read] ${policy}`,
  GetPolicyVersion: `[read the version]{ @versionId} of ${policy}`,
  ListPolicies: '[list policies]',
  ListPolicyVersions: `[list the versions] of ${policy}`,
  ListEntitiesForPolicy: `[list who has] ${policy}`,
};

const users: ActionTable = {
  CreateUser: `[create] ${namedUser}`,
  UpdateUser: `[update] ${namedUser}{, to be called @newUserName}`,
  DeleteUser: `[delete] ${namedUser}`,
  GetUser: '[read] {the user @userName|their own user}',
  ListUsers: '[list users]',
  CreateGroup: `[create] ${group}`,
  UpdateGroup: `[update] ${group}{, to be called @newGroupName}`,
  DeleteGroup: `[delete] ${group}`,
  GetGroup: `[list the users] of ${group}`,
  ListGroups: '[list groups]',
  AddUserToGroup: `[add] ${namedUser} to ${group}`,
  RemoveUserFromGroup: `[remove] ${namedUser} from ${group}`,
  ListGroupsForUser: `[list the groups] of ${namedUser}`,
  CreateAccessKey:
    '[create] {the access key @response.accessKey.accessKeyId|an access key} for {the user @userName|the user @response.accessKey.userName|their own user}',
  UpdateAccessKey: `[set] ${accessKey}{ of the user @userName}{ to @status}`,
  DeleteAccessKey: `[delete] ${accessKey}{ of the user @userName}`,
  ListAccessKeys: '[list the access keys] of {the user @userName|their own user}',
  GetAccessKeyLastUsed: `[look up the last use] of ${accessKey}`,
  CreateLoginProfile: `[create a console password] for ${namedUser}{?passwordResetRequired=true; to be changed at the first sign-in}`,
  UpdateLoginProfile: `[change the console password] of ${namedUser}`,
  DeleteLoginProfile: `[delete the console password] of ${namedUser}`,
  GetLoginProfile: `[look up whether there is a console password] of {the user @userName|their own user}`,
  ChangePassword: '[change] their own password',
  CreateVirtualMFADevice: `[create] ${mfa}`,
  DeleteVirtualMFADevice: `[delete] ${mfa}`,
  EnableMFADevice: `[enable] ${mfa} for ${namedUser}`,
  DeactivateMFADevice: `[deactivate] ${mfa} of ${namedUser}`,
  ResyncMFADevice: `[resynchronize] ${mfa} of ${namedUser}`,
  ListMFADevices: '[list the MFA devices] of {the user @userName|their own user}',
  ListVirtualMFADevices: '[list the virtual MFA devices]',
  UploadSSHPublicKey: `[upload an SSH public key] for ${namedUser}`,
  UploadSigningCertificate: `[upload a signing certificate] for ${namedUser}`,
  CreateServiceSpecificCredential: `[create a credential] for ${namedUser}{ for @serviceName}`,
  TagUser: `[tag] ${namedUser}{ with @tags.key}`,
  UntagUser: `[remove] {the tag(s) @tagKeys|tags} from ${namedUser}`,
};

const roles: ActionTable = {
  CreateRole: withPolicy(`[create] ${role}`, 'assumeRolePolicyDocument'),
  CreateServiceLinkedRole: '[create the service-linked role]{ @response.role.roleName} for {@aWSServiceName|a service}',
  UpdateRole: `[update] ${role}`,
  UpdateRoleDescription: `[change the description] of ${role}`,
  UpdateAssumeRolePolicy: withPolicy(`[change who may assume] ${role}`, 'policyDocument'),
  DeleteRole: `[delete] ${role}`,
  DeleteServiceLinkedRole: `[delete the service-linked role]{ @roleName}`,
  GetRole: `[read] ${role}`,
  ListRoles: '[list roles]',
  PassRole: `[pass] ${role}`,
  TagRole: `[tag] ${role}{ with @tags.key}`,
  UntagRole: `[remove] {the tag(s) @tagKeys|tags} from ${role}`,
  CreateInstanceProfile: `[create] ${profile}`,
  DeleteInstanceProfile: `[delete] ${profile}`,
  GetInstanceProfile: `[read] ${profile}`,
  AddRoleToInstanceProfile: `[add] ${role} to ${profile}`,
  RemoveRoleFromInstanceProfile: `[remove] ${role} from ${profile}`,
  ListInstanceProfiles: '[list instance profiles]',
  ListInstanceProfilesForRole: `[list the instance profiles] of ${role}`,
};

const account: ActionTable = {
  CreateSAMLProvider: `[create] ${saml}`,
  UpdateSAMLProvider: `[update] ${saml}`,
  DeleteSAMLProvider: `[delete] ${saml}`,
  CreateOpenIDConnectProvider: `[create] ${oidc}`,
  DeleteOpenIDConnectProvider: `[delete] ${oidc}`,
  UpdateOpenIDConnectProviderThumbprint: `[change the thumbprints] of ${oidc}`,
  AddClientIDToOpenIDConnectProvider: `[add] {the client @clientID|a client} to ${oidc}`,
  UpdateAccountPasswordPolicy: '[change the password policy] of the account',
  DeleteAccountPasswordPolicy: '[delete the password policy] of the account',
  GetAccountPasswordPolicy: '[read the password policy] of the account',
  CreateAccountAlias: '[set the alias] of the account{ to @accountAlias}',
  DeleteAccountAlias: '[delete the alias]{ @accountAlias} of the account',
  ListAccountAliases: '[list the aliases] of the account',
  GetAccountSummary: '[read the summary] of IAM in the account',
  GetAccountAuthorizationDetails: '[read all users, groups, roles and policies] of the account',
  GenerateCredentialReport: '[generate a credential report] of the account',
  GetCredentialReport: '[read the credential report] of the account',
  GenerateServiceLastAccessedDetails: '[ask when services were last used] by {@arn|a principal}',
  SimulatePrincipalPolicy: '[simulate the permissions] of {@policySourceArn|a principal}',
  UploadServerCertificate: `[upload] ${certificate}`,
  DeleteServerCertificate: `[delete] ${certificate}`,
};

export const iam: ActionTable = { ...policies, ...users, ...roles, ...account };
