// Writes the life of one delivery stream as steps: calls in order, each so many minutes after the one before. Keeps the version as AWS does.
import type { JsonObject } from '../json.ts';
import type { Destination, StreamPlace } from './blocks.ts';
import { refusalMessage, switchRefusal, type Refusal } from './refusals.ts';

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

export function tagList(tags: Readonly<Record<string, string>>): readonly JsonObject[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}

/** What Create calls a configuration, in the words of Update; what cannot be updated is left out. */
function asUpdate(destination: Destination, place: StreamPlace): JsonObject {
  const { s3Configuration, vpcConfiguration: _vpc, s3BackupMode: _mode, ...rest } = destination.create(place);
  if (s3Configuration === undefined) return rest;
  const isIceberg = destination.updateMember.startsWith('iceberg');
  return { ...rest, [isIceberg ? 's3Configuration' : 's3Update']: s3Configuration };
}

export class Life {
  readonly place: StreamPlace;
  readonly steps: Step[] = [];
  #minute = 0;
  #version = 0;
  #driver: Driver;
  #destination: Destination;

  constructor(place: StreamPlace, driver: Driver, destination: Destination) {
    this.place = place;
    this.#driver = driver;
    this.#destination = destination;
  }

  by(driver: Driver): this {
    this.#driver = driver;
    return this;
  }

  wait(minutes: number): this {
    this.#minute += minutes;
    return this;
  }

  create(destination: Destination, more: JsonObject = {}): this {
    this.#destination = destination;
    this.#version = 1;
    const { account, region, name } = this.place;
    const deliveryStreamARN = `arn:aws:firehose:${region}:${account}:deliverystream/${name}`;
    return this.#add('CreateDeliveryStream', { request: this.#creation(more), response: { deliveryStreamARN } });
  }

  refuseCreate(): this {
    const code = 'InvalidArgumentException';
    return this.#add('CreateDeliveryStream', { request: this.#creation({}), failure: this.#failure(code) });
  }

  /** Leaves the creation out of the log: it lies before. */
  bornEarlier(destination: Destination, version: number): this {
    this.#destination = destination;
    this.#version = version;
    return this;
  }

  update(change: JsonObject): this {
    this.#add('UpdateDestination', { request: this.#changing(this.#version, change) });
    this.#version += 1;
    return this;
  }

  /** The whole configuration anew, as Terraform sends it. */
  restate(change: JsonObject): this {
    return this.update({ ...asUpdate(this.#destination, this.place), ...change });
  }

  switchTo(destination: Destination): this {
    this.#destination = destination;
    return this.restate({});
  }

  updateWithoutParameters(): this {
    this.#version += 1;
    return this.#add('UpdateDestination', { request: undefined });
  }

  /** Name and version are there, the destination is not. */
  updateWithoutContent(): this {
    const { [this.#destination.updateMember]: _content, ...request } = this.#changing(this.#version, {});
    this.#version += 1;
    return this.#add('UpdateDestination', { request });
  }

  /** An update that happened but whose record never arrived. */
  unseenUpdate(): this {
    this.#version += 1;
    return this;
  }

  refuse(code: Refusal, change: JsonObject): this {
    const base = code === 'ConcurrentModificationException' ? this.#version - 1 : this.#version;
    const request = code === 'AccessDenied' ? undefined : this.#changing(base, change);
    return this.#add('UpdateDestination', { request, failure: this.#failure(code) });
  }

  refuseSwitch(destination: Destination): this {
    const { [this.#destination.updateMember]: _content, ...request } = this.#changing(this.#version, {});
    const failure = { code: 'InvalidArgumentException', message: switchRefusal(this.#destination) };
    const other = { [destination.updateMember]: asUpdate(destination, this.place) };
    return this.#add('UpdateDestination', { request: { ...request, ...other }, failure });
  }

  encrypt(keyARN?: string): this {
    const input = keyARN === undefined ? { keyType: 'AWS_OWNED_CMK' } : { keyType: 'CUSTOMER_MANAGED_CMK', keyARN };
    const request = { ...this.#named(), deliveryStreamEncryptionConfigurationInput: input };
    return this.#add('StartDeliveryStreamEncryption', { request });
  }

  decrypt(): this {
    return this.#add('StopDeliveryStreamEncryption', {});
  }

  tag(tags: Readonly<Record<string, string>>): this {
    return this.#add('TagDeliveryStream', { request: { ...this.#named(), tags: tagList(tags) } });
  }

  untag(tagKeys: readonly string[]): this {
    return this.#add('UntagDeliveryStream', { request: { ...this.#named(), tagKeys } });
  }

  look(): this {
    this.#add('DescribeDeliveryStream', { isReadOnly: true });
    return this.#add('ListTagsForDeliveryStream', { isReadOnly: true });
  }

  lookInVain(): this {
    return this.#add('DescribeDeliveryStream', {
      isReadOnly: true,
      failure: this.#failure('ResourceNotFoundException'),
    });
  }

  remove(): this {
    return this.#add('DeleteDeliveryStream', { request: { ...this.#named(), allowForceDelete: false } });
  }

  #named(): JsonObject {
    return { deliveryStreamName: this.place.name };
  }

  #creation(more: JsonObject): JsonObject {
    const configuration = { [this.#destination.createMember]: this.#destination.create(this.place) };
    return { ...this.#named(), deliveryStreamType: 'DirectPut', ...configuration, ...more };
  }

  #changing(version: number, change: JsonObject): JsonObject {
    return {
      ...this.#named(),
      currentDeliveryStreamVersionId: String(version),
      destinationId: 'destinationId-000000000001',
      [this.#destination.updateMember]: change,
    };
  }

  #failure(code: Refusal): Step['failure'] {
    return { code, message: refusalMessage(code, this.place, this.#version) };
  }

  #add(eventName: string, rest: Partial<Step>): this {
    const usual = { isReadOnly: false, request: this.#named(), response: undefined, failure: undefined };
    this.steps.push({ minute: this.#minute, driver: this.#driver, eventName, ...usual, ...rest });
    this.#minute += 1;
    return this;
  }
}
