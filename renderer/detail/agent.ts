// A user agent in the words people use for the tool. Only what the agent says of itself; `undefined` where nothing is
// known to be said shorter.

type Tool = readonly [pattern: RegExp, name: string];

/** The first that is found is the tool: the ones that use others' SDKs come before these. */
const tools: readonly Tool[] = [
  [/\bTerraform\/v?([\d.]+)/i, 'Terraform'],
  [/\bOpenTofu\/v?([\d.]+)/i, 'OpenTofu'],
  [/\bPulumi\/v?([\d.]+)/i, 'Pulumi'],
  [/\baws-cdk\/([\d.]+)/i, 'AWS CDK'],
  [/\bserverless\/([\d.]+)/i, 'Serverless Framework'],
  [/\baws-cli\/([\d.]+)/i, 'AWS CLI'],
  [/\bAWSPowerShell(?:\.\w+)?\/([\d.]+)/i, 'AWS Tools for PowerShell'],
  [/\bBoto3\/([\d.]+)/i, 'Boto3'],
  [/\bBotocore[/#]([\d.]+)/i, 'Botocore'],
  [/\baws-sdk-java\/([\d.]+)/i, 'AWS SDK for Java'],
  [/\baws-sdk-(?:js|nodejs)\/([\d.]+)/i, 'AWS SDK for JavaScript'],
  [/\baws-sdk-go(?:-v2)?\/v?([\d.]+)/i, 'AWS SDK for Go'],
  [/\baws-sdk-(?:dotnet|net)[\w-]*\/([\d.]+)/i, 'AWS SDK for .NET'],
  [/\baws-sdk-ruby\d?\/([\d.]+)/i, 'AWS SDK for Ruby'],
  [/\baws-sdk-php\/([\d.]+)/i, 'AWS SDK for PHP'],
  [/\baws-sdk-rust\/([\d.]+)/i, 'AWS SDK for Rust'],
  [/\baws-sdk-cpp\/([\d.]+)/i, 'AWS SDK for C++'],
  [/\bS3Console\/([\d.]+)/i, 'S3 console'],
  [/^(?:console|signin)\.(?:amazonaws|aws\.amazon)\.com(?:\.cn)?$/i, 'AWS console'],
  [/\bEdg\/(\d+)/, 'Edge'],
  [/\bFirefox\/(\d+)/, 'Firefox'],
  [/\bChrome\/(\d+)/, 'Chrome'],
  [/\bVersion\/(\d+)[\d.]* .*Safari\//, 'Safari'],
  [/^curl\/([\d.]+)/i, 'curl'],
];

/** What else an agent says that tells callers apart. */
const additions: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/\bterraform-provider-aws\/v?([\d.]+)/i, 'provider aws '],
  [/\b(?:md\/)?command[/#]([\w.-]+)/i, 'command '],
  [/\blang\/python[#/]([\d.]+)/i, 'Python '],
  [/\blang\/(?:js|node)[#/]([\d.]+)/i, 'Node.js '],
  [/\bexec-env\/AWS_Lambda_([\w.]+)/i, 'in Lambda with '],
  [/\bexec-env\/(CloudShell|AWS_ECS_\w+|EC2)/i, 'in '],
  [/\((?:[^)]*; )?(Windows|Macintosh|X11; Linux|iPhone|Android)/, 'on '],
];

const systemNames: Readonly<Record<string, string>> = { Macintosh: 'macOS', 'X11; Linux': 'Linux', iPhone: 'iOS' };

export function agentWords(agent: string): string | undefined {
  for (const [pattern, name] of tools) {
    const match = pattern.exec(agent);
    if (match) return [join(name, match[1]), ...additionsTo(agent)].join(', ').replace(', on ', ' on ');
  }
  return undefined;
}

function join(name: string, version: string | undefined): string {
  const digits = version?.replace(/\.+$/, '') ?? '';
  return digits === '' ? name : `${name} ${digits}`;
}

function additionsTo(agent: string): readonly string[] {
  return additions.flatMap(([pattern, words]) => {
    const said = pattern.exec(agent)?.[1];
    return said === undefined ? [] : [words + (systemNames[said] ?? said).replace(/\.$/, '')];
  });
}
