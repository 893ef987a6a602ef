import { plain, valuePart } from '../part.ts';
import { withPolicy } from '../policyGist.ts';
import type { ActionTable, PhraseMaker } from '../phrase.ts';
import { objectOf, textOf } from '../reading.ts';
import { fill } from '../template.ts';

const key = '{the key @keyId|the key @record.resources.ARN|the key @record.serviceEventDetails.keyId|a key}';

/** With what the caller gave as the context: of a service it says for which bucket, secret or function. */
function crypt(template: string): PhraseMaker {
  return (told) => {
    const phrase = fill(template, told);
    const context = objectOf(objectOf(told.record['requestParameters'])['encryptionContext']);
    const [name, value] = Object.entries(context).find(([, found]) => textOf(found) !== undefined) ?? [];
    const text = textOf(value);
    if (name === undefined || text === undefined) return phrase;
    const filter = { path: ['requestParameters', 'encryptionContext', name], value: text };
    return { ...phrase, rest: [...phrase.rest, plain(' for '), valuePart('target', text, filter)] };
  };
}

export const kms: ActionTable = {
  Decrypt: crypt(`[decrypt data] with ${key}`),
  Encrypt: crypt(`[encrypt data] with ${key}`),
  ReEncrypt: '[reencrypt data]{ from the key @sourceKeyId}{ to the key @destinationKeyId}',
  GenerateDataKey: crypt(`[generate a data key] with ${key}`),
  GenerateDataKeyWithoutPlaintext: crypt(`[generate an encrypted data key] with ${key}`),
  GenerateDataKeyPair: crypt(`[generate a pair of data keys] with ${key}`),
  GenerateDataKeyPairWithoutPlaintext: crypt(`[generate an encrypted pair of data keys] with ${key}`),
  GenerateRandom: '[generate random bytes]',
  GenerateMac: `[generate a MAC] with ${key}`,
  VerifyMac: `[verify a MAC] with ${key}`,
  Sign: `[sign a message] with ${key}`,
  Verify: `[verify a signature] with ${key}`,
  DeriveSharedSecret: `[derive a shared secret] with ${key}`,
  GetPublicKey: `[read the public key] of ${key}`,
  CreateKey:
    '[create] {the key @response.keyMetadata.keyId|a key}{ for @keyUsage}{ with key material of the origin @origin}',
  ReplicateKey: `[replicate] ${key}{ to @replicaRegion}`,
  UpdatePrimaryRegion: `[move the primary] of ${key}{ to @primaryRegion}`,
  DescribeKey: `[describe] ${key}`,
  UpdateKeyDescription: `[change the description] of ${key}`,
  EnableKey: `[enable] ${key}`,
  DisableKey: `[disable] ${key}`,
  EnableKeyRotation: `[enable rotation] of ${key}{ every @rotationPeriodInDays days}`,
  DisableKeyRotation: `[disable rotation] of ${key}`,
  RotateKeyOnDemand: `[rotate] ${key} on demand`,
  RotateKey: `[rotate] ${key}`,
  SynchronizeMultiRegionKey: `[synchronize] ${key}`,
  DeleteKey: `[delete] ${key}`,
  DeleteExpiredKeyMaterial: `[delete the expired key material] of ${key}`,
  ScheduleKeyDeletion: `[schedule the deletion] of ${key}{ in @pendingWindowInDays days} > {The key is to be deleted on @@response.deletionDate.}`,
  CancelKeyDeletion: `[cancel the deletion] of ${key}`,
  CreateAlias: '[create] {the alias @aliasName|an alias} for {the key @targetKeyId|a key}',
  UpdateAlias: '[point] {the alias @aliasName|an alias} to {the key @targetKeyId|a key}',
  DeleteAlias: '[delete] {the alias @aliasName|an alias}',
  GetKeyPolicy: `[read the key policy] of ${key}`,
  PutKeyPolicy: withPolicy(
    `[set the key policy] of ${key}{?bypassPolicyLockoutSafetyCheck=true; without the lockout check}`,
    'policy',
  ),
  ListKeyPolicies: `[list the key policies] of ${key}`,
  CreateGrant: `[grant]{ @operations| use} on ${key} to {@granteePrincipal|@granteeServicePrincipal|a principal}`,
  ListGrants: `[list the grants] of ${key}`,
  RetireGrant: `[retire] {the grant @grantId|a grant} of ${key}`,
  RevokeGrant: `[revoke] {the grant @grantId|a grant} of ${key}`,
  GetKeyRotationStatus: `[read the rotation status] of ${key}`,
  GetParametersForImport: `[obtain the parameters for importing key material] of ${key}`,
  ImportKeyMaterial: `[import key material] into ${key}{ valid until @@validTo}`,
  DeleteImportedKeyMaterial: `[delete the key material] of ${key}`,
  TagResource: `[tag] ${key}{ with @tags.tagKey}`,
  UntagResource: `[remove] {the tag(s) @tagKeys|tags} from ${key}`,
  ListResourceTags: `[list the tags] of ${key}`,
  ListKeys: '[list keys]',
  ListAliases: '[list aliases]{ of the key @keyId}',
  ConnectCustomKeyStore: '[connect] {the custom key store @customKeyStoreId|a custom key store}',
  DisconnectCustomKeyStore: '[disconnect] {the custom key store @customKeyStoreId|a custom key store}',
  CreateCustomKeyStore: '[create] {the custom key store @customKeyStoreName|a custom key store}',
  DeleteCustomKeyStore: '[delete] {the custom key store @customKeyStoreId|a custom key store}',
};
