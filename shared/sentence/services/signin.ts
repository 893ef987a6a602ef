// The steps of signing in to the console, but for the sign-in itself.
import type { ActionTable } from '../phrase.ts';

export const signin: ActionTable = {
  SwitchRole: '[switch]{ from @record.additionalEventData.SwitchFrom} to this role',
  ExitRole: '[leave the role] in the console',
  RenewRole: '[renew the role] in the console',
  CheckMfa: '[answer the MFA check] of a sign-in{ with @record.additionalEventData.MfaType}',
  GetSigninToken: '[obtain a sign-in token]',
  PasswordRecoveryRequested: '[ask to recover the password]',
  PasswordRecoveryCompleted: '[recover the password]',
  PasswordUpdated: '[change the password]',
  EmailUpdated: '[change the email address] of the account',
  UserAuthentication: '[authenticate]{ with @record.additionalEventData.CredentialType}',
  CredentialChallenge: '[receive a request for a credential]{ of the type @record.additionalEventData.CredentialType}',
  CredentialVerification: '[submit a credential]{ of the type @record.additionalEventData.CredentialType}',
  Logout: '[sign out]',
};

export const sso: ActionTable = {
  Federate:
    '[obtain credentials]{ of the permission set @record.serviceEventDetails.role_name}{ in the account @record.serviceEventDetails.account_id}',
  Authenticate: '[sign in] to the access portal',
  Logout: '[sign out] of the access portal',
  ListAccountRoles: '[list the permission sets]{ in the account @accountId}',
  GetRoleCredentials: '[obtain credentials]{ of the permission set @roleName}{ in the account @accountId}',
};
