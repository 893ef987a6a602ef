// Who made a call, when and from where, for people.
import { describeActor } from '../../events/actor.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { Call } from '../model.ts';
import type { Origin } from '../presented.ts';

/** `eventOf` finds the store's event of a call, by the call's id. */
export function originOf(call: Call, eventOf?: (id: string) => number | undefined): Origin {
  const { record } = call;
  const actor = describeActor(record);
  const details = {
    event: eventOf?.(call.id),
    arn: actor?.arn,
    sourceIPAddress: textOf(record['sourceIPAddress']),
    userAgent: textOf(record['userAgent']),
    tool: toolOf(record),
    invokedBy: actor?.via,
    mfa: actor?.mfa,
  };
  return {
    eventId: call.eventId,
    eventName: call.eventName,
    time: call.time,
    actor: actor?.name ?? call.actor ?? 'unknown',
    ...given(details),
  };
}

type Given<Members> = { [Name in keyof Members]?: Exclude<Members[Name], undefined> };

/** Without the members that are undefined. */
function given<Members extends object>(members: Members): Given<Members>;
function given(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

/** The first that matches: Terraform's agent names the SDK it is built on as well. */
const tools: readonly (readonly [string, RegExp])[] = [
  ['CloudFormation', /cloudformation\.amazonaws\.com|\bexec-env\/CloudFormation\b/i],
  ['Terraform', /terraform|hashicorp/i],
  ['OpenTofu', /opentofu/i],
  ['Pulumi', /pulumi/i],
  ['AWS CDK', /\baws-cdk\b|\bcdk\//i],
  ['AWS CLI', /^aws-cli\//i],
  ['PowerShell', /AWSPowerShell|aws-tools-powershell/i],
  ['console', /^Mozilla\/|console\.amazonaws\.com|console\.aws\.amazon\.com/i],
  ['Boto3', /\bboto3\//i],
  ['Botocore', /\bbotocore\//i],
  ['AWS SDK for Java', /aws-sdk-java/i],
  ['AWS SDK for JavaScript', /aws-sdk-(?:js|nodejs)/i],
  ['AWS SDK for Go', /aws-sdk-go/i],
  ['AWS SDK for .NET', /aws-sdk-dotnet/i],
  ['AWS SDK for Ruby', /aws-sdk-ruby/i],
  ['AWS SDK for PHP', /aws-sdk-php/i],
  ['AWS SDK for Rust', /aws-sdk-rust/i],
];

function toolOf(record: JsonObject): string | undefined {
  const identity = isJsonObject(record['userIdentity']) ? record['userIdentity'] : {};
  const agents = [textOf(identity['invokedBy']), textOf(record['userAgent'])].filter((text) => text !== undefined);
  const isConsole = isTrue(record['sessionCredentialFromConsole']);
  return tools.find(([, agent]) => agents.some((text) => agent.test(text)))?.[0] ?? (isConsole ? 'console' : undefined);
}

/** CloudTrail writes "true" as a text. */
function isTrue(value: JsonValue | undefined): boolean {
  return value === true || value === 'true';
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
