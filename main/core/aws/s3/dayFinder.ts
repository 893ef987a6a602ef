// The days on which the chosen accounts and regions have logs: years, months and days by their folders, the newest
// first, so that what is most likely wanted shows first.
import { trailPath, type TrailPlace } from '../../../../shared/aws/trailKeys.ts';
import { folderName, type FolderReader } from './folderReader.ts';
import { inParallel } from './inParallel.ts';

const parallel = 4;

/** A day, and the folder of a region that has it. */
export type FoundDay = { readonly day: string; readonly place: TrailPlace };

/** Days of a region's folder; at most one request for each year and month in it. Errors: aws/*, cancelled. */
export async function* findDaysOf(reader: FolderReader, region: TrailPlace): AsyncGenerator<readonly FoundDay[]> {
  const { year, month, day, rest: _rest, ...place } = region;
  const folder = trailPath(place);
  const years = year === undefined ? await below(reader, folder, /^\d{4}$/) : [year];
  const months = inParallel(years, { parallel: 2 }, async function* (inYear) {
    const inMonths = month === undefined ? await below(reader, `${folder}${inYear}/`, /^\d{2}$/) : [month];
    for (const inMonth of inMonths) yield `${inYear}/${inMonth}`;
  });
  yield* inParallel(months, { parallel }, async function* (inMonth) {
    const days = day === undefined ? await below(reader, `${folder}${inMonth}/`, /^\d{2}$/) : [day];
    yield days.map((inDay) => ({ day: `${inMonth}/${inDay}`.replaceAll('/', '-'), place }));
  });
}

async function below(reader: FolderReader, folder: string, form: RegExp): Promise<readonly string[]> {
  const read = await reader.readIfAllowed(folder);
  return (read?.folders ?? [])
    .map(folderName)
    .filter((name) => form.test(name))
    .toReversed();
}
