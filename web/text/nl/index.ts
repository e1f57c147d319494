import { charts } from './charts.ts';
import { common } from './common.ts';
import { errors } from './errors.ts';
import { judge } from './judge.ts';
import { kind } from './kind.ts';
import { party, role, subject } from './party.ts';

export const nl = { charts, common, errors, judge, kind, party, role, subject };
