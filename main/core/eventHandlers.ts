// What the calls about events and filters do.
import type { CoreHandlers } from './dispatch.ts';
import { complete } from './store/complete.ts';
import { readDetail, readRecord } from './store/eventDetail.ts';
import { checkEventFilter, readEventFilter } from './store/eventFilter.ts';
import type { EventQuestion } from './store/eventSets.ts';
import { readFacets } from './store/facets.ts';
import { readHistogram } from './store/histogram.ts';
import { readRelated } from './store/relatedEvents.ts';
import type { EventSet } from '../../shared/ipc/contract.ts';
import type { WorkspaceSession } from './workspaceSession.ts';

type EventCallName = Exclude<
  Extract<keyof CoreHandlers, `events.${string}` | `event.${string}` | `filter.${string}`>,
  'events.compare'
>;

export function eventHandlers(session: WorkspaceSession): Pick<CoreHandlers, EventCallName> {
  const question = async ({ filter, timeZone, range }: EventSet, signal: AbortSignal): Promise<EventQuestion> => ({
    filter: await readEventFilter(session.workspace.database, filter, timeZone, signal),
    timeZone,
    range,
  });
  return {
    'events.open': async (query, signal) => {
      const { workspace } = session;
      const { revision } = workspace;
      const opened = await workspace.views.open(query, signal);
      workspace.fields.prepare();
      return { ...opened, revision };
    },
    'events.page': (request, signal) => session.workspace.views.page(request, signal),
    'events.position': async ({ viewId, eventId }, signal) => {
      const index = await session.workspace.views.position(viewId, eventId, signal);
      return index === undefined ? {} : { index };
    },
    'events.facets': async (request, signal) => {
      const { database, sets } = session.workspace;
      const asked = { ...(await question(request, signal)), facets: request.facets };
      return { facets: await readFacets(database, sets, asked, signal) };
    },
    'events.histogram': async (request, signal) => {
      const { database, sets } = session.workspace;
      return readHistogram(database, sets, { ...(await question(request, signal)), maxBars: request.maxBars }, signal);
    },
    'events.close': ({ viewId }) => {
      session.ifOpen?.views.close(viewId);
      return {};
    },
    'event.detail': ({ eventId }, signal) => readDetail(session.workspace.database, eventId, signal),
    'event.record': ({ eventId }, signal) => readRecord(session.workspace.database, eventId, signal),
    'events.fields': async ({ search, limit }, signal) => {
      const fields = await session.workspace.fields.list(signal);
      const wanted = search.toLowerCase();
      const found = fields.filter(({ id }) => id.toLowerCase().includes(wanted)).slice(0, limit);
      return { fields: found.map(({ id, example }) => (example === undefined ? { id } : { id, example })) };
    },
    'event.related': async ({ eventId }, signal) => {
      const { database, sets } = session.workspace;
      return { groups: await readRelated(database, sets, eventId, signal) };
    },
    'filter.complete': (request, signal) => complete(session.workspace, request, signal),
    'filter.check': async ({ text, timeZone }, signal) => ({
      problems: [...(await checkEventFilter(session.ifOpen?.database, text, timeZone, signal))],
    }),
  };
}
