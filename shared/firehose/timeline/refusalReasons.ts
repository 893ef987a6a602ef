// What Firehose means by the error codes it refuses calls with (spec section 5). A refused call changes nothing.

const meanings: Readonly<Record<string, string>> = {
  ConcurrentModificationException:
    'The update named another version than the stream had: somebody else had changed it in between. The caller has to read the version again.',
  InvalidArgumentException:
    'Firehose did not accept a value: it is not allowed, the change is not supported, or Firehose cannot use the role or key named.',
  ValidationException: 'A value in the request breaks a limit or pattern of the API.',
  ResourceInUseException:
    'The stream was not active: it was being created or deleted, or a stream of that name still existed.',
  ResourceNotFoundException: 'No stream of that name existed at that time.',
  LimitExceededException: 'A quota of the account or of the stream was reached.',
  ThrottlingException: 'Too many calls in a short time.',
  InvalidKMSResourceException:
    'Firehose could not use the KMS key: it is disabled, missing, or its policy does not allow it.',
  InvalidStreamTypeException: 'The call does not fit the kind of source that the stream has.',
  ServiceUnavailableException: 'Firehose was unavailable for a moment.',
};

const denied = 'The caller has no permission for this call.';

/** Whether a code says that the caller lacks permission. */
export function isDenied(errorCode: string): boolean {
  return /AccessDenied|Unauthorized|NotAuthorized/i.test(errorCode);
}

/** What Firehose says while IAM has not yet spread a new role or policy; Terraform waits for it. */
const roleNotReady =
  /unable to assume role|is not authorized to|Access was denied|Verify that the IAM role has access|make sure the role specified in VpcConfiguration has permissions/i;

/** A sentence or two; empty where the code is not known. */
export function refusalMeaning(errorCode: string, message = ''): string {
  if (isDenied(errorCode)) return denied;
  if (errorCode === 'InvalidArgumentException' && roleNotReady.test(message)) {
    return 'Firehose could not use the role. A new role takes IAM a while to spread: Terraform repeats such calls until it works.';
  }
  if (errorCode.startsWith('Throttl')) return meanings['ThrottlingException'] ?? '';
  return Object.hasOwn(meanings, errorCode) ? (meanings[errorCode] ?? '') : '';
}

const actions: Readonly<Record<string, { readonly one: string; readonly many: string }>> = {
  CreateDeliveryStream: { one: 'creation', many: 'creations' },
  UpdateDestination: { one: 'update', many: 'updates' },
  DeleteDeliveryStream: { one: 'deletion', many: 'deletions' },
  StartDeliveryStreamEncryption: { one: 'start of encryption', many: 'starts of encryption' },
  StopDeliveryStreamEncryption: { one: 'stop of encryption', many: 'stops of encryption' },
  TagDeliveryStream: { one: 'tagging', many: 'taggings' },
  UntagDeliveryStream: { one: 'untagging', many: 'untaggings' },
};

/** `1 refused update`, `3 refused updates`; a call without a word of its own goes by its name. */
export function refusedCalls(eventName: string, count: number): string {
  const action = Object.hasOwn(actions, eventName) ? actions[eventName] : undefined;
  if (!action) return `${count} refused ${eventName} ${count === 1 ? 'call' : 'calls'}`;
  return `${count} refused ${count === 1 ? action.one : action.many}`;
}
