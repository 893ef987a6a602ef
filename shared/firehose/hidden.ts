// Values that CloudTrail hides (spec section 2, "Redaction").
import type { HiddenValue } from './model.ts';

/** What AWS services write in place of a secret; asterisks alone count too. */
const hiddenWords = new Set(['HIDDEN_DUE_TO_SECURITY_REASONS', 'REDACTED', '[REDACTED]', '<sensitive>']);
const asterisks = /^\*{2,}$/;

/** Members with the sensitive trait in the API's model, and `hECToken`: an empty text there is a hidden value too. */
const sensitiveNames = new Set([
  'username',
  'password',
  'url',
  'accessKey',
  'attributeName',
  'attributeValue',
  'accountUrl',
  'user',
  'privateKey',
  'keyPassphrase',
  'database',
  'schema',
  'table',
  'metaDataColumnName',
  'contentColumnName',
  'snowflakeRole',
  'privateLinkVpceId',
  'hECToken',
]);

/** A text that stands for what is hidden, whatever the member. */
export function isHiddenWord(value: unknown): value is string {
  // Nearly every text is told by its first character.
  if (typeof value !== 'string' || !'*HR[<'.includes(value.charAt(0)) || value === '') return false;
  return value.startsWith('*') ? asterisks.test(value) : hiddenWords.has(value);
}

/** Whether the log hides the value of a member of a destination or source. */
export function isHiddenText(value: string, name: string): boolean {
  return isHiddenWord(value) || (value === '' && sensitiveNames.has(name));
}

export function hiddenValue(text: string): HiddenValue {
  return { $hidden: text };
}
