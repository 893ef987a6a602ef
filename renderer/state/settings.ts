// Reads the settings into the stores once, then keeps them up to date with what the reader changes.
import { readField } from '../../shared/events/field.ts';
import type { Settings } from '../../shared/ipc/contract.ts';
import type { AppState } from './appState.ts';
import type { AwsState } from './aws.ts';
import { keptOf, type Kept } from './kept.ts';
import { recordFailure, type Session } from './session.ts';
import { defaultColumns, defaultFacets, type ViewState } from './view.ts';

const saveDelayMs = 400;

export async function loadSettings({ client, view, session, aws, kept }: AppState): Promise<void> {
  const [settings, info] = await Promise.all([client.call('settings.get', {}), client.call('shell.info', {})]);
  // What is no field, as of a newer or older version, is left out rather than shown empty.
  const columns = settings.gridColumns.filter((column) => readField(column.id));
  session.setState({ theme: settings.theme });
  kept.setState(keptOf(settings));
  aws.setState({
    profile: settings.profile,
    recentProfiles: settings.recentProfiles ?? [],
    accountNames: settings.accountNames ?? {},
  });
  view.setState((state) => ({
    view: info.view,
    columns: columns.length > 0 ? columns : defaultColumns,
    detailTab: settings.detailTab,
    facets: settings.facets?.filter((field) => readField(field)) ?? defaultFacets,
    areFacetsShown: settings.areFacetsShown ?? state.areFacetsShown,
    panes: settings.panes ?? {},
    query: { ...state.query, timeZone: settings.timeZone },
  }));
}

type Saved = Partial<Settings>;

function changedSettings(view: ViewState, viewBefore: ViewState, session: Session, sessionBefore: Session): Saved {
  const saved: Saved = {};
  if (view.columns !== viewBefore.columns) saved.gridColumns = view.columns.map((column) => ({ ...column }));
  if (view.facets !== viewBefore.facets) saved.facets = [...view.facets];
  if (view.areFacetsShown !== viewBefore.areFacetsShown) saved.areFacetsShown = view.areFacetsShown;
  if (view.panes !== viewBefore.panes) saved.panes = { ...view.panes };
  if (view.detailTab !== viewBefore.detailTab) saved.detailTab = view.detailTab;
  if (view.query.timeZone !== viewBefore.query.timeZone) saved.timeZone = view.query.timeZone;
  if (session.theme !== sessionBefore.theme) saved.theme = session.theme;
  return saved;
}

function changedAwsSettings(aws: AwsState, before: AwsState): Saved {
  const saved: Saved = {};
  if (aws.profile !== before.profile) saved.profile = aws.profile;
  if (aws.recentProfiles !== before.recentProfiles) saved.recentProfiles = [...aws.recentProfiles];
  if (aws.accountNames !== before.accountNames) saved.accountNames = { ...aws.accountNames };
  return saved;
}

function changedKept(kept: Kept, before: Kept): Saved {
  const saved: Saved = {};
  if (kept.savedViews !== before.savedViews) saved.savedViews = [...kept.savedViews];
  if (kept.filterHistory !== before.filterHistory) saved.filterHistory = [...kept.filterHistory];
  if (kept.sqlHistory !== before.sqlHistory) saved.sqlHistory = [...kept.sqlHistory];
  return saved;
}

/** Saves what changed, a moment after the last change; returns the function that stops it. */
export function saveSettings({ client, view, session, aws, kept }: AppState): () => void {
  let pending: Saved = {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = () => {
    timer = undefined;
    const saved = pending;
    pending = {};
    client.call('settings.set', saved).catch((error: unknown) => recordFailure(session, error));
  };
  const take = (changed: Saved, delayMs = saveDelayMs) => {
    // What was just read from the settings need not be written back.
    if (!session.getState().isReady || Object.keys(changed).length === 0) return;
    pending = { ...pending, ...changed };
    clearTimeout(timer);
    timer = setTimeout(save, delayMs);
  };
  const ends = [
    view.subscribe((now, before) => take(changedSettings(now, before, session.getState(), session.getState()))),
    session.subscribe((now, before) => take(changedSettings(view.getState(), view.getState(), now, before))),
    aws.subscribe((now, before) => take(changedAwsSettings(now, before))),
    // What was saved by its name is not lost to a window that is closed right then.
    kept.subscribe((now, before) => take(changedKept(now, before), 0)),
  ];
  return () => {
    clearTimeout(timer);
    for (const end of ends) end();
  };
}
