// The names of the messages between preload and main process. Calls and pushed messages are named inside them.
export const channels = {
  call: 'firetrail:call',
  cancel: 'firetrail:cancel',
  pushed: 'firetrail:pushed',
  dropped: 'firetrail:dropped',
} as const;
