import type { Output } from '#kernel/contract';
import type * as steering from '#steering/contract';

export type SectorPicture = Output<typeof steering.readSectorPicture>;
export type ReleasedFigure = SectorPicture['figures'][number];
export type Cell = ReleasedFigure['cells'][number];
export type Calendar = Output<typeof steering.readCalendar>;
export type CalendarRow = Calendar['items'][number];
export type BoardAnswer = Output<typeof steering.readBoardPage>;
