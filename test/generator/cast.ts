// The people, roles and services that make the calls of one account: the same ones for the same seed and account.
import { accounts, address, type Actor } from './actors.ts';
import type { Caller } from './catalogue.ts';
import * as identities from './identities.ts';
import { compactJson, type Json } from './json.ts';
import { createRandom, hex, integer, pick, upperAlnum, weighted, type Random, type Weighted } from './random.ts';
import { agents } from './userAgents.ts';

export type Cast = Readonly<Record<Caller, Weighted<Actor>>>;

const people = [
  'alice',
  'bob',
  'carol',
  'dave',
  'erin',
  'frank',
  'grace',
  'heidi',
  'ivan',
  'judy',
  'mallory',
  'niaj',
  'olivia',
  'peggy',
  'rupert',
  'sybil',
  'trent',
  'victor',
  'walter',
  'zoë',
] as const;

const serviceNames = [
  'cloudtrail',
  'lambda',
  'ec2',
  'ecs-tasks',
  'eks',
  'firehose',
  'delivery.logs',
  'config',
  'backup',
  'secretsmanager',
  'kafka',
  'autoscaling',
] as const;

const teams = [
  'orders',
  'clicks',
  'ledger',
  'audit',
  'billing',
  'search',
  'media',
  'fraud',
  'alerts',
  'catalogue',
] as const;

type ActorInput = { weight: number; identity: Json | undefined; userAgents: readonly string[]; isConsole?: boolean };

function actor(random: Random, { weight, identity, userAgents, isConsole = false }: ActorInput): Actor {
  return {
    weight,
    identity: identity === undefined ? undefined : compactJson(identity),
    addresses: Array.from({ length: 1 + integer(random, 3) }, () => address(random)),
    userAgents,
    isConsole,
    isService: false,
    sessionSeed: integer(random, 2 ** 31),
  };
}

function serviceActor(random: Random, weight: number, name: string): Actor {
  const host = `${name}.amazonaws.com`;
  const plain = actor(random, { weight, identity: identities.service(host), userAgents: [host] });
  return { ...plain, addresses: [host], isService: true };
}

function roleId(random: Random): string {
  return `AROA${upperAlnum(random, 10)}EXAMPLE`;
}

function users(random: Random, account: string): Actor[] {
  return people.flatMap((name) => {
    const userId = `AIDA${upperAlnum(random, 10)}EXAMPLE`;
    const keys = { userId, accessKey: `AKIA${upperAlnum(random, 9)}EXAMPLE` };
    const userAgents = [pick(random, agents.commandLine), pick(random, agents.code)];
    return [
      actor(random, { weight: 2 + integer(random, 8), identity: identities.iamUser(account, name, keys), userAgents }),
      actor(random, {
        weight: 0.7,
        identity: identities.consoleUser(account, name, userId),
        userAgents: agents.browser,
        isConsole: true,
      }),
    ];
  });
}

function singleSignOn(random: Random, account: string): Actor[] {
  const path = 'aws-reserved/sso.amazonaws.com/eu-west-1';
  const roles = ['Administrator', 'ReadOnly', 'DataEngineer'].map((name) => ({
    roleName: `${path}/AWSReservedSSO_${name}_${hex(random, 16)}`,
    roleId: roleId(random),
  }));
  return people.flatMap((person) => {
    const role = pick(random, roles);
    const identity = identities.assumedRole({ account, ...role, sessionName: `${person}@acme.example` });
    return [
      actor(random, { weight: 1.2, identity, userAgents: agents.browser, isConsole: true }),
      actor(random, { weight: 1, identity, userAgents: [pick(random, agents.commandLine)] }),
    ];
  });
}

function automation(random: Random, account: string): Actor[] {
  return teams.flatMap((team) => {
    const role = { account, roleName: `${team}-deploy`, roleId: roleId(random) };
    const lambda = { account, roleName: `${team}-lambda-role`, roleId: roleId(random) };
    const pod = { account, roleName: `${team}-pod-role`, roleId: roleId(random) };
    const eks = `oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE${hex(random, 20).toUpperCase()}`;
    const pipeline = identities.webIdentityRole(
      { ...role, sessionName: 'GitHubActions' },
      'token.actions.githubusercontent.com',
    );
    const fromCloudFormation = identities.assumedRole({
      ...role,
      sessionName: 'AWSCloudFormation',
      more: { invokedBy: 'cloudformation.amazonaws.com' },
    });
    return [
      actor(random, {
        weight: 4,
        identity: pipeline,
        userAgents: [pick(random, agents.terraform), pick(random, agents.terraform)],
      }),
      actor(random, {
        weight: 9,
        identity: identities.assumedRole({ ...lambda, sessionName: `${team}-enrich-prod` }),
        userAgents: [pick(random, agents.lambda)],
      }),
      actor(random, {
        weight: 6,
        identity: identities.webIdentityRole({ ...pod, sessionName: `pod-${hex(random, 10)}` }, eks),
        userAgents: [pick(random, agents.code)],
      }),
      {
        ...actor(random, { weight: 1, identity: fromCloudFormation, userAgents: ['cloudformation.amazonaws.com'] }),
        addresses: ['cloudformation.amazonaws.com'],
        isService: true,
      },
    ];
  });
}

function nodes(random: Random, account: string): Actor[] {
  const role = { account, roleName: 'node-instance-role', roleId: roleId(random), context: { ec2RoleDelivery: '2.0' } };
  return Array.from({ length: 40 }, () => {
    const identity = identities.assumedRole({ ...role, sessionName: `i-0${hex(random, 16)}` });
    return actor(random, { weight: 1, identity, userAgents: [pick(random, agents.node)] });
  });
}

function rare(random: Random, account: string): Actor[] {
  const userAgents = agents.code;
  return [
    actor(random, { weight: 0.8, identity: identities.root(account), userAgents: agents.browser, isConsole: true }),
    actor(random, { weight: 1, identity: identities.federatedUser(account, 'partner-report'), userAgents }),
    actor(random, { weight: 0.4, identity: identities.plainRole(account, 'legacy-role'), userAgents }),
    actor(random, { weight: 0.2, identity: identities.unknownCaller(), userAgents }),
    actor(random, { weight: 0.4, identity: identities.directoryUser(account, 'corp-user'), userAgents }),
    actor(random, { weight: 0.1, identity: undefined, userAgents }),
  ];
}

export function createCast(seed: number, account: string): Cast {
  const random = createRandom(seed, Number(account.slice(0, 6)), 77);
  const userList = users(random, account);
  const human = singleSignOn(random, account);
  const everybody = [...userList, ...human, ...automation(random, account), ...rare(random, account)];
  const nodeList = nodes(random, account);
  const consoles = [...userList, ...human].filter((one) => one.isConsole);
  const of = (list: readonly Actor[]): Weighted<Actor> => weighted(list, (one) => one.weight);
  const single = (identity: Json | undefined, userAgents: readonly string[]): Weighted<Actor> =>
    of([actor(random, { weight: 1, identity, userAgents })]);
  const stranger = accounts.find((other) => other !== account) ?? account;
  return {
    any: of([...everybody, ...nodeList.slice(0, 10)]),
    svc: of(serviceNames.map((name, index) => serviceActor(random, 12 - index, name))),
    acct: of(
      people.slice(0, 8).map((name) =>
        actor(random, {
          weight: 1,
          identity: identities.otherAccount(stranger, `AIDA${upperAlnum(random, 10)}EXAMPLE:${name.length}`),
          userAgents: [pick(random, agents.code)],
        }),
      ),
    ),
    web: of(
      teams.map((team) =>
        actor(random, {
          weight: 1,
          identity: identities.webIdentityUser(team),
          userAgents: [pick(random, agents.code)],
        }),
      ),
    ),
    saml: of(
      people.map((name) =>
        actor(random, { weight: 1, identity: identities.samlUser(`${name}@acme.example`), userAgents: agents.browser }),
      ),
    ),
    node: of(nodeList),
    console: of(consoles),
    login: of([
      ...userList.filter((one) => one.isConsole),
      actor(random, { weight: 1, identity: identities.root(account), userAgents: agents.browser }),
    ]),
    none: single(undefined, ['secretsmanager.amazonaws.com']),
    idc: single(identities.identityCenterUser(account, '544894e8-80c1-707f-60e3-3ba6510dfac1'), agents.browser),
    dir: single(identities.directoryUser(account, 'corp-user'), agents.browser),
  };
}
