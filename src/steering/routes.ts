import { get, type Route } from '#platform';
import { boardPage } from './actions/read-board-page.ts';
import { calendar } from './actions/read-calendar.ts';
import { sectorPicture } from './actions/read-sector-picture.ts';
import * as c from './contract.ts';

// biome-ignore format: the reader sees the gap in an aligned table
export const routes: readonly Route[] = [
	get('/v1/sector-picture',          'signed-in', c.readSectorPicture, sectorPicture),
	get('/v1/calendar',                'signed-in', c.readCalendar,      calendar),
	get('/v1/institutions/{id}/board', 'signed-in', c.readBoardPage,     boardPage),
];
