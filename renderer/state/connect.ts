// Joins the stores to the outside: what is pushed goes in, what the reader set up is saved, the document says how
// things stand.
import type { DeviceSignIn, Prompt } from '../../shared/aws/profile.ts';
import type { FoundTrails } from '../../shared/aws/foundTrails.ts';
import type { Job, Pushed, Workspace } from '../../shared/ipc/contract.ts';
import type { AppState } from './appState.ts';
import type { AwsState } from './aws.ts';
import { askIdentity } from './awsActions.ts';
import { showDocumentState } from './documentState.ts';
import { recordFailure, withJob } from './session.ts';
import { loadSettings, saveSettings } from './settings.ts';
import { leaveWorkspace } from './view.ts';

/** Subscribes and asks for the state of things; returns the function that ends it. */
export function connect(state: AppState): () => void {
  const { client, session, aws } = state;
  const ends = [
    client.on('workspace', ({ workspace }) => setWorkspace(state, workspace)),
    client.on('job', (job) => takeJob(state, job)),
    client.on('core', (core) => takeCorePhase(state, core)),
    client.on('dropped', (dropped) => session.setState({ dropped })),
    client.on('prompts', ({ prompts }) => takePrompts(state, prompts)),
    client.on('signIn', ({ signIn }) => takeSignIn(state, signIn)),
    client.on('profiles', (profiles) => aws.setState({ profiles })),
    client.on('trails', (found) => aws.setState((known) => withFoundAccounts(known, found))),
    saveSettings(state),
    state.history.watch(() => session.getState().isReady),
    showDocumentState(state),
  ];
  void begin(state);
  return () => {
    for (const end of ends) end();
  };
}

async function begin(state: AppState): Promise<void> {
  const end = state.activity.begin();
  try {
    await loadSettings(state);
    await Promise.all([refreshSession(state), askAws(state)]);
  } catch (error) {
    recordFailure(state.session, error);
  } finally {
    state.session.setState({ isReady: true });
    end();
  }
}

/** Asks again what the core would have pushed: at the start, and after it was started again. */
export async function refreshSession(state: AppState): Promise<void> {
  const { workspace: before } = state.session.getState();
  const [{ workspace }, { jobs }, core] = await Promise.all([
    state.client.call('workspace.current', {}),
    state.client.call('jobs.list', {}),
    state.client.call('shell.coreStatus', {}),
  ]);
  state.session.setState((session) => ({ jobs: mergeJobs(session.jobs, jobs), core }));
  const { workspace: now } = state.session.getState();
  if (now === before || !isNewer(now, workspace)) setWorkspace(state, workspace);
}

/** What is known of AWS without asking it: the files of this machine, and what waits for the user. */
async function askAws({ client, aws }: AppState): Promise<void> {
  const [profiles, { prompts }] = await Promise.all([client.call('aws.profiles', {}), client.call('aws.prompts', {})]);
  aws.setState({ profiles, prompts });
}

/** Where a prompt was settled, also from a terminal, a profile that did not work may do so now. */
function takePrompts(state: AppState, prompts: readonly Prompt[]): void {
  const { prompts: before, identities } = state.aws.getState();
  state.aws.setState({ prompts });
  const settled = before.filter(({ id }) => !prompts.some((prompt) => prompt.id === id));
  for (const { profile } of settled) {
    if (identities[profile]?.phase === 'failed') void askIdentity(state, profile);
  }
}

/** The browser is opened once for a sign-in that was begun here; the card has the code, the address and the button. */
function takeSignIn({ aws, client }: AppState, signIn: DeviceSignIn | undefined): void {
  const { signingIn, signIn: before } = aws.getState();
  aws.setState({ signIn });
  if (!signIn || signIn.url === before?.url || signingIn?.profile !== signIn.profile) return;
  client.call('shell.openExternal', { url: signIn.url }).catch(() => aws.setState({ isBrowserRefused: true }));
}

function withFoundAccounts({ foundAccounts }: AwsState, { trails }: FoundTrails): Pick<AwsState, 'foundAccounts'> {
  const found = trails.flatMap(({ accounts }) => accounts.map(({ account }) => account));
  const isNew = found.some((account) => !foundAccounts.includes(account));
  return { foundAccounts: isNew ? [...new Set([...foundAccounts, ...found])] : foundAccounts };
}

/** Whether what was pushed while an answer was on its way outdates the answer. */
function isNewer(pushed: Workspace | undefined, answered: Workspace | undefined): boolean {
  return pushed?.id !== answered?.id || (pushed?.revision ?? 0) > (answered?.revision ?? 0);
}

/**
 * What the core lists, and the jobs known to have ended: it may have forgotten them while their summary is still being
 * read, and a list on its way when one ended still has it running.
 */
function mergeJobs(known: readonly Job[], listed: readonly Job[]): readonly Job[] {
  const ended = known.filter((job) => job.phase !== 'running');
  const others = listed.filter((job) => !ended.some(({ id }) => id === job.id));
  return [...ended, ...others].toSorted((a, b) => a.id - b.id);
}

/** The view belongs to the workspace seen last: only another one, not a restart of the core in between, resets it. */
function setWorkspace(state: AppState, workspace: Workspace | undefined): void {
  const { lastWorkspaceId } = state.session.getState();
  if (workspace && lastWorkspaceId !== undefined && lastWorkspaceId !== workspace.id) {
    state.view.setState(leaveWorkspace);
    state.history.forget();
    state.session.setState({ viewError: undefined });
  }
  state.session.setState({ workspace, lastWorkspaceId: workspace?.id ?? lastWorkspaceId });
}

function takeJob(state: AppState, job: Job): void {
  state.session.setState((session) => ({ jobs: withJob(session.jobs, job) }));
  if (job.phase !== 'running') void refreshSession(state).catch((error) => recordFailure(state.session, error));
}

function takeCorePhase(state: AppState, core: Pushed<'core'>): void {
  const before = state.session.getState().core.phase;
  state.session.setState({ core });
  if (core.phase === 'restarting') state.session.setState({ restartMessage: core.message });
  if (core.phase !== 'running' || before === 'running') return;
  state.session.setState((session) => ({
    generation: session.generation + 1,
    // A new core counts its jobs from the start.
    jobs: [],
    restartMessage: core.message ?? session.restartMessage,
  }));
  // Nobody waits in a new core, and it has signed in nobody.
  state.aws.setState({ prompts: [], signIn: undefined, signingIn: undefined, identities: {} });
  void askAws(state).catch((error) => recordFailure(state.session, error));
  void refreshSession(state).catch((error) => recordFailure(state.session, error));
}
