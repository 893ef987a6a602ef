// Puts the steps of lives into log files and writes them as records.
import type { Actor } from '../actors.ts';
import { accounts, address } from '../actors.ts';
import * as identities from '../identities.ts';
import { compactJson } from '../json.ts';
import { createRandom, pick } from '../random.ts';
import { renderRecord } from '../record.ts';
import { agents } from '../userAgents.ts';
import type { StreamPlace } from './blocks.ts';
import type { Driver, Life, Step } from './life.ts';

export type PlacedStep = {
  readonly place: StreamPlace;
  readonly step: Step;
  readonly timeMs: number;
  readonly seed: number;
};
export type Slot = { readonly index: number; readonly windowStartMs: number; readonly windowEndMs: number };

/** Each step goes into the first file (slots in time order) at or after its moment; steps of one file stay in order and apart. */
export function placeSteps(
  life: Life,
  slots: readonly Slot[],
  startMs: number,
  seed: number,
): Map<number, PlacedStep[]> {
  const placed = new Map<number, PlacedStep[]>();
  let cursor = 0;
  let lastMs = 0;
  life.steps.forEach((step, order) => {
    const wantedMs = Math.max(startMs + step.minute * 60_000, lastMs + 2000);
    while (cursor < slots.length && (slots[cursor]?.windowEndMs ?? 0) < wantedMs) cursor += 1;
    const slot = slots[cursor];
    if (slot === undefined) return;
    const timeMs = Math.max(wantedMs, slot.windowStartMs + 1000);
    lastMs = timeMs;
    const list = placed.get(slot.index) ?? [];
    list.push({ place: life.place, step, timeMs, seed: seed * 4096 + order });
    placed.set(slot.index, list);
  });
  return placed;
}

const driverCache = new Map<string, Actor>();

function driverActor(driver: Driver, account: string): Actor {
  const key = `${driver} ${account}`;
  const known = driverCache.get(key) ?? makeDriver(driver, account);
  driverCache.set(key, known);
  return known;
}

function makeDriver(driver: Driver, account: string): Actor {
  const random = createRandom(
    accounts.findIndex((one) => one === account),
    driver.length,
    99,
  );
  const rest = {
    weight: 1,
    addresses: [address(random)],
    isService: false,
    sessionSeed: driver.length,
  };
  const session = {
    account,
    roleName: 'terraform-deploy',
    sessionName: 'GitHubActions',
    roleId: 'AROADBQP57FF2AEXAMPLE',
  };
  switch (driver) {
    case 'terraform':
      return {
        ...rest,
        identity: compactJson(identities.webIdentityRole(session, 'token.actions.githubusercontent.com')),
        userAgents: agents.terraform.slice(0, 1),
        isConsole: false,
      };
    case 'console': {
      const roleName = 'aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_DataEngineer_8f3e1c2d4b5a6978';
      const identity = identities.assumedRole({ ...session, roleName, sessionName: 'carol@acme.example', isMfa: true });
      return { ...rest, identity: compactJson(identity), userAgents: agents.browser.slice(0, 1), isConsole: true };
    }
    case 'cloudformation': {
      const more = { invokedBy: 'cloudformation.amazonaws.com' };
      const identity = identities.assumedRole({
        ...session,
        roleName: 'cdk-cfn-exec-role',
        sessionName: 'AWSCloudFormation',
        more,
      });
      const agent = 'cloudformation.amazonaws.com';
      return {
        ...rest,
        identity: compactJson(identity),
        addresses: [agent],
        userAgents: [agent],
        isConsole: false,
        isService: true,
      };
    }
    case 'commandLine': {
      const keys = { userId: 'AIDAIODR4TAW7CSEXAMPLE', accessKey: 'AKIAI44QH8DHBEXAMPLE' };
      return {
        ...rest,
        identity: compactJson(identities.iamUser(account, 'bob', keys)),
        userAgents: agents.commandLine.slice(0, 1),
        isConsole: false,
      };
    }
  }
}

export function stepRecord({ place, step, timeMs, seed }: PlacedStep): string {
  const random = createRandom(seed, Math.floor(timeMs / 1000), 31);
  const { account, region } = place;
  return renderRecord(random, {
    place: { account, region, timeMs },
    actor: driverActor(step.driver, account),
    eventSource: 'firehose.amazonaws.com',
    eventName: step.eventName,
    isReadOnly: step.isReadOnly,
    category: 'Management',
    eventType: 'AwsApiCall',
    failure: step.failure,
    request: step.request === undefined ? 'null' : compactJson(step.request),
    response: step.response === undefined || step.failure !== undefined ? 'null' : compactJson(step.response),
  });
}

export function homeOf(
  index: number,
  seed: number,
  homes: readonly { account: string; region: string }[],
): { account: string; region: string } {
  return pick(createRandom(seed, index, 606), homes);
}
