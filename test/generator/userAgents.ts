// User agents as callers send them; %s stands for the service that is called.
function commandLine(version: string, system: string, python: string): string {
  return `aws-cli/${version} md/awscrt#0.27.4 ua/2.1 ${system} md/arch#x86_64 lang/python#${python} md/pyimpl#CPython cfg/retry-mode#standard md/installer#exe md/prompt#off md/command#%s`;
}

function terraform(version: string, provider: string): string {
  return `APN/1.0 HashiCorp/1.0 Terraform/${version} (+https://www.terraform.io) terraform-provider-aws/${provider} (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.36.3 os/linux lang/go#1.24.3 md/GOOS#linux md/GOARCH#amd64 api/%s#1.37.4`;
}

function javascript(version: string, node: string): string {
  return `aws-sdk-js/${version} ua/2.1 os/linux#5.10.237-230.949.amzn2 lang/js md/nodejs#${node} api/%s#${version} exec-env/AWS_Lambda_nodejs22.x`;
}

function browser(system: string, engine: string): string {
  return `Mozilla/5.0 (${system}) ${engine}`;
}

const chrome = (version: string): string =>
  `AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`;

export const agents = {
  commandLine: [
    commandLine('2.27.31', 'os/linux#6.8.0-1029-aws', '3.13.3'),
    commandLine('2.31.0', 'os/macos#25.0.0', '3.13.7'),
    commandLine('2.22.4', 'os/windows#11', '3.12.6'),
    commandLine('2.28.8', 'os/linux#6.1.141-155.222.amzn2023', '3.13.4'),
  ],
  terraform: [
    terraform('1.12.2', '6.2.0'),
    terraform('1.9.8', '5.99.1'),
    terraform('1.11.4', '5.84.0'),
    terraform('1.13.0', '6.11.0'),
  ],
  browser: [
    browser('Windows NT 10.0; Win64; x64', chrome('148')),
    browser('Macintosh; Intel Mac OS X 10_15_7', chrome('147')),
    browser('X11; Ubuntu; Linux x86_64; rv:150.0', 'Gecko/20100101 Firefox/150.0'),
    browser(
      'Macintosh; Intel Mac OS X 10_15_7',
      'AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Safari/605.1.15',
    ),
    'AWS Internal',
  ],
  lambda: [
    javascript('3.830.0', '22.16.0'),
    javascript('3.716.0', '20.19.2'),
    'Boto3/1.38.36 md/Botocore#1.38.36 ua/2.1 os/linux#5.10.237 md/arch#x86_64 lang/python#3.13.2 md/pyimpl#CPython exec-env/AWS_Lambda_python3.13 cfg/retry-mode#legacy Botocore/1.38.36',
    'aws-sdk-java/2.31.63 md/io#sync md/http#Apache ua/2.1 api/%s#2.31.x os/Linux#5.10.237 lang/java#21.0.7 md/OpenJDK_64-Bit_Server_VM#21.0.7+6-LTS exec-env/AWS_Lambda_java21',
  ],
  code: [
    'Boto3/1.38.36 md/Botocore#1.38.36 ua/2.1 os/linux#6.8.0 md/arch#x86_64 lang/python#3.12.10 md/pyimpl#CPython m/Z,b cfg/retry-mode#legacy Botocore/1.38.36',
    'aws-sdk-go-v2/1.36.3 ua/2.1 os/linux lang/go#1.24.3 md/GOARCH#arm64 md/GOOS#linux api/%s#1.37.4 m/E',
    'aws-sdk-java/1.12.583 Linux/5.10.186-179.751.amzn2.aarch64 OpenJDK_64-Bit_Server_VM/17.0.10+8-LTS java/17.0.10 kotlin/1.9.22 vendor/Amazon.com_Inc. cfg/retry-mode/standard',
    'aws-sdk-rust/1.3.7 ua/2.1 api/%s/1.79.0 os/linux lang/rust/1.87.0',
    'amazon-vpc-cni-k8s/version/v1.19.5 aws-sdk-go/1.55.6 (go1.23.8; linux; amd64)',
    'aws-sdk-go/1.55.6 (go1.23.8; linux; amd64) karpenter.sh-1.5.0',
  ],
  node: [
    'aws-sdk-go/1.55.5 (go1.23.6; linux; arm64) amazon-ssm-agent/3.3.1611.0',
    'aws-sdk-go/1.55.5 (go1.23.6; linux; amd64) amazon-ssm-agent/3.3.2299.0',
    'Amazon ECS Agent - v1.94.0 (aws-sdk-go-v2/1.36.3 os/linux lang/go#1.23.8)',
  ],
} as const;
