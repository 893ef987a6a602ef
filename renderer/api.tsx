// The page's one door to the outside: the typed client over the preload's bridge, given down by context so that
// tests put a fake behind the same face.
import { createContext, useContext, type ReactNode } from 'react';

import type { Client } from '../shared/ipc/client.ts';

const ClientContext = createContext<Client | undefined>(undefined);

export function ClientProvider({ client, children }: { readonly client: Client; readonly children: ReactNode }) {
  return <ClientContext value={client}>{children}</ClientContext>;
}

export function useClient(): Client {
  const client = useContext(ClientContext);
  if (!client) throw new Error('useClient outside of a ClientProvider');
  return client;
}
