import type { RecentWorkspace } from '../../shared/ipc/contract.ts';
import { useSession, useUpdateView } from '../state/AppStateProvider.tsx';
import { useCall } from '../state/useCall.ts';
import { useOpen } from '../state/useOpen.ts';
import type { OpenDialog } from '../state/view.ts';
import { Menu, MenuGroup, MenuItem, MenuSeparator } from '../ui/Menu.tsx';
import { countOf } from '../ui/numbers.ts';

/** The header's menu for opening, extending and closing a workspace. */
export function OpenMenu() {
  const open = useOpen();
  const update = useUpdateView();
  const show = (dialog: OpenDialog) => update({ dialog });
  const workspace = useSession((session) => session.workspace);
  return (
    <Menu label="Open" className="button">
      <MenuItem onSelect={() => void open.folder()}>Open folder…</MenuItem>
      <MenuItem onSelect={() => void open.files()}>Open files…</MenuItem>
      <MenuItem onSelect={() => show({ kind: 's3', where: 'new' })}>Open logs in S3…</MenuItem>
      <MenuItem onSelect={() => show({ kind: 'eventHistory', where: 'new' })}>Open Event history…</MenuItem>
      <MenuItem onSelect={() => void open.samples()}>Open sample logs</MenuItem>
      {workspace && (
        <>
          <MenuSeparator />
          <MenuItem onSelect={() => void open.addFolder()}>Add folder to this workspace…</MenuItem>
          <MenuItem onSelect={() => void open.addFiles()}>Add files to this workspace…</MenuItem>
          <MenuItem onSelect={() => show({ kind: 's3', where: 'add' })}>Add logs in S3 to this workspace…</MenuItem>
          <MenuItem onSelect={() => show({ kind: 'eventHistory', where: 'add' })}>
            Add Event history to this workspace…
          </MenuItem>
          <MenuItem hint="F5" onSelect={() => void open.refresh()}>
            Refresh
          </MenuItem>
        </>
      )}
      <RecentItems currentId={workspace?.id} />
      <MenuSeparator />
      <MenuItem onSelect={() => show({ kind: 'accountNames' })}>Account names…</MenuItem>
      <MenuItem onSelect={() => show({ kind: 'cache' })}>Downloaded logs…</MenuItem>
      {workspace && (
        <>
          <MenuSeparator />
          <MenuItem onSelect={() => void open.close()}>Close workspace</MenuItem>
        </>
      )}
    </Menu>
  );
}

function RecentItems({ currentId }: { readonly currentId: string | undefined }) {
  const open = useOpen();
  const { data } = useCall('workspace.recent', {});
  const others = (data?.workspaces ?? []).filter((recent: RecentWorkspace) => recent.id !== currentId).slice(0, 8);
  if (others.length === 0) return null;
  return (
    <>
      <MenuSeparator />
      <MenuGroup label="Recent workspaces">
        {others.map((recent) => (
          <MenuItem key={recent.id} hint={countOf(recent.events, 'event')} onSelect={() => void open.recent(recent.id)}>
            {recent.name}
          </MenuItem>
        ))}
      </MenuGroup>
    </>
  );
}
