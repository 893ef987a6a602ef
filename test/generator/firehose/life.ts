// Writes the life of one delivery stream as steps: calls in order, each so many minutes after the one before. Keeps the version as AWS does.
import type { JsonObject } from '../json.ts';
import type { StreamPlace } from './blocks.ts';
import type { Destination } from './destinations.ts';

export type Driver = 'terraform' | 'console' | 'cloudformation' | 'commandLine';

export type Step = {
  readonly minute: number;
  readonly driver: Driver;
  readonly eventName: string;
  readonly isReadOnly: boolean;
  readonly request: JsonObject | undefined;
  readonly response: JsonObject | undefined;
  readonly failure: { readonly code: string; readonly message: string } | undefined;
};

export type Life = {
  readonly place: StreamPlace;
  readonly steps: readonly Step[];
  readonly by: (driver: Driver) => Life;
  readonly wait: (minutes: number) => Life;
  readonly create: (destination: Destination, more?: JsonObject) => Life;
  /** Leaves the creation out of the log: it lies before. */
  readonly bornEarlier: (destination: Destination, version: number) => Life;
  readonly update: (change: JsonObject) => Life;
  readonly updateWithoutParameters: () => Life;
  readonly restate: (change: JsonObject) => Life;
  readonly switchTo: (destination: Destination) => Life;
  /** An update that happened but whose record never arrived. */
  readonly unseenUpdate: () => Life;
  readonly refuse: (code: Refusal, change: JsonObject) => Life;
  readonly encrypt: (keyARN?: string) => Life;
  readonly decrypt: () => Life;
  readonly tag: (tags: Readonly<Record<string, string>>) => Life;
  readonly untag: (keys: readonly string[]) => Life;
  readonly look: () => Life;
  readonly remove: () => Life;
  readonly lookInVain: () => Life;
};

export type Refusal =
  | 'ConcurrentModificationException'
  | 'AccessDenied'
  | 'ResourceNotFoundException'
  | 'InvalidArgumentException';

type State = { minute: number; version: number; driver: Driver; destination: Destination };

function refusalMessage(code: Refusal, place: StreamPlace, version: number): string {
  const { account, region, name } = place;
  const arn = `arn:aws:firehose:${region}:${account}:deliverystream/${name}`;
  switch (code) {
    case 'ConcurrentModificationException':
      return `Cannot update firehose: ${name} since the current version id: ${version} and specified version id: ${version - 1} do not match`;
    case 'AccessDenied':
      return `User: arn:aws:iam::${account}:user/bob is not authorized to perform: firehose:UpdateDestination on resource: ${arn} because no identity-based policy allows the firehose:UpdateDestination action`;
    case 'ResourceNotFoundException':
      return `Firehose ${name} under account ${account} not found.`;
    case 'InvalidArgumentException':
      return `Firehose is unable to assume role arn:aws:iam::${account}:role/firehose-delivery. Please check the role provided.`;
  }
}

export function tagList(tags: Readonly<Record<string, string>>): readonly JsonObject[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}

export function openLife(place: StreamPlace, driver: Driver, destination: Destination): Life {
  const steps: Step[] = [];
  const state: State = { minute: 0, version: 0, driver, destination };
  const named: JsonObject = { deliveryStreamName: place.name };
  const arn = `arn:aws:firehose:${place.region}:${place.account}:deliverystream/${place.name}`;

  const add = (eventName: string, rest: Partial<Step>): Life => {
    steps.push({
      minute: state.minute,
      driver: state.driver,
      eventName,
      isReadOnly: false,
      request: named,
      response: undefined,
      failure: undefined,
      ...rest,
    });
    state.minute += 1;
    return life;
  };
  const change = (act: () => void): Life => {
    act();
    return life;
  };
  const updateRequest = (version: number, body: JsonObject): JsonObject => ({
    ...named,
    currentDeliveryStreamVersionId: String(version),
    destinationId: 'destinationId-000000000001',
    [state.destination.updateMember]: body,
  });
  const update = (body: JsonObject): Life => {
    add('UpdateDestination', { request: updateRequest(state.version, body) });
    state.version += 1;
    return life;
  };
  const asUpdate = (body: JsonObject): JsonObject => {
    const { s3Configuration, s3BackupConfiguration, vpcConfiguration: _vpc, s3BackupMode: _mode, ...rest } = body;
    const isIceberg = state.destination.updateMember.startsWith('iceberg');
    return {
      ...rest,
      ...(s3Configuration === undefined ? {} : { [isIceberg ? 's3Configuration' : 's3Update']: s3Configuration }),
      ...(s3BackupConfiguration === undefined ? {} : { s3BackupUpdate: s3BackupConfiguration }),
    };
  };

  const life: Life = {
    place,
    steps,
    by: (next) => change(() => (state.driver = next)),
    wait: (minutes) => change(() => (state.minute += minutes)),
    create: (next, more = {}) => {
      state.destination = next;
      state.version = 1;
      const request = { ...named, deliveryStreamType: 'DirectPut', [next.createMember]: next.create(place), ...more };
      return add('CreateDeliveryStream', { request, response: { deliveryStreamARN: arn } });
    },
    bornEarlier: (next, version) => change(() => Object.assign(state, { destination: next, version })),
    update,
    updateWithoutParameters: () => {
      state.version += 1;
      return add('UpdateDestination', { request: undefined });
    },
    restate: (body) => update({ ...asUpdate(state.destination.create(place)), ...body }),
    switchTo: (next) => {
      state.destination = next;
      return update(asUpdate(next.create(place)));
    },
    unseenUpdate: () => change(() => (state.version += 1)),
    refuse: (code, body) => {
      const base = code === 'ConcurrentModificationException' ? state.version - 1 : state.version;
      const request = code === 'AccessDenied' ? undefined : updateRequest(base, body);
      return add('UpdateDestination', {
        request,
        failure: { code, message: refusalMessage(code, place, state.version) },
      });
    },
    encrypt: (keyARN) => {
      const input = keyARN === undefined ? { keyType: 'AWS_OWNED_CMK' } : { keyType: 'CUSTOMER_MANAGED_CMK', keyARN };
      return add('StartDeliveryStreamEncryption', {
        request: { ...named, deliveryStreamEncryptionConfigurationInput: input },
      });
    },
    decrypt: () => add('StopDeliveryStreamEncryption', {}),
    tag: (tags) => add('TagDeliveryStream', { request: { ...named, tags: tagList(tags) } }),
    untag: (keys) => add('UntagDeliveryStream', { request: { ...named, tagKeys: keys } }),
    look: () => {
      add('DescribeDeliveryStream', { isReadOnly: true });
      return add('ListTagsForDeliveryStream', { isReadOnly: true });
    },
    remove: () => add('DeleteDeliveryStream', { request: { ...named, allowForceDelete: false } }),
    lookInVain: () =>
      add('DescribeDeliveryStream', {
        isReadOnly: true,
        failure: { code: 'ResourceNotFoundException', message: refusalMessage('ResourceNotFoundException', place, 0) },
      }),
  };
  return life;
}
