// Profiles, a bucket and answers about them, for component tests.
import type { FoundTrails } from '../../shared/aws/foundTrails.ts';
import type { Profile, ProfileList } from '../../shared/aws/profile.ts';
import { AppError } from '../../shared/errors.ts';
import type { CallOutput, Settings } from '../../shared/ipc/contract.ts';
import type { FakeHandlers } from './fakeBridge.ts';

const file = '~/.aws/config';

export const prod: Profile = {
  name: 'prod',
  kind: 'sso',
  ssoSession: 'corp',
  ssoAccountId: '111122223333',
  ssoRoleName: 'Admin',
  region: 'eu-west-1',
  files: [file],
  problems: [],
};

export const deploy: Profile = {
  name: 'deploy',
  kind: 'role',
  roleArn: 'arn:aws:iam::444455556666:role/ops/deploy',
  chain: ['prod'],
  mfaSerial: 'arn:aws:iam::111122223333:mfa/alice-phone',
  region: 'us-east-1',
  files: [file],
  problems: [],
};

export const minio: Profile = {
  name: 'minio',
  kind: 'keys',
  region: 'us-east-1',
  endpoint: 'http://127.0.0.1:9000',
  files: [file],
  problems: [],
};

export function profileList(change: Partial<ProfileList> = {}): ProfileList {
  return { profiles: [minio, prod, deploy], problems: [], defaultName: 'minio', ...change };
}

export function settingsWith(change: Partial<Settings>): FakeHandlers {
  return {
    'settings.get': () => ({ theme: 'system', timeZone: 'UTC', gridColumns: [], detailTab: 'summary', ...change }),
  };
}

export function identityOf(profile: string, change: Partial<CallOutput<'aws.identity'>> = {}) {
  const arn = 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/alice';
  return { profile, account: '111122223333', arn, ...change };
}

export const foundTrails: Omit<FoundTrails, 'searchId'> = {
  bucket: 'acme-trail',
  prefix: '',
  region: 'eu-west-1',
  trails: [
    {
      prefix: '',
      layout: 'plain',
      accounts: [
        {
          account: '111122223333',
          regions: ['eu-west-1', 'us-east-1'],
          folders: ['CloudTrail', 'CloudTrail-Digest', 'Config'],
        },
        { account: '444455556666', regions: ['ap-south-1', 'us-east-1'], folders: ['CloudTrail'] },
      ],
    },
  ],
  plainObjects: 0,
  requests: 7,
  isComplete: true,
  remarks: [],
};

/** A machine with three profiles, and a bucket with the logs of two accounts. */
export const awsHandlers: FakeHandlers = {
  'aws.profiles': () => profileList(),
  'aws.identity': ({ profile }) => identityOf(profile),
  'aws.signIn': () => ({}),
  'aws.regions': () => ({ regions: ['eu-west-1', 'eu-central-1', 'us-east-1'] }),
  'aws.buckets': () => {
    throw new AppError('aws/denied', 'Profile "prod" may not list buckets.');
  },
  'trails.find': ({ searchId }) => ({ ...foundTrails, searchId }),
  'trails.days': ({ searchId }) => ({
    searchId,
    days: ['2026-11-18', '2026-11-19', '2026-11-21'].map((day) => ({ day, folders: 2 })),
    isComplete: true,
  }),
  'trails.count': ({ searchId }) => ({
    searchId,
    objects: 12_480,
    bytes: 1_300_000_000,
    objectsHere: 200,
    bytesHere: 21_000_000,
    archived: 3,
    isComplete: true,
  }),
  'sources.openRemote': () => ({ jobId: 1 }),
  'sources.change': () => ({ jobId: 1 }),
};
