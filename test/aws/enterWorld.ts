// A test file that runs in a world of AWS: its process has that world's environment, and nothing of AWS besides.
import { vi } from 'vitest';

import { startWorld, type World } from './world.ts';

export async function enterWorld(): Promise<World> {
  const world = await startWorld();
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined);
  for (const [name, value] of Object.entries(world.env)) vi.stubEnv(name, value);
  return world;
}

export async function leaveWorld(world: World): Promise<void> {
  vi.unstubAllEnvs();
  await world.close();
}
