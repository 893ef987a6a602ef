// The tool that made a call, as its user agent names it.

/** The first that fits counts: tools name the library they are built on too. */
const tools: readonly (readonly [RegExp, string])[] = [
  [/\bOpenTofu\//i, 'OpenTofu'],
  [/\bTerraform\/|terraform-provider/i, 'Terraform'],
  [/\bpulumi/i, 'Pulumi'],
  [/\baws-cdk|\bcdk\//i, 'the AWS CDK'],
  [/\bansible/i, 'Ansible'],
  [/\bcrossplane/i, 'Crossplane'],
  [/\beksctl\//i, 'eksctl'],
  [/\bkarpenter/i, 'Karpenter'],
  [/amazon-vpc-cni/i, 'the VPC CNI plugin'],
  [/cluster-autoscaler/i, 'the Cluster Autoscaler'],
  [/aws-load-balancer-controller|elbv2\.k8s/i, 'the Load Balancer Controller'],
  [/external-dns|external-secrets/i, 'a Kubernetes controller'],
  [/\bkubernetes\/|kube-/i, 'Kubernetes'],
  [/amazon-ssm-agent/i, 'the SSM agent'],
  [/\bvault\//i, 'HashiCorp Vault'],
  [/\bpacker\b/i, 'Packer'],
  [/c7n\/|cloud-?custodian/i, 'Cloud Custodian'],
  [/stratus-red-team/i, 'Stratus Red Team'],
  [/\bpacu\b/i, 'Pacu'],
  [/\bprowler\b/i, 'Prowler'],
  [/scout ?suite/i, 'ScoutSuite'],
  [/steampipe/i, 'Steampipe'],
  [/\btrufflehog/i, 'TruffleHog'],
  [/s3 ?browser/i, 'S3 Browser'],
  [/cyberduck/i, 'Cyberduck'],
  [/\brclone\//i, 'rclone'],
  [/aws-cli\//i, 'the AWS CLI'],
  [/AWSPowerShell|aws-tools-for-powershell/i, 'PowerShell'],
  [/CloudShell/i, 'CloudShell'],
  [/ec2-api-tools/i, 'the EC2 API tools'],
  [/\bboto3\/|\bbotocore\//i, 'the SDK for Python'],
  [/aws-sdk-go/i, 'the SDK for Go'],
  [/aws-sdk-(?:js|nodejs)/i, 'the SDK for JavaScript'],
  [/aws-sdk-(?:java|kotlin)|aws-sdk-android/i, 'the SDK for Java'],
  [/aws-sdk-dotnet|aws-sdk-net/i, 'the SDK for .NET'],
  [/aws-sdk-ruby/i, 'the SDK for Ruby'],
  [/aws-sdk-php/i, 'the SDK for PHP'],
  [/aws-sdk-rust/i, 'the SDK for Rust'],
  [/aws-sdk-cpp/i, 'the SDK for C++'],
  [/aws-sdk-(?:swift|ios)/i, 'the SDK for Swift'],
  [/^\[?curl\//i, 'curl'],
  [/^\[?(?:python-requests|python-urllib|aiohttp)/i, 'a Python script'],
  [/^\[?go-http-client/i, 'a Go program'],
  [/^\[?Mozilla\//, 'a browser'],
];

const consoles = /^\[?(?:(?:console|signin)(?:\.[a-z0-9-]+)*\.amazonaws\.com|S3Console\/)/;

export function isConsole(userAgent: string): boolean {
  return consoles.test(userAgent);
}

/** As it follows "with"; `undefined` for an agent that is not known. */
export function toolOf(userAgent: string): string | undefined {
  return tools.find(([pattern]) => pattern.test(userAgent))?.[1];
}
